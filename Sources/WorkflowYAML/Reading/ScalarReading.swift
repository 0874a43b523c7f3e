import AuditCore
import Diagnostics
import YAMLTree

/// Scalars as the workflow language uses them.
extension Findings {
  func text(_ node: YAMLNode?, _ what: String = "a text") -> String? {
    guard let node else { return nil }
    guard node.kind == .scalar, !node.isNull else {
      expected(what, at: node)
      return nil
    }
    return node.text
  }

  /// A text in every language, `{en: …, zh: …}`, or one text for all.
  func localized(_ node: YAMLNode?, languages: [Language]) -> Text? {
    guard let node else { return nil }
    if node.kind == .scalar { return text(node).map { Text($0) } }
    guard let reader = MappingReader(node, as: "a text by language", keys: Self.languageKeys, self) else {
      return nil
    }
    let english = text(reader[Language.english.rawValue])
    let chinese = text(reader[Language.chinese.rawValue])
    for language in languages where reader[language.rawValue] == nil {
      add(
        Diagnostic(
          "missing-translation", "the text is not given in `\(language.rawValue)`", at: node.useSpan,
          severity: .warning, help: "the workflow says that it speaks \(listed(languages.map(\.rawValue)))"))
    }
    return Text(english: english, chinese: chinese)
  }

  private static let languageKeys = Language.allCases.map(\.rawValue)

  /// A name of the workflow language.
  ///
  /// A word that expressions use themselves is allowed only for what they cannot name.
  func name(_ node: YAMLNode?, _ what: String, inExpressions: Bool = true) -> String? {
    guard let node, let name = text(node, "the name of \(what)") else { return nil }
    guard inExpressions ? Spelling.isName(name) : Spelling.isWord(name) else {
      let help =
        Spelling.reserved.contains(name)
        ? "`\(name)` is a word of the expression language; choose another name"
        : Self.helpForName(name)
      add(Diagnostic("bad-name", "`\(name)` cannot be the name of \(what)", at: node.useSpan, help: help))
      return nil
    }
    return name
  }

  /// How a name is written that holds what names cannot hold.
  private static func helpForName(_ name: String) -> String {
    let rule = "names are made of small letters, digits and `_`, a letter first"
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return "\(rule); what people read stands under `title`" }
    var word = ""
    for character in name {
      if character.isUppercase, let last = word.last, last != "_" { word.append("_") }
      word += character == "-" || character == " " ? "_" : character.lowercased()
    }
    return name.count <= 40 && Spelling.isName(word) ? "\(rule): `\(word)`" : rule
  }

  /// `severity: warning`; what only warns holds nothing back.
  func isWarning(_ node: YAMLNode?) -> Bool {
    guard let node, let severity = text(node) else { return false }
    if severity != "warning", severity != "error" {
      expected(
        "`error` or `warning`", at: node,
        help: severity.hasPrefix("warn") ? "write `warning`" : didYouMean(severity, ["warning", "error"]))
    }
    return severity == "warning"
  }

  func whole(_ node: YAMLNode?, atLeast least: Int) -> Int? {
    guard let node else { return nil }
    guard node.kind == .scalar, let whole = Int(node.text), whole >= least else {
      expected("a whole number from \(least) up", at: node)
      return nil
    }
    return whole
  }

  func boolean(_ node: YAMLNode?) -> Bool? {
    guard let node else { return nil }
    switch node.kind == .scalar ? node.text : "" {
    case "true": return true
    case "false": return false
    default:
      let meant = node.kind == .scalar ? RuleReader.yamlWords[node.text] : nil
      expected("`true` or `false`", at: node, help: meant.map { "write `\($0)`" })
      return nil
    }
  }

  /// One text, or a list of texts, each with its place.
  func texts(_ node: YAMLNode?, _ what: String) -> [(text: String, node: YAMLNode)] {
    guard let node else { return [] }
    if node.kind == .scalar { return text(node, what).map { [($0, node)] } ?? [] }
    guard node.kind == .sequence else {
      expected("\(what), or a list of them,", at: node)
      return []
    }
    return node.items.compactMap { item in text(item, what).map { ($0, item) } }
  }
}
