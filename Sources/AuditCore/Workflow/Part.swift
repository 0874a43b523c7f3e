/// What a workflow includes of others: whole workflows, each under one of its steps.
extension Workflow {
  /// A workflow that is included, as it is by itself, and the step that stands for it.
  ///
  /// Its steps are steps of the workflow around it too, under names of their own: those of the step and of theirs, joined
  /// by `_`. Inside it everything keeps the names it has there.
  public struct Part: Sendable {
    public let step: StepID
    public let workflow: Workflow

    public init(step: StepID, workflow: Workflow) {
      self.step = step
      self.workflow = workflow
    }
  }

  /// The part that a step belongs to; nothing where it is one of the workflow's own.
  public func part(of step: StepID) -> Part? { self[step]?.part.flatMap(part(at:)) }

  /// The part that a step stands for.
  func part(at step: StepID) -> Part? { partNumbers[step].map { parts[$0] } }

  /// The parts that steps of the workflow's own stand for; those have their own in turn.
  public var directParts: [Part] { parts.filter { self[$0.step]?.part == nil } }

  /// What a step of the part that `step` stands for is called here.
  public func step(_ step: StepID, around inner: StepID) -> StepID { inner.within(step) }

  /// Where the steps of a part begin among all steps.
  func offset(of part: Part) -> Int? { places[part.step].map { $0 + 1 } }

  /// The roles of the part that a step belongs to, or of the workflow itself.
  public func roles(of step: StepID) -> Vocabulary { part(of: step)?.workflow.roles ?? roles }

  /// What people call a role that a step names.
  public func title(ofRole role: String, at step: StepID) -> Text {
    roles(of: step)[role]?.label ?? Text(role)
  }

  /// Every role, those of parts too: roles of the same key and title are one, and one of another title is known by the
  /// step of its part as well.
  public var everyRole: [(name: String, role: Vocabulary.Item)] {
    var known: [(name: String, role: Vocabulary.Item)] = roles.items.map { ($0.key, $0) }
    for part in parts {
      for role in part.workflow.roles.items where !known.contains(where: { $0.role.isSame(as: role) }) {
        let isTaken = known.contains { $0.name == role.key }
        known.append((isTaken ? StepID(role.key).within(part.step).name : role.key, role))
      }
    }
    return known
  }

  /// For each step, the place of the register whose entries its answers cite: that of its part, or of the one around it.
  static func evidencePlaces(
    _ own: StepID?, _ parts: [Part], _ steps: [Step], _ places: [StepID: Int]
  ) -> [Int?] {
    let inside = Dictionary(
      parts.map { ($0.step, $0.workflow.evidence?.within($0.step)) }, uniquingKeysWith: { first, _ in first })
    return steps.map { step in
      var around = step.part
      while let here = around {
        if let register = inside[here] ?? nil { return places[register] }
        around = places[here].flatMap { steps[$0].part }
      }
      return own.flatMap { places[$0] }
    }
  }
}

extension Vocabulary.Item {
  /// Whether two workflows mean the same by it.
  public func isSame(as other: Vocabulary.Item) -> Bool { key == other.key && label == other.label }
}

extension StepID {
  /// What a step of an included workflow is called around it.
  func within(_ step: StepID) -> StepID { StepID("\(step.name)_\(name)") }

  /// What a step is called inside the part that `step` stands for.
  func name(inside step: StepID?) -> String {
    guard let step, name.hasPrefix("\(step.name)_") else { return name }
    return String(name.dropFirst(step.name.count + 1))
  }
}

extension Step {
  /// What the step is called in the workflow that it was written in, and so in audit files.
  public var name: String { id.name(inside: part) }
}
