extension Explanation {
  /// Whose turn a step is.
  static let assignments: [Explanation] = [
    Explanation(
      "assigned-to-nobody",
      "A step is assigned that is nobody's turn, or entry by entry although it has none.",
      why: "What it says would be shown to nobody.", .steps,
      wrong: """
        - step: budget
          title: Budget
          assign: {each: {role: auditor}}
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          assign: {role: auditor}
          ask: {fields: {line: {type: text}}}
        """,
      help: "analyses are computed, reviews name who signs under `by`, and only registers have entries"),
    Explanation(
      "two-assignees", "`assign:` says in two ways whose turn a step is.",
      why: "The two may name different people, and each would wait for the other.", .steps,
      wrong: """
        - step: budget
          title: Budget
          assign: {role: auditor, person: "members[0].person"}
          ask: {fields: {line: {type: text}}}
        """,
      right: """
        - step: budget
          title: Budget
          assign: {person: "members[0].person"}
          ask: {fields: {line: {type: text}}}
        """,
      help: "keep `role`, `person` or `each`, and take the others out"),
  ]
}
