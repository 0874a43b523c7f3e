import AuditCore

/// What happened, in one line.
extension Event {
  func words(in language: Language) -> String {
    switch self {
    case .auditStarted(let opening):
      language.words(
        "audit \(opening.audit) started by workflow \(opening.workflow) \(opening.version)",
        "审计 \(opening.audit) 开始，流程 \(opening.workflow) \(opening.version)")
    case .auditDescribed: language.words("title, language or day of reference changed", "标题、语言或基准日变更")
    case .entryAnswered(let id, let answers, let reason, let origin):
      language.words("\(id) answered", "\(id) 作答") + Self.source(origin, language) + ": "
        + answers.map {
          "\($0.field) = \($0.answer.isWithdrawal ? language.words("taken back", "撤回") : $0.answer.value.shown(in: language))"
        }
        .joined(separator: ", ") + Self.because(reason, language)
    case .entryRemoved(let id, let reason, let origin):
      language.words("\(id) removed", "\(id) 移除") + Self.source(origin, language)
        + Self.because(reason, language)
    case .entriesRenamed(let step, let keys, let reason, let origin):
      Self.renamed(keys, of: step, language) + Self.source(origin, language) + Self.because(reason, language)
    case .stepSubmitted(let step): language.words("\(step) handed in", "\(step) 提交")
    case .stepApproved(let step, let signOff):
      if let stated = signOff.stated {
        language.words(
          "\(step) signed off by \(stated.by) (\(signOff.role)) on \(stated.date), as the file states",
          "\(step) 由 \(stated.by)（\(signOff.role)）于 \(stated.date) 批准，据文件记载")
      } else {
        language.words("\(step) signed off (\(signOff.role))", "\(step) 批准（\(signOff.role)）")
      }
    case .stepReturned(let step, let feedback):
      language.words("\(step) given back: \(feedback)", "\(step) 退回：\(feedback)")
    case .stepSkipped(let step, let reason):
      language.words("\(step) skipped", "\(step) 跳过") + Self.because(reason, language)
    case .stepReopened(let step, let reason):
      language.words("\(step) reopened", "\(step) 重新打开") + Self.because(reason, language)
    case .staleConfirmed(let step, let keys, let reason):
      language.words("\(step) confirmed", "\(step) 复核确认")
        + (keys.isEmpty ? "" : " (\(keys.map(\.written).joined(separator: "; ")))")
        + Self.because(reason, language)
    case .resultComputed(let step, let computation):
      switch computation.outcome {
      case .result:
        language.words("\(step) computed (\(computation.version))", "\(step) 计算（\(computation.version)）")
      case .failed(let reasons):
        language.words("\(step) could not be computed: ", "\(step) 无法计算：") + reasons.first(in: language)
      }
    case .conditionSettled(let step, let isAsked):
      isAsked
        ? language.words("\(step) is asked", "\(step) 适用")
        : language.words("\(step) is not asked", "\(step) 无需进行")
    case .auditClosed(let reason): language.words("audit closed", "审计结束") + Self.because(reason, language)
    case .auditReopened(let reason):
      language.words("audit reopened", "审计重新打开") + Self.because(reason, language)
    }
  }

  /// `people/Ann renamed to Anna`, `people: Ann renamed to Bo, Bo to Ann`
  private static func renamed(
    _ keys: [EntryKey: EntryKey], of step: StepID, _ language: Language
  ) -> String {
    let keys = keys.sorted { $0.key < $1.key }
    if keys.count == 1, let (old, new) = keys.first {
      return EntryID(step, old).description + language.words(" renamed to \(new)", " 改名为 \(new)")
    }
    let shown = keys.prefix(12).enumerated().map { place, pair in
      "\(pair.key)"
        + language.words(place == 0 ? " renamed to \(pair.value)" : " to \(pair.value)", " 改名为 \(pair.value)")
    }
    let more = keys.count - shown.count
    return step.name + language.words(": ", "：") + shown.joined(separator: language.words(", ", "，"))
      + (more > 0 ? language.words(", … and \(more) more", "，……另有 \(more) 条") : "")
  }

  private static func source(_ origin: Origin, _ language: Language) -> String {
    switch origin {
    case .person: ""
    case .file: language.words(" in the file", "（文件）")
    case .imported: language.words(" by import", "（导入）")
    }
  }

  /// Whether it is a score that `reader` must not see yet: of another rater, while a blind rating goes on.
  func isHidden(from reader: String?, in state: AuditState) -> Bool {
    guard case .entryAnswered(let id, _, _, _) = self else { return false }
    return state.isHidden(id, from: reader)
  }

  private static func because(_ reason: String?, _ language: Language) -> String {
    reason.map { language.words(" – because: \($0)", "——理由：\($0)") } ?? ""
  }
}

extension Obstacle {
  /// Whether it would tell `reader` what another rater has said while a blind rating goes on.
  func isHidden(from reader: String?, in state: AuditState) -> Bool {
    if case .tooFewRaters = words { return false }
    return entry.key != .only && state.isHidden(entry, from: reader)
  }
}
