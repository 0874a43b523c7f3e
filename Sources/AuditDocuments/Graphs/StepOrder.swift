import AuditCore

/// What comes before what in a workflow, without what follows from the rest.
struct StepOrder {
  struct Edge: Equatable {
    let from: StepID
    let to: StepID
    /// Whether the author said so under `needs`, rather than by naming it in a reference or expression.
    let isSaid: Bool
  }

  private(set) var edges: [Edge] = []
  private let workflow: Workflow
  /// For each step, itself and everything in it.
  private var within: [StepID: [StepID]] = [:]
  /// For each step, everything that is finished before it begins.
  private var before: [StepID: Set<StepID>] = [:]

  init(_ workflow: Workflow) {
    self.workflow = workflow
    for step in workflow.steps {
      var here: Step? = step
      while let one = here {
        within[one.id, default: []].append(step.id)
        here = one.parent.flatMap { workflow[$0] }
      }
    }
    for step in workflow.steps { collect(step.id) }
    for step in workflow.steps {
      for need in step.needs { edges.append(Edge(from: need, to: step.id, isSaid: true)) }
      guard !step.isGroup else { continue }
      let said = saidBefore(step)
      let read = workflow.precedents(of: step.id).filter { !said.contains($0) }
      for source in read where !follows(source, from: read) {
        edges.append(Edge(from: source, to: step.id, isSaid: false))
      }
    }
  }

  /// Everything that is before a step because it, or a group around it, needs it.
  private func saidBefore(_ step: Step) -> Set<StepID> {
    var said: Set<StepID> = []
    var here: Step? = step
    while let one = here {
      for need in one.needs {
        said.formUnion(within[need] ?? [])
        said.formUnion(before[need] ?? [])
      }
      here = one.parent.flatMap { workflow[$0] }
    }
    return said
  }

  /// Whether another step that is read rests on this one anyway.
  private func follows(_ source: StepID, from read: [StepID]) -> Bool {
    read.contains {
      $0 != source && before[$0]?.contains(source) == true && before[source]?.contains($0) != true
    }
  }

  /// Finds out what is before a step, and before everything that is, each once.
  private mutating func collect(_ start: StepID) {
    var path = [start]
    while let step = path.last {
      let direct = workflow.precedents(of: step).flatMap { within[$0] ?? [] }
      let open = direct.filter { before[$0] == nil && !path.contains($0) }
      if before[step] == nil, !open.isEmpty, path.count <= workflow.steps.count {
        path.append(open[0])
        continue
      }
      before[step] = direct.reduce(into: Set(direct)) { $0.formUnion(before[$1] ?? []) }
      path.removeLast()
    }
  }
}
