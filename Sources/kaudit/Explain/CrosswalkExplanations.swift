extension Explanation {
  /// What files say about vocabularies, and how these lead to one another.
  static let crosswalks: [Explanation] = [
    Explanation(
      "describes-nothing", "`about:` describes something that the file does not define.",
      why: "Nobody would ever see the description.", .workflow,
      wrong: "about: {kinds: {title: Kind of work}}", right: "about: {kind: {title: Kind of work}}",
      help: "take the name that is offered, or describe it in the file that defines it"),
    Explanation(
      "not-in-vocabulary", "A key stands where one of a vocabulary is meant, but the vocabulary lacks it.",
      why: "Guidance would never be shown, and a crosswalk would lead nowhere.", .workflow,
      wrong: "about: {kind: {guidance: {leadr: Decides on budgets}}}",
      right: "about: {kind: {guidance: {leader: Decides on budgets}}}",
      help: "take the key that is offered; labels are for readers, keys for files"),
    Explanation(
      "unmapped-key", "A crosswalk leaves out a key of the vocabulary that it leads from.",
      why: "It could not be told whether the key has no counterpart or was forgotten.", .workflow,
      wrong: "crosswalks:\n  weights: {from: kind, to: severity, map: {leader: [major]}}",
      right: "crosswalks:\n  weights: {from: kind, to: severity, map: {leader: [major], general: []}}",
      help: "map it, or write `[]` to say that it has no counterpart"),
    Explanation(
      "wrong-crosswalk", "A crosswalk is asked for an answer that is chosen from another vocabulary.",
      why: "It knows no such keys, and would lead to nothing.", .workflow,
      wrong: weighing("{from: severity, to: confidence, map: {major: [high], minor: [low]}}"),
      right: weighing("{from: kind, to: confidence, map: {leader: [high], general: [low]}}"),
      help: "take the crosswalk that leads from the vocabulary of the field"),
  ]

  private static func weighing(_ crosswalk: String) -> String {
    """
    crosswalks:
      weights: \(crosswalk)
    phases:
      - phase: all
        title: All
        steps:
          - step: members
            title: Members
            collect:
              key: person
              fields:
                person: {type: text}
                kind: {type: choice, of: kind}
                weight: {type: text, value: "weights[this.kind][0]"}
    """
  }
}
