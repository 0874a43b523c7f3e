/// States in words, as people of either language say them.
extension StepState {
  public func word(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch self {
    case .locked: "waiting"
    case .ready: "ready"
    case .started: "started"
    case .submitted: "awaits sign-off"
    case .done: "done"
    case .returned: "returned"
    case .stale: "stale"
    case .skipped: "skipped"
    case .notAsked: "not asked"
    }
  }

  private var chinese: String {
    switch self {
    case .locked: "等待前序"
    case .ready: "可开始"
    case .started: "进行中"
    case .submitted: "待批准"
    case .done: "已完成"
    case .returned: "已退回"
    case .stale: "需复核"
    case .skipped: "已跳过"
    case .notAsked: "无需进行"
    }
  }
}
