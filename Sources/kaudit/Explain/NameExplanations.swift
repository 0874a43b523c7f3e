extension Explanation {
  /// What keys may stand where, and what things may be called.
  static let names: [Explanation] = [
    Explanation(
      "unknown-key", "A key stands where it means nothing.",
      why: "It would be passed over in silence, and what it says would not be done.", .workflow,
      wrong: "titel: Small", right: "title: Small",
      help: "take the name that is offered; the message lists what may stand there"),
    Explanation(
      "missing-key", "A key that must be there is missing.",
      why: "What it says cannot be guessed.", .steps,
      wrong: "- step: budget\n  title: Budget\n  collect:\n    fields: {line: {type: text}}",
      right: "- step: budget\n  title: Budget\n  collect:\n    key: line\n    fields: {line: {type: text}}",
      help: "add it; the message says what needs it"),
    Explanation(
      "wrong-kind", "Something else stands here than belongs here: a text for a list, a list for keys.",
      why: "What is written cannot be taken for what is meant.", .steps,
      wrong: "- step: budget\n  title: Budget\n  ask:\n    fields: [line]",
      right: "- step: budget\n  title: Budget\n  ask:\n    fields: {line: {type: text}}",
      help: "write it in the form that the message names"),
    Explanation(
      "bad-name", "Something has a name that it cannot have.",
      why: "Names are used as they are: in expressions, in audit files and in the names of files.", .steps,
      wrong: "- step: Budget-2026\n  title: Budget\n  ask: {fields: {line: {type: text}}}",
      right: "- step: budget_2026\n  title: Budget\n  ask: {fields: {line: {type: text}}}",
      help: "small letters, digits and `_`, a letter first; what people read goes into the title"),
    Explanation(
      "duplicate-name", "Two things that are called by name have the same one, or one thing is named twice.",
      why: "Nothing could tell which one is meant.", .steps,
      wrong: """
        - step: budget
          title: Budget
          ask: {fields: {line: {type: text}}}
        - step: budget
          title: Costs
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          ask: {fields: {line: {type: text}}}
        - step: costs
          title: Costs
          ask: {fields: {line: {type: text}}}
        """,
      help: "rename one of them"),
    Explanation(
      "name-clash",
      "A step, or the name of an entry under `each`, is called as something else is called already.",
      why: "Expressions, templates and audit files use these names side by side.", .steps,
      wrong: "- step: kind\n  title: Kind\n  ask: {fields: {line: {type: text}}}",
      right: "- step: kinds\n  title: Kinds\n  ask: {fields: {line: {type: text}}}",
      help: "choose another name for one of the two"),
    Explanation(
      "unused-name", "Nothing uses a vocabulary, a scale or a role that the workflow defines for itself.",
      why: "It may be left over, or a field may name the wrong one. Shared files are not looked at.",
      .workflow,
      wrong: """
        roles: {sponsor: Sponsor, clerk: Clerk}
        phases:
          - phase: all
            title: All
            steps:
              - step: budget
                title: Budget
                approve: sponsor
                ask: {fields: {line: {type: text}}}
        """,
      right: """
        roles: {sponsor: Sponsor}
        phases:
          - phase: all
            title: All
            steps:
              - step: budget
                title: Budget
                approve: sponsor
                ask: {fields: {line: {type: text}}}
        """,
      help: "take it out, or use it"),
    Explanation(
      "missing-title", "Most steps or fields around it have a title, but this one has none.",
      why: "Readers of documents see the bare name in its place.", .steps,
      wrong: """
        - step: budget
          title: Budget
          ask:
            fields:
              a: {type: text, title: First}
              b: {type: text, title: Second}
              c: {type: text, title: Third}
              d: {type: text, title: Fourth}
              e: {type: text}
        """,
      right: """
        - step: budget
          title: Budget
          ask:
            fields:
              a: {type: text, title: First}
              b: {type: text, title: Second}
              c: {type: text, title: Third}
              d: {type: text, title: Fourth}
              e: {type: text, title: Fifth}
        """,
      help: "add `title:`, in every language of the workflow"),
    Explanation(
      "same-title", "Two steps side by side, or two fields of a step, have the same title.",
      why: "Readers know them by their titles only.", .fields,
      wrong: "begin: {type: date, title: Day}\nend: {type: date, title: Day}",
      right: "begin: {type: date, title: First day}\nend: {type: date, title: Last day}",
      help: "say what tells them apart"),
    Explanation(
      "missing-translation", "A text is not given in every language that the workflow speaks.",
      why: "A document in that language would have a blank there.", .workflow,
      wrong: "languages: [en, zh]\ntitle: {en: Small}",
      right: "languages: [en, zh]\ntitle: {en: Small, zh: 小型}",
      help: "add the translation, or take the language out of `languages:`"),
    Explanation(
      "unknown-language", "A language is named that is not spoken here.",
      why: "Workflows speak English (`en`) and Chinese (`zh`); an audit speaks one of its workflow's.",
      .workflow,
      wrong: "languages: [en, fr]", right: "languages: [en]", help: "name one of those that the message lists"
    ),
    Explanation(
      "unknown-format", "`kaudit:` names a format of workflows that this program does not know.",
      why: "A newer format may mean other things by the same words.", .workflow,
      wrong: "kaudit: 2", right: "kaudit: 1", help: "write `kaudit: 1`, or install a newer kaudit"),
    Explanation(
      "missing-file", "A file that is named cannot be found.",
      why: "It is looked for beside the file that names it, and then among those that ship.", .workflow,
      wrong: "uses: [words.yaml]", right: "uses: [colours.yaml]",
      help: "look at the name; files outside the folder are not read"),
  ]

  /// Named values and levels.
  static let vocabularies: [Explanation] = [
    Explanation(
      "unknown-vocabulary", "A field chooses from a vocabulary that is not defined.",
      why: "Without it nothing could be chosen.", .fields, wrong: "type_of_work: {type: choice, of: kinds}",
      right: "type_of_work: {type: choice, of: kind}",
      help: "take the name that is offered, or name the file that defines it under `uses:`"),
    Explanation(
      "unknown-scale", "A field or a rating uses a scale that is not defined.",
      why: "Its levels would not be known.", .fields, wrong: "skill: {type: scale, of: ripeness}",
      right: "skill: {type: scale, of: maturity}", help: "take the name that is offered, or define the scale"),
    Explanation(
      "empty-scale", "A scale has no two levels, or more than a thousand.",
      why: "A scale runs from a lower to a higher whole level.", .workflow,
      wrong: "scales: {maturity: {min: 5, max: 0}}", right: "scales: {maturity: {min: 0, max: 5}}",
      help: "put the lower level under `min`"),
    Explanation(
      "label-off-scale", "A label stands at a level that the scale does not have.",
      why: "Nobody would ever see it.", .workflow,
      wrong: "scales:\n  maturity: {min: 0, max: 1, labels: {0: none, 1: some, 2: all}}",
      right: "scales:\n  maturity: {min: 0, max: 2, labels: {0: none, 1: some, 2: all}}",
      help: "change the level, or `min` and `max`"),
    Explanation(
      "missing-label", "Some levels of a scale have labels, and others have none.",
      why: "Who scores needs to know what each level means.", .workflow,
      wrong: "scales:\n  maturity: {min: 0, max: 2, labels: {0: none, 2: all}}",
      right: "scales:\n  maturity: {min: 0, max: 2, labels: {0: none, 1: some, 2: all}}",
      help: "write a label for each level, or none at all"),
    Explanation(
      "unknown-role", "A role is named that is not defined.",
      why: "Nobody could hold it, so nobody could sign.", .steps,
      wrong: "- step: budget\n  title: Budget\n  approve: sponser\n  ask: {fields: {line: {type: text}}}",
      right: "- step: budget\n  title: Budget\n  approve: sponsor\n  ask: {fields: {line: {type: text}}}",
      help: "take the name that is offered, or define it under `roles:`"),
  ]
}
