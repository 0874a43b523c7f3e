import AuditCore
import Diagnostics
import YAMLTree

/// Steps and computed fields that wait for themselves.
extension Judgement {
  func judgeCircles() {
    for (step, inside, fields) in workflow.circularFields {
      var outlines = steps.outline(of: step)?.fields ?? []
      for name in inside { outlines = outlines.first { $0.id == name }?.inner ?? [] }
      let place = outlines.first { $0.id == fields.first }.flatMap { first in
        first.node["value"] ?? first.node["when"]
          ?? first.whole.lazy.compactMap {
            $0.node["value"] ?? $0.node["when"]
          }.first
      }
      findings.add(
        Diagnostic(
          "circle", "these fields wait for each other: \(listed(fields.map(\.name)))", at: place?.useSpan))
    }
    for circle in circles {
      findings.add(.circle(circle, at: circle.first.flatMap(steps.place)))
    }
  }

  /// The steps that wait for themselves, but for those in a group that does; then longer circles of other steps.
  private var circles: [[StepID]] {
    let own = Set(workflow.steps.map(\.id).filter { workflow.precedents(of: $0).contains($0) })
    let alone = workflow.steps.filter { step in
      own.contains(step.id) && !(step.parent.map(own.contains) ?? false)
    }.map { [$0.id] }
    return alone + longCircles.filter { own.isDisjoint(with: $0) }
  }

  /// A way round for each knot of steps, the first step once more at the end; no step stands in two of them.
  private var longCircles: [[StepID]] {
    var circles: [[StepID]] = []
    var told: Set<StepID> = []
    var isDone: [StepID: Bool] = [:]
    for start in workflow.steps.map(\.id) where isDone[start] == nil {
      var path = [(step: start, ahead: ahead(of: start))]
      isDone[start] = false
      while let (step, ahead) = path.last {
        guard let next = ahead.first else {
          isDone[step] = true
          path.removeLast()
          continue
        }
        path[path.count - 1].ahead = ahead.dropFirst()
        switch isDone[next] {
        case true?: break
        case false?:
          guard let from = path.firstIndex(where: { $0.step == next }) else { break }
          let circle = path[from...].map(\.step)
          guard told.isDisjoint(with: circle) else { break }
          told.formUnion(circle)
          circles.append(circle + [next])
        case nil:
          isDone[next] = false
          path.append((next, self.ahead(of: next)))
        }
      }
    }
    return circles
  }

  private func ahead(of step: StepID) -> ArraySlice<StepID> {
    ArraySlice(workflow.precedents(of: step) + workflow.children(of: step))
  }
}

extension Diagnostic {
  /// A step that waits for itself, or several for each other, the first of them once more at the end.
  fileprivate static func circle(_ steps: [StepID], at span: SourceSpan?) -> Diagnostic {
    if steps.count == 1 {
      return Diagnostic(
        "circle", "`\(steps[0])` waits for itself: what `needs`, `each` and `when` name comes before it",
        at: span,
        help: "take out what names `\(steps[0])` or a step inside it, here or on a group around it")
    }
    return Diagnostic(
      "circle", "these steps wait for each other: \(steps.map { "`\($0)`" }.joined(separator: " → "))",
      at: span, help: "take out one of the needs, references or expressions that close the circle")
  }
}
