import AuditCore
import Diagnostics
import YAMLTree

/// What a field says of itself that its type cannot take.
extension Judgement {
  func judgeFields(of outline: StepReader.Outline) {
    for field in outline.fields.flatMap(\.whole) where !field.isBroken && field.node.kind == .mapping {
      judge(field.node, field.type, field.id)
    }
  }

  private func judge(_ node: YAMLNode, _ type: FieldType, _ name: FieldID) {
    for key in ["min", "max"] where !type.takesRange {
      refuse(key, node, type, "nothing to count or compare")
    }
    if !type.takesPattern { refuse("pattern", node, type, "no text to look at") }
    if case .table = type {
    } else {
      refuse(
        "key", node, type, "no rows to tell apart",
        help: type.inner == nil ? "take it out" : "rows that are told apart are a `table`: `type: table`")
    }
    if !type.isScalar { refuse("unique", node, type, "more than one value") }
    if case .percent = type {
      for key in ["min", "max", "default"] {
        guard let node = node[key], node.kind == .scalar, let share = type.shareWithoutSign(node.text) else {
          continue
        }
        findings.add(.percentWithoutSign(name, node.text, share, at: node.useSpan))
      }
    }
    if node["value"] != nil, let key = node.entries.first(where: { $0.key.text == "default" })?.key {
      findings.add(
        Diagnostic(
          "default-of-computed", "`\(name)` is computed, so its `default` would never be used", at: key.span,
          help: "take out `default`, or `value`"))
    }
  }

  private func refuse(
    _ key: String, _ node: YAMLNode, _ type: FieldType, _ reason: String,
    help: String = "take it out, or say it as a check: `checks: [{that: …, message: …}]`"
  ) {
    guard let place = node.entries.first(where: { $0.key.text == key })?.key else { return }
    // `unique: false` is said of anything.
    if key == "unique", node[key]?.text == "false" { return }
    findings.add(
      Diagnostic(
        "misplaced-limit", "a field of type `\(type.word)` has \(reason), so `\(key)` would never be tried",
        at: place.span, help: help))
  }

  /// A register that asks for more entries than there can be keys.
  func judgeKeys(of outline: StepReader.Outline) {
    guard case .collect(let register)? = workflow[outline.id]?.kind, !register.key.isEmpty,
      let node = outline.kindNode["at_least"]
    else { return }
    var count = 1
    for name in register.key {
      guard let field = register.fields.first(where: { $0.id == name }), let values = field.valueCount else {
        return
      }
      let (product, isLarge) = count.multipliedReportingOverflow(by: values)
      if isLarge { return }
      count = product
    }
    guard count > 0, register.atLeast > count else { return }
    findings.add(
      Diagnostic(
        "too-few-keys",
        "\(register.atLeast) entries are asked for, but \(listed(register.key.map(\.name))) can have \(count) different values only",
        at: node.useSpan, help: "every entry has its own key: lower `at_least`, or add a field to `key`"))
  }
}

extension FieldType {
  /// Whether it is a number, a day, or has a length.
  fileprivate var takesRange: Bool {
    switch self {
    case .boolean, .choice, .reference, .group: false
    default: true
    }
  }

  fileprivate var takesPattern: Bool {
    switch self {
    case .text, .longText, .person, .file, .reference: true
    default: false
    }
  }
}

extension Field {
  /// How many values the field may have, where they can be counted.
  fileprivate var valueCount: Int? {
    switch type {
    case .choice(let vocabulary): vocabulary.items.isEmpty ? nil : vocabulary.items.count
    case .boolean: 2
    case .scale(let scale): scale.max - scale.min + 1
    case .integer:
      if let min, let max, max - min < 1e9 { Int(max.rounded(.down) - min.rounded(.up)) + 1 } else { nil }
    default: nil
    }
  }
}
