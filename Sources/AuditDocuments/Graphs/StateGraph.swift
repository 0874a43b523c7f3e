public import AuditCore

/// The state machine of a step as a Mermaid state diagram, drawn from the table of transitions.
public enum StateGraph {
  public static func text(in language: Language) -> String {
    var lines = ["stateDiagram-v2"]
    for state in StepState.allCases {
      lines.append("  state \"\(MermaidText.label(state.word(in: language)))\" as \(state.rawValue)")
    }
    lines.append("  [*] --> \(StepState.locked.rawValue)")
    let separator = Wording(language: language).either(" / ", "／")
    for state in StepState.allCases {
      for (after, happenings) in next(from: state) {
        let words = happenings.map { MermaidText.label($0.word(in: language)) }.joined(separator: separator)
        lines.append("  \(state.rawValue) --> \(after.rawValue) : \(words)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The states that follow a state, each with what leads there.
  private static func next(from state: StepState) -> [(StepState, [Happening])] {
    StepState.allCases.compactMap { after in
      let happenings = Happening.allCases.filter { Transitions.state(after: $0, in: state) == after }
      return happenings.isEmpty ? nil : (after, happenings)
    }
  }
}
