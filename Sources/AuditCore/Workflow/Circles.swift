import CEL

extension Workflow {
  /// Computed or conditional fields that wait for each other, so that none of them ever has a value: a way round, its first
  /// field once more at the end. `inside` is the way to the group or table that they stand in.
  public var circularFields: [(step: StepID, inside: [FieldID], circle: [FieldID])] {
    zip(steps, ruledFields).flatMap { step, ruled in
      circles(among: step.fields, ordered: ruled, of: step.id.name, []).map {
        (step.id, $0.inside, $0.circle)
      }
    }
  }

  private func circles(
    among fields: [Field], ordered: [Int], of shape: String, _ way: [FieldID]
  ) -> [(inside: [FieldID], circle: [FieldID])] {
    let stuck = fields.indices.filter { fields[$0].isRuled && !ordered.contains($0) }.map { fields[$0] }
    let read = Dictionary(
      stuck.map { ($0.id, Set($0.rules.flatMap(\.mentions))) }, uniquingKeysWith: { first, _ in first })
    let circles = stuck.map(\.id).circles { field in
      stuck.map(\.id).filter { read[field]?.contains(.field(shape: shape, field: $0.name)) ?? false }
    }
    return circles.map { (way, $0) }
      + fields.filter(\.hasRulesInside).flatMap { field in
        let shape = "\(shape).\(field.id)"
        return self.circles(
          among: field.type.inner ?? [], ordered: ruledInside[shape] ?? [], of: shape, way + [field.id])
      }
  }
}

extension Array where Element: Hashable {
  /// A way round for each knot of those that wait for each other, its first element once more at the end; no element stands
  /// in two of them. `ahead` gives what one of them waits for.
  public func circles(ahead: (Element) -> [Element]) -> [[Element]] {
    var circles: [[Element]] = []
    var told: Set<Element> = []
    var isDone: [Element: Bool] = [:]
    for start in self where isDone[start] == nil {
      var path = [(element: start, ahead: ahead(start)[...])]
      isDone[start] = false
      while let (element, rest) = path.last {
        guard let next = rest.first else {
          isDone[element] = true
          path.removeLast()
          continue
        }
        path[path.count - 1].ahead = rest.dropFirst()
        switch isDone[next] {
        case true?: break
        case false?:
          guard let from = path.firstIndex(where: { $0.element == next }) else { break }
          let circle = path[from...].map(\.element)
          guard told.isDisjoint(with: circle) else { break }
          told.formUnion(circle)
          circles.append(circle + [next])
        case nil:
          isDone[next] = false
          path.append((next, ahead(next)[...]))
        }
      }
    }
    return circles
  }
}
