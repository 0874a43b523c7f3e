extension Explanation {
  /// Scores, methods, prose and signatures.
  static let analyses: [Explanation] = [
    Explanation(
      "unknown-method", "An analysis names a method that does not exist.",
      why: "Methods are part of the program, so that they are tested and have versions.", .steps,
      wrong: "- step: gaps\n  title: Gaps\n  analyse: {method: gap_analyses}",
      right: gaps(weights: "kind: weights.weight"), help: "take one of those that the message lists"),
    Explanation(
      "unknown-axis", "Weights are given for an axis that the scores lack, or levels that belong to no cell.",
      why: "No score would have a weight, or no level a place, and the method would give no result.", .steps,
      wrong: gaps(weights: "colour: weights.weight"), right: gaps(weights: "kind: weights.weight"),
      help: "axes are called as the fields that tell the scores apart"),
    Explanation(
      "not-on-a-scale", "The ideal of an analysis, or what refines it, is a field without a scale.",
      why: "A gap is a distance between two levels of one scale.", .steps,
      wrong: gaps(ideal: "members.person", weights: "kind: weights.weight"),
      right: gaps(weights: "kind: weights.weight"), help: "name a field of type `scale`"),
    Explanation(
      "unknown-part", "`parts` names something that is no part of a finding.",
      why: "A finding has a condition, a criterion, a cause, an effect and a recommendation.", .steps,
      wrong: "- step: findings\n  title: Findings\n  write: {parts: [condition, reason]}",
      right: "- step: findings\n  title: Findings\n  write: {parts: [condition, cause]}",
      help: "take one of those; further fields stand under `fields:`"),
    Explanation(
      "unused-criteria", "Findings have a register of criteria, but no part `criterion` that would use it.",
      why: "The register would never be asked for.", .steps,
      wrong: "- step: findings\n  title: Findings\n  write: {parts: [condition], criteria: members}",
      right:
        "- step: findings\n  title: Findings\n  write: {parts: [condition, criterion], criteria: members}",
      help: "add `criterion` to `parts`, or take `criteria` out"),
    Explanation(
      "no-findings", "Actions are to answer a step that writes no findings.",
      why: "An action names the findings that it answers.", .steps,
      wrong: "- step: actions\n  title: Actions\n  write: {for: members}",
      right: """
        - step: findings
          title: Findings
          write: {about: [members]}
        - step: actions
          title: Actions
          write: {for: findings}
        """,
      help: "name a step with `write:` that has no `for:` itself"),
    Explanation(
      "empty-review", "A sign-off names no step.",
      why: "A signature says what it is for.", .steps,
      wrong: "- step: sign_off\n  title: Sign-off\n  review: {of: [], by: sponsor}",
      right: "- step: sign_off\n  title: Sign-off\n  review: {of: [members], by: sponsor}",
      help: "name the steps that are signed"),
    Explanation(
      "approve-on-review", "A sign-off has `approve:` as well.",
      why: "It is an approval itself.", .steps,
      wrong:
        "- step: sign_off\n  title: Sign-off\n  approve: auditor\n  review: {of: [members], by: sponsor}",
      right: "- step: sign_off\n  title: Sign-off\n  review: {of: [members], by: sponsor}",
      help: "who signs stands under `by:`"),
  ]

  private static func gaps(ideal: String = "members.level", weights: String) -> String {
    """
    - step: scores
      title: Scores
      rate: {subjects: members, scale: maturity}
    - step: weights
      title: Weights
      collect: {key: kind, fields: {kind: {type: choice, of: kind}, weight: {type: number}}}
    - step: gaps
      title: Gaps
      analyse: {method: gap_analysis, current: scores, ideal: \(ideal), weights: {\(weights)}}
    """
  }
}
