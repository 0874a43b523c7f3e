import AuditCore

/// Puts comparisons of one field with a value, joined by *and* or *or*, into words.
struct ExpressionWords {
  private let workflow: Workflow
  private let wording: Wording
  /// A text in quotes, as it must be written where the words go.
  private let quoted: (String) -> String
  private let stand: Stand
  /// The part of the workflow that the expression was written in.
  private var part: StepID?

  init(_ workflow: Workflow, _ wording: Wording, _ quoted: @escaping (String) -> String, stand: Stand) {
    self.workflow = workflow
    self.wording = wording
    self.quoted = quoted
    self.stand = stand
  }

  private func say(_ english: String, _ chinese: String) -> String { wording.either(english, chinese) }

  /// Nothing where the expression is not simple.
  func words(_ rule: Rule) -> String? {
    var words = self
    words.part = rule.part
    return words.words(rule.text)
  }

  private func words(_ text: String) -> String? {
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
    let each = stand.each.flatMap { $0.name.name == parts[0] ? $0.register : nil }
    let step = isOwn ? stand.step : each ?? workflow.step(named: parts[0], in: part)
    guard let step, var fields = workflow[step]?.fields else { return nil }
    if parts[0] == "this" { fields = stand.fields(among: fields) }
    guard let field = fields.first(where: { $0.id.name == parts[1] }) else { return nil }
    let (title, type) = (quoted(field.title[wording.language]), field.type)
    guard !isOwn else { return (title, type) }
    let place = quoted(workflow[step]?.title[wording.language] ?? step.name)
    guard each == nil else { return (say("\(title) of the entry of \(place)", "\(place)中该条的\(title)"), type) }
    return (say("\(title) in \(place)", "\(place)中的\(title)"), type)
  }

  private func value(_ text: Substring, _ type: FieldType) -> String? {
    if let (title, _) = field(text) { return title }
    if let match = text.wholeMatch(of: /'([^'\\]*)'/) {
      guard case .choice(let vocabulary) = type else { return quoted(String(match.1)) }
      return vocabulary[String(match.1)].map { quoted($0.label[wording.language]) }
    }
    if text == "true" || text == "false" {
      return quoted(text == "true" ? wording.yes : wording.no)
    }
    guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil else { return nil }
    if case .percent = type { return nil }
    return String(text)
  }
}

extension FieldType {
  fileprivate var isYesOrNo: Bool { if case .boolean = self { true } else { false } }
}

extension Workflow {
  /// The step that an expression calls by a name, in the part that it was written in.
  func step(named name: String, in part: StepID?) -> StepID {
    part.map { step($0, around: StepID(name)) } ?? StepID(name)
  }
}
