import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Steps and computed fields that wait for themselves.
extension Judgement {
  func judgeCircles() {
    for (step, inside, circle) in workflow.circularFields {
      let names = circle.map { (inside + [$0]).map(\.name).joined(separator: ".") }
      let shape = ([step.name] + inside.map(\.name)).joined(separator: ".")
      let place = circle.first.flatMap { first in
        fields(inside, of: step).first { $0.id == first }.flatMap { outline in
          expression(in: outline, naming: .field(shape: shape, field: circle[1].name))
        }
      }
      findings.add(.circle(ofFields: names, at: place))
    }
    for circle in circles {
      let phase = closingPhase(of: circle)
      findings.add(
        .circle(circle, through: phase?.name, at: phase?.place ?? circle.first.flatMap(steps.place)))
    }
  }

  // MARK: Fields

  /// The fields of a step, or of a group or table in it.
  private func fields(_ inside: [FieldID], of step: StepID) -> [FieldReader.Outline] {
    inside.reduce(steps.outline(of: step)?.fields ?? []) { outlines, name in
      outlines.first { $0.id == name }?.inner ?? []
    }
  }

  /// Where a field's value or condition, or that of a field inside it, names something.
  private func expression(in outline: FieldReader.Outline, naming mention: Mention) -> SourceSpan? {
    let nodes = outline.whole.flatMap { [$0.node["value"], $0.node["when"]].compactMap(\.self) }
    return nodes.first { self.mentions(of: $0).contains(mention) }?.useSpan
  }

  private func mentions(of node: YAMLNode) -> Set<Mention> {
    let entry = rules.entries.first {
      $0.node.span.file === node.span.file && $0.node.useSpan.start == node.useSpan.start
    }
    return Set(entry?.checked.mentions ?? [])
  }

  // MARK: Steps

  /// The steps that wait for themselves, but for those in a group that does; then longer circles of other steps.
  private var circles: [[StepID]] {
    let own = Set(workflow.steps.map(\.id).filter { workflow.precedents(of: $0).contains($0) })
    let alone = workflow.steps.filter { step in
      own.contains(step.id) && !(step.parent.map(own.contains) ?? false)
    }.map { [$0.id] }
    let long = workflow.steps.map(\.id).circles {
      workflow.precedents(of: $0) + workflow.children(of: $0)
    }
    return alone + long.filter { own.isDisjoint(with: $0) }
  }

  /// The phase whose condition closes a circle, because it names the step that the circle leads on to.
  private func closingPhase(of circle: [StepID]) -> (name: String, place: SourceSpan)? {
    let ways = circle.count == 1 ? [(circle[0], circle[0])] : Array(zip(circle, circle.dropFirst()))
    for (step, next) in ways {
      guard let name = workflow[step]?.phase, let condition = self.condition(ofPhase: name),
        named(in: condition).contains(next), !isNamed(next, by: step)
      else { continue }
      return (name, condition.useSpan)
    }
    return nil
  }

  private func condition(ofPhase name: String) -> YAMLNode? {
    root["phases"]?.items.first { $0["phase"]?.text == name }?["when"]
  }

  /// Whether the step itself says that it comes after the other one.
  private func isNamed(_ next: StepID, by step: StepID) -> Bool {
    guard let outline = steps.outline(of: step) else { return false }
    if workflow[step]?.needs.contains(next) ?? false { return true }
    return outline.reader["when"].map { named(in: $0).contains(next) } ?? false
  }

  private func named(in expression: YAMLNode) -> Set<StepID> {
    Set(
      mentions(of: expression).compactMap { mention in
        switch mention {
        case .variable(let name): StepID(name)
        case .field(let shape, _): shape.split(separator: ".").first.map { StepID(String($0)) }
        }
      })
  }
}

extension Diagnostic {
  /// A field that waits for itself, or several for each other, the first of them once more at the end.
  fileprivate static func circle(ofFields names: [String], at span: SourceSpan?) -> Diagnostic {
    let help = "let one of them be asked, or computed from other fields"
    guard names.count > 2 else {
      return Diagnostic(
        "circle", "`\(names[0])` waits for itself, so it never has a value", at: span,
        help: "`value` and `when` of a field look at other fields")
    }
    return Diagnostic("circle", "these fields wait for each other: \(path(names))", at: span, help: help)
  }

  /// A step that waits for itself, or several for each other, the first of them once more at the end; `phase` is the one
  /// whose condition makes them wait.
  fileprivate static func circle(
    _ steps: [StepID], through phase: String?, at span: SourceSpan?
  ) -> Diagnostic {
    guard steps.count == 1 else {
      return Diagnostic(
        "circle", "these steps wait for each other: \(path(steps.map(\.name)))", at: span,
        help: phase.map { "every step of phase `\($0)` waits for what its `when` names" }
          ?? "take out one of the needs, references or expressions that close the circle")
    }
    if let phase {
      return Diagnostic(
        "circle", "phase `\(phase)` waits for itself: its `when` names `\(steps[0])`, which stands in it",
        at: span, help: "name a step of another phase, or write the condition on the steps that it is about")
    }
    return Diagnostic(
      "circle", "`\(steps[0])` waits for itself: what `needs`, `each` and `when` name comes before it",
      at: span, help: "take out what names `\(steps[0])` or a step inside it, here or on a group around it")
  }

  private static func path(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: " → ")
  }
}
