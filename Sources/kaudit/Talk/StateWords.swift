import AuditCore

/// States and counts as people of either language say them.
extension StepState {
  func word(in language: Language) -> String {
    switch (self, language) {
    case (.locked, .english): "waiting"
    case (.ready, .english): "ready"
    case (.started, .english): "started"
    case (.submitted, .english): "awaits sign-off"
    case (.done, .english): "done"
    case (.returned, .english): "returned"
    case (.stale, .english): "stale"
    case (.skipped, .english): "skipped"
    case (.notAsked, .english): "not asked"
    case (.locked, .chinese): "等待前序"
    case (.ready, .chinese): "可开始"
    case (.started, .chinese): "进行中"
    case (.submitted, .chinese): "待批准"
    case (.done, .chinese): "已完成"
    case (.returned, .chinese): "已退回"
    case (.stale, .chinese): "需复核"
    case (.skipped, .chinese): "已跳过"
    case (.notAsked, .chinese): "不适用"
    }
  }

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

extension Language {
  /// The words in this language.
  func words(_ english: String, _ chinese: String) -> String {
    switch self {
    case .english: english
    case .chinese: chinese
    }
  }
}
