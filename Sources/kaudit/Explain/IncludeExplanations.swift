extension Explanation {
  /// Workflows as steps of others.
  static let includes: [Explanation] = [
    Explanation(
      "missing-language", "An included workflow does not speak every language of the one around it.",
      why: "Documents in that language would have blanks where its steps stand.", .workflow,
      wrong: """
        languages: [en, zh]
        phases:
          - phase: all
            title: {en: All, zh: 全部}
            steps:
              - step: inner
                title: {en: Inner audit, zh: 内部审计}
                include: small
        """,
      right: """
        languages: [en]
        phases:
          - phase: all
            title: All
            steps:
              - step: inner
                title: Inner audit
                include: small
        """,
      help: "translate the included workflow, or take the language out of `languages:`"),
    Explanation(
      "not-a-workflow", "`include:` names a file that is no workflow.",
      why: "Only a workflow has steps that could be included.", .steps,
      wrong: "- step: inner\n  title: Inner audit\n  include: colours",
      right: "- step: inner\n  title: Inner audit\n  include: small",
      help: "name a workflow; files of vocabularies stand under `uses:`"),
  ]
}
