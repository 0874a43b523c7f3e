import AuditCore
import Diagnostics
import YAMLTree

extension AnalysisMethod.Parameter.Kind {
  /// Whether it is a column of a table.
  fileprivate var isOfRows: Bool {
    switch self {
    case .column, .columns, .scores: true
    case .axes, .number, .within, .whole, .word, .list, .mask, .result: false
    }
  }
}

/// What a method would find missing only when it runs.
extension Judgement {
  func judgeAnalysis(_ outline: StepReader.Outline) {
    guard case .analyse(let analysis)? = workflow[outline.id]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { return }
    for parameter in method.parameters {
      guard let node = outline.kindNode[parameter.name] else { continue }
      if case .axes = parameter.kind { judgeAxes(node, analysis, outline.id) }
    }
    judgeHomes(outline, analysis, method)
    judgeArguments(outline, analysis, method)
    judgeTogether(outline, analysis, method)
    judgeRatings(outline, analysis, method)
    for argument in ["ideal", "refinements"] {
      guard let node = outline.kindNode[argument], case .column(let step, let name)? = analysis[argument]
      else { continue }
      let isBounded = analysis["minimum"] != nil && analysis["maximum"] != nil
      if let field = workflow[step]?.field(name), field.type.levels == nil, !isBounded, !isBroken(name, step)
      {
        findings.add(
          Diagnostic(
            "not-on-a-scale",
            "`\(step).\(name)` is of type `\(field.type.word)`, but an ideal is a level of a scale",
            at: node.useSpan,
            help: "declare it as `{type: scale, of: …}`"
              + (method.parameters.contains { $0.name == "minimum" }
                ? ", or give `minimum` and `maximum`" : "")))
      }
      judgeCells(of: step, as: argument, node, analysis)
    }
  }

  /// The columns of one table are fields of one register.
  private func judgeHomes(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    var homes: [(home: AnalysisMethod.Parameter.Home, register: StepID)] = []
    for parameter in method.parameters where parameter.kind.isOfRows {
      if parameter.home == .anywhere || parameter.home == .free { continue }
      guard let node = outline.kindNode[parameter.name],
        let step = analysis[parameter.name]?.columns.first?.step
      else { continue }
      guard let first = homes.first(where: { $0.home == parameter.home })?.register else {
        homes.append((parameter.home, step))
        continue
      }
      guard first != step else { continue }
      findings.add(
        Diagnostic(
          "wrong-value",
          "`\(parameter.name)` is of `\(step)`, but what `\(method.name)` compares stands in `\(first)`: these columns come from one register",
          at: node.useSpan))
    }
  }

  /// Levels must say to which cells they belong: by fields of their own, or of the entries that they refine. The ideal
  /// of a gap analysis may hold for all.
  private func judgeCells(of step: StepID, as argument: String, _ node: YAMLNode, _ analysis: Analysis) {
    guard let register = workflow[step], !register.fields.isEmpty else { return }
    var told = Set(register.fields.map(\.id.name))
    if case .column(let ideal, _)? = analysis["ideal"], let target = workflow[ideal], ideal != step,
      register.fields.contains(where: { $0.type.target == ideal })
    {
      told.formUnion(target.fields.map(\.id.name))
    }
    var missing: [String] = []
    if case .named(let weights)? = analysis["weights"] {
      let axes = weights.map(\.name)
      if argument == "refinements", told.isDisjoint(with: axes) { missing = axes }
    } else {
      missing = ["class", "stage"].filter { !told.contains($0) }
    }
    guard !missing.isEmpty else { return }
    findings.add(
      Diagnostic(
        "unknown-axis",
        "`\(step)` has no field \(listed(missing)), so nothing says to which cells its levels belong",
        at: node.useSpan,
        help: "axes are called as fields of the register, or of the one that its entries refer to"))
  }

  /// Every axis must be told by the scores themselves, or by the subjects that they score.
  private func judgeAxes(_ node: YAMLNode, _ analysis: Analysis, _ step: StepID) {
    let source: StepID
    switch analysis["current"] {
    case .register(let step)?, .column(let step, _)?: source = step
    default: return
    }
    guard let scores = workflow[source], !scores.fields.isEmpty else { return }
    var names = scores.fields.map(\.id.name)
    if case .rate(let rating) = scores.kind {
      guard let subjects = workflow[rating.subjects] else { return }
      names = rating.dimensions.map(\.name.name) + subjects.fields.map(\.id.name) + names
    }
    for (key, _) in node.entries where !names.contains(key.text) {
      findings.add(
        Diagnostic(
          "unknown-axis",
          "neither `\(source)` nor what it rates has a field `\(key.text)`, so no score would have a weight",
          at: key.useSpan,
          help: didYouMean(key.text, names) ?? "axes are called as the fields that tell the scores apart"))
    }
  }

  func isBroken(_ field: FieldID, _ step: StepID) -> Bool {
    steps.outline(of: step)?.fields.first { $0.id == field }?.isBroken ?? false
  }

  /// Findings are written after what they are drawn from, and actions after the findings.
  func judgeWriting(_ outline: StepReader.Outline) {
    guard outline.kind == "write" else { return }
    let places = Dictionary(
      workflow.steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard let own = places[outline.id] else { return }
    for node in [outline.kindNode["about"], outline.kindNode["for"]] {
      for (name, node) in Findings().texts(node, "a step") {
        guard let place = places[StepID(name)], place > own else { continue }
        findings.add(
          Diagnostic(
            "later-step", "`\(outline.id)` stands before `\(name)`, which it is drawn from", at: node.useSpan,
            severity: .warning,
            help: "it waits for `\(name)` in any case; put it below, where it is read in order"))
      }
    }
  }
}
