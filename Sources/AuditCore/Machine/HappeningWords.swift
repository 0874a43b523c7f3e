/// What can happen to a step, in words.
extension Happening {
  public func word(in language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch self {
    case .unlocked: "unlocked"
    case .answered: "answered"
    case .submittedForSignOff: "handed in for sign-off"
    case .completed: "completed"
    case .approved: "approved"
    case .returned: "given back"
    case .skipped: "skipped"
    case .reopened: "reopened"
    case .overtaken: "overtaken by a change"
    case .renamed: "an entry renamed"
    case .confirmed: "confirmed"
    case .excluded: "condition turns false"
    case .included: "condition turns true"
    }
  }

  private var chinese: String {
    switch self {
    case .unlocked: "前序已完成"
    case .answered: "作答"
    case .submittedForSignOff: "提交待批"
    case .completed: "完成"
    case .approved: "批准"
    case .returned: "退回"
    case .skipped: "跳过"
    case .reopened: "重新打开"
    case .overtaken: "所依据内容有变"
    case .renamed: "条目改名"
    case .confirmed: "复核确认"
    case .excluded: "条件不再成立"
    case .included: "条件成立"
    }
  }
}
