import AuditCore
import Diagnostics
import YAMLTree

/// Reads what an analysis draws on: the step that computes a method, or a result as it was printed.
struct ResultReader {
  let method: String
  let steps: StepReader
  var findings: Findings { steps.findings }

  func argument(_ node: YAMLNode) -> Analysis.Argument? {
    guard node.kind != .mapping else { return written(node) }
    guard let name = findings.text(node, "a step that computes `\(method)`") else { return nil }
    guard !computing.contains(name) else { return .register(StepID(name)) }
    findings.add(
      Diagnostic(
        "wrong-value", "`\(name)` is no step that computes `\(method)`", at: node.useSpan,
        help: didYouMean(name, computing)
          ?? (computing.isEmpty ? "no step of this workflow does" : "there is \(listed(computing))")))
    return nil
  }

  /// The steps that compute the method, also those of included workflows.
  private var computing: [String] {
    steps.outlines.flatMap { outline -> [String] in
      let own =
        outline.kind == "analyse" && outline.kindNode["method"]?.text == method ? [outline.id.name] : []
      return own
        + outline.steps.filter { step in
          if case .analyse(let analysis) = step.kind { analysis.method == method } else { false }
        }.map(\.id.name)
    }
  }

  private func written(_ node: YAMLNode) -> Analysis.Argument? {
    Self.result(of: method, node, findings).map { .literal($0) }
  }

  /// A result as it was printed; tells that it is none of the method.
  static func result(of method: String, _ node: YAMLNode, _ findings: Findings) -> Value? {
    let result = node.kind == .mapping ? Value(data: node) : .none
    let version = result.record?["basis"]?.record?["method_version"]?.text
    if version != nil, version == AnalysisMethod.named(method)?.version { return result }
    findings.add(
      Diagnostic(
        "wrong-value", "this is no result of `\(method)`", at: node.useSpan,
        help: "`kaudit analyse \(method) … --format json` prints one"))
    return nil
  }
}

extension Value {
  /// Plain data as JSON writes it: texts stand in quotes.
  init(data node: YAMLNode) {
    switch node.kind {
    case .mapping: self = .record(Record(node.entries.map { ($0.key.text, Value(data: $0.value)) }))
    case .sequence: self = .list(node.items.map { Value(data: $0) })
    case .scalar:
      if !node.isPlain {
        self = .text(node.text)
      } else if node.isNull {
        self = .none
      } else if let yes = ["true": true, "false": false][node.text] {
        self = .boolean(yes)
      } else if let whole = Int(node.text) {
        self = .integer(whole)
      } else if let number = Double(node.text), number.isFinite {
        self = .number(number)
      } else {
        self = .text(node.text)
      }
    }
  }
}
