import AuditCore

/// What is done in a step, in a word or two.
extension Step.Kind {
  func word(in language: Language) -> String {
    let wording = Wording(language: language)
    return switch self {
    case .ask: wording.either("form", "表单")
    case .collect: wording.either("register", "清单")
    case .rate: wording.either("rating", "评分")
    case .analyse: wording.either("computed", "计算")
    case .write(let writing):
      writing.register.fields.contains { $0.id == Writing.findings }
        ? wording.either("actions", "整改措施") : wording.either("findings", "发现")
    case .review: wording.either("sign-off", "签字")
    case .group: wording.either("group", "步骤组")
    }
  }
}
