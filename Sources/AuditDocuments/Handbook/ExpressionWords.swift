import AuditCore

/// Expressions in words where they are simple, and as they stand where they are not.
extension WorkflowHandbook {
  /// The expression, on what it stands on.
  func explained(_ rule: Rule, on stand: Stand = Stand(), inCell: Bool = false) -> String {
    let words = ExpressionWords(handbook: self, stand: stand, part: rule.part).words(rule.text)
    let code = MarkdownPieces.code(rule.text, inCell: inCell)
    return words.map { say("\($0) (\(code))", "\($0)（\(code)）") } ?? code
  }
}

/// Puts comparisons of one field with a value, joined by *and* or *or*, into words.
private struct ExpressionWords {
  let handbook: WorkflowHandbook
  let stand: Stand
  /// The part of the workflow that the expression was written in.
  let part: StepID?

  private func say(_ english: String, _ chinese: String) -> String { handbook.say(english, chinese) }

  /// Nothing where it is not simple.
  func words(_ text: String) -> String? {
    guard !text.contains("\n"), !text.contains("?") else { return nil }
    for (mark, word) in [(" && ", say(" and ", "，且")), (" || ", say(" or ", "，或"))] where text.contains(mark)
    {
      let parts = text.split(separator: mark).map { part($0) }
      guard parts.count <= 4, parts.allSatisfy({ $0 != nil }) else { return nil }
      return parts.compactMap(\.self).joined(separator: word)
    }
    return part(Substring(text))
  }

  private func part(_ text: Substring) -> String? {
    if let match = text.wholeMatch(of: /has\(([a-z_0-9.]+)\)/), let (title, _) = field(match.1) {
      return say("\(title) is answered", "\(title)已填写")
    }
    if let match = text.wholeMatch(of: /!has\(([a-z_0-9.]+)\)/), let (title, _) = field(match.1) {
      return say("\(title) is not answered", "\(title)未填写")
    }
    if let match = text.wholeMatch(of: /(!?)([a-z_0-9.]+)/), let (title, type) = field(match.2),
      type.isYesOrNo
    {
      return match.1.isEmpty
        ? say("\(title) is yes", "\(title)为“是”") : say("\(title) is no", "\(title)为“否”")
    }
    if let match = text.wholeMatch(of: /([a-z_0-9.]+) (==|!=|>=|<=|>|<) (.+)/),
      let (title, type) = field(match.1),
      let value = value(match.3, type), let sign = sign(String(match.2), type)
    {
      return say("\(title) \(sign) \(value)", "\(title)\(sign)\(value)")
    }
    return nil
  }

  private func sign(_ operation: String, _ type: FieldType) -> String? {
    let isDay = if case .date = type { true } else { false }
    return switch operation {
    case "==": say("is", "为")
    case "!=": say("is not", "不为")
    case ">=": isDay ? say("is not before", "不早于") : say("is at least", "不低于")
    case "<=": isDay ? say("is not after", "不晚于") : say("is at most", "不高于")
    case ">": isDay ? say("is after", "晚于") : say("is above", "高于")
    case "<": isDay ? say("is before", "早于") : say("is below", "低于")
    default: nil
    }
  }

  /// The title of a field that a path names, and its type.
  private func field(_ path: Substring) -> (String, FieldType)? {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    let isOwn = parts[0] == "this" || (parts[0] == "entry" && stand.isInside)
    let step = isOwn ? stand.step : handbook.step(named: parts[0], in: part)
    guard let step, var fields = handbook.workflow[step]?.fields else { return nil }
    if parts[0] == "this" { fields = stand.fields(among: fields) }
    guard let field = fields.first(where: { $0.id.name == parts[1] }) else { return nil }
    let title = handbook.quoted(field.title[handbook.language])
    return (
      isOwn ? title : say("\(title) in \(handbook.named(step))", "\(handbook.named(step))中的\(title)"),
      field.type
    )
  }

  private func value(_ text: Substring, _ type: FieldType) -> String? {
    if let (title, _) = field(text) { return title }
    if let match = text.wholeMatch(of: /'([^'\\]*)'/) {
      guard case .choice(let vocabulary) = type else { return handbook.quoted(String(match.1)) }
      return vocabulary[String(match.1)].map { handbook.quoted($0.label[handbook.language]) }
    }
    if text == "true" || text == "false" {
      return handbook.quoted(text == "true" ? handbook.wording.yes : handbook.wording.no)
    }
    guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil else { return nil }
    if case .percent = type { return nil }
    return String(text)
  }
}

extension FieldType {
  fileprivate var isYesOrNo: Bool { if case .boolean = self { true } else { false } }
}
