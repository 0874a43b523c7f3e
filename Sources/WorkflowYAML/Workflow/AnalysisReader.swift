import AuditCore
import Diagnostics
import YAMLTree

/// Reads `analyse:` against what the method asks for.
struct AnalysisReader {
  private let steps: StepReader
  private let fields: FieldReader
  private var findings: Findings { steps.findings }

  init(_ steps: StepReader, _ fields: FieldReader) {
    self.steps = steps
    self.fields = fields
  }

  func analysis(_ outline: StepReader.Outline) -> Analysis {
    let node = outline.kindNode
    guard node.kind == .mapping, let methodNode = node["method"], methodNode.kind == .scalar else {
      findings.expected("a method and its arguments, as `{method: gap_analysis, …}`,", at: node)
      return Analysis(method: "", arguments: [])
    }
    let name = methodNode.text
    let known = AnalysisMethod.names
    guard let method = AnalysisMethod.named(name) else {
      findings.add(
        Diagnostic(
          "unknown-method", "there is no method `\(name)`", at: methodNode.useSpan,
          help: didYouMean(name, known) ?? "`kaudit methods` lists them"))
      return Analysis(method: name, arguments: [])
    }
    guard
      let reader = MappingReader(
        node, as: "`\(name)`", keys: ["method"] + method.parameters.map(\.name), findings)
    else { return Analysis(method: name, arguments: []) }
    var arguments: [(name: String, argument: Analysis.Argument)] = []
    for parameter in method.parameters {
      let node = parameter.isRequired ? reader.required(parameter.name) : reader[parameter.name]
      guard let node, let argument = argument(node, parameter) else { continue }
      arguments.append((parameter.name, argument))
    }
    return Analysis(method: name, arguments: arguments)
  }

  private func argument(_ node: YAMLNode, _ parameter: AnalysisMethod.Parameter) -> Analysis.Argument? {
    switch parameter.kind {
    case .column: return column(node, ofRegister: true)
    case .scores:
      if let text = findings.text(node, "a register of scores"), !text.contains(".") {
        return fields.register(text, at: node).map { .register($0) }
      }
      return column(node, ofRegister: true)
    case .columns: return columns(node)
    case .axes: return axes(node)
    case .number: return number(node, parameter.name, "a number") { _ in true }
    case .within(let range):
      let bounds = "\(range.lowerBound.written) to \(range.upperBound.written)"
      return number(node, parameter.name, "a number from \(bounds)") { range.contains($0) }
    case .whole(let range):
      return number(node, parameter.name, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
        $0 == $0.rounded() && $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound)
      }
    case .word(let words):
      guard let text = findings.text(node, "one of \(listed(words))") else { return nil }
      if words.contains(text) { return .literal(.text(text)) }
      if text.contains(".") { return column(node, ofRegister: false) }
      findings.add(
        Diagnostic(
          "wrong-value", "`\(parameter.name)` is one of \(listed(words)), but this is `\(text)`",
          at: node.useSpan,
          help: didYouMean(text, words)))
      return nil
    case .list(let words): return list(node, parameter.name, words)
    case .mask: return mask(node)
    case .result(let method): return ResultReader(method: method, steps: steps).argument(node)
    }
  }

  /// Words in their order, each once.
  private func list(_ node: YAMLNode, _ name: String, _ words: [String]) -> Analysis.Argument? {
    let texts = findings.texts(node, words.isEmpty ? "a word" : "one of \(listed(words))")
    for (place, (text, node)) in texts.enumerated() {
      if !words.isEmpty, !words.contains(text) {
        findings.add(
          Diagnostic(
            "wrong-value", "`\(name)` may list \(listed(words)), but this is `\(text)`", at: node.useSpan,
            help: didYouMean(text, words)))
      } else if texts[..<place].contains(where: { $0.text == text }) {
        findings.add(Diagnostic("wrong-value", "`\(name)` lists `\(text)` twice", at: node.useSpan))
      }
    }
    return .literal(.list(texts.map { .text($0.text) }))
  }

  /// A number as written, or the field of a form.
  private func number(
    _ node: YAMLNode, _ name: String, _ expected: String, isLegal: (Double) -> Bool
  ) -> Analysis.Argument? {
    guard let text = findings.text(node, "\(expected), or the field of a form,") else { return nil }
    guard let value = try? FieldType.percent.value(of: text) else { return column(node, ofRegister: false) }
    guard let number = value.double, isLegal(number) else {
      let share = value.double.flatMap { $0 > 1 && $0 <= 100 && isLegal($0 / 100) && !isLegal(2) ? $0 : nil }
      findings.add(
        Diagnostic(
          "wrong-value", "`\(name)` is \(expected), but this is `\(text)`", at: node.useSpan,
          help: share.map { "write `\($0.written)%` where a share is meant" }))
      return nil
    }
    return .literal(value)
  }

  /// `step.field`
  private func column(_ node: YAMLNode, ofRegister: Bool) -> Analysis.Argument? {
    guard let text = findings.text(node, "a field, as `step.field`,") else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      findings.expected(
        ofRegister ? "a field, as `register.field`," : "a number, or a field as `form.field`,", at: node)
      return nil
    }
    guard let source = columnSource(parts[0], ofRegister) else {
      findings.add(
        Diagnostic(
          "unknown-step", "no \(ofRegister ? "register" : "form") is called `\(parts[0])`", at: node.useSpan,
          help: didYouMean(parts[0], columnSources(ofRegister))))
      return nil
    }
    let names = source.fields.map(\.id.name)
    guard names.contains(parts[1]) else {
      findings.add(
        Diagnostic(
          "unknown-field", "`\(parts[0])` has no field `\(parts[1])`", at: node.useSpan,
          help: didYouMean(parts[1], names)))
      return nil
    }
    return .column(source.id, FieldID(parts[1]))
  }

  /// A register, or a form, whose fields can be named; also one of an included workflow.
  private func columnSource(_ name: String, _ ofRegister: Bool) -> (id: StepID, fields: [Field])? {
    let id = StepID(name)
    if let step = steps.includedStep(id) {
      return (ofRegister ? step.isRegister : step.isForm) ? (id, step.fields) : nil
    }
    guard let outline = steps.outline(of: id), isMeant(outline, ofRegister) else { return nil }
    return (id, outline.all)
  }

  private func isMeant(_ outline: StepReader.Outline, _ ofRegister: Bool) -> Bool {
    ofRegister ? outline.isRegister : outline.kind == "ask" && !outline.isRegister
  }

  /// The names of all of them.
  private func columnSources(_ ofRegister: Bool) -> [String] {
    steps.outlines.flatMap { outline -> [String] in
      let included = outline.steps.filter { ofRegister ? $0.isRegister : $0.isForm }
      return (isMeant(outline, ofRegister) ? [outline.id.name] : []) + included.map(\.id.name)
    }
  }

  /// `[register.field, register.other]`
  private func columns(_ node: YAMLNode) -> Analysis.Argument? {
    let nodes = node.kind == .sequence ? Array(node.items) : [node]
    var named: [(name: String, argument: Analysis.Argument)] = []
    var register: StepID?
    for item in nodes {
      guard let column = column(item, ofRegister: true), case .column(let step, let field) = column else {
        continue
      }
      if let register, register != step {
        findings.add(
          Diagnostic(
            "wrong-value",
            "`\(step).\(field)` is no field of `\(register)`: all columns come from one register",
            at: item.useSpan))
      } else if named.contains(where: { $0.name == field.name }) {
        findings.add(
          Diagnostic(
            "duplicate-name", "`\(step).\(field)` stands twice", at: item.useSpan,
            help: "take one of the two out"))
      } else {
        named.append((field.name, column))
      }
      register = register ?? step
    }
    return .named(named)
  }

  private func axes(_ node: YAMLNode) -> Analysis.Argument? {
    guard node.kind == .mapping else {
      findings.expected("a group of weights by axis, as `{class: class_weights.weight}`,", at: node)
      return nil
    }
    return .named(
      node.entries.compactMap { key, value in
        column(value, ofRegister: true).map { (name: key.text, argument: $0) }
      })
  }

  private func mask(_ node: YAMLNode) -> Analysis.Argument? {
    guard node.kind == .mapping else {
      findings.expected("a group of lists by key, as `{about: [acquire, apply]}`,", at: node)
      return nil
    }
    return .literal(
      .record(
        Record(
          node.entries.map { key, value in
            (key.text, .list(findings.texts(value, "a key").map { .text($0.text) }))
          })))
  }
}
