import AuditCore

extension StepState {
  /// One sign for it, so that a list can be read at a glance and without colour.
  var sign: String {
    switch self {
    case .locked: "·"
    case .ready: "○"
    case .started: "◐"
    case .submitted: "◕"
    case .done: "●"
    case .returned: "↩"
    case .stale: "!"
    case .skipped, .notAsked: "–"
    }
  }
}

/// A number with the word for so many.
func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

extension Language {
  /// The words in this language.
  func words(_ english: String, _ chinese: String) -> String {
    switch self {
    case .english: english
    case .chinese: chinese
    }
  }
}
