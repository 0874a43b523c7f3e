import AuditCore

/// How many changes there are of each kind.
public struct Tally: Hashable, Sendable {
  /// Entries that came or went.
  public private(set) var added = 0
  public private(set) var removed = 0
  /// Answers in entries that both sides have.
  public private(set) var answered = 0
  public private(set) var takenBack = 0
  public private(set) var changed = 0
  public private(set) var rerated = 0
  public private(set) var proof = 0
  /// Whatever differs in spelling only.
  public private(set) var cosmetic = 0
  /// Computed values.
  public private(set) var figures = 0
  public private(set) var states = 0
  public private(set) var signOffs = 0
  /// Titles and other heads, remarks, methods, stale entries; steps and fields that only one workflow has.
  public private(set) var others = 0

  public var total: Int {
    added + removed + answered + takenBack + changed + rerated + proof + cosmetic + figures + states
      + signOffs + others
  }

  public init(_ comparison: Comparison) {
    others = comparison.heads.count
    for step in comparison.steps { add(step) }
  }

  public init(_ step: StepChange) { add(step) }

  private mutating func add(_ step: StepChange) {
    if step.state != nil { states += 1 }
    if step.signature != nil { signOffs += 1 }
    states += step.instances.count { $0.state != nil }
    signOffs += step.instances.count { $0.signature != nil }
    others += step.instances.count { $0.remark != nil }
    others += [
      step.staleCount != nil, step.remark != nil, step.method != nil, step.presence != .both,
    ].count { $0 }
    others += step.fieldsOnlyOld.count + step.fieldsOnlyNew.count
    add(step.figures)
    for entry in step.entries {
      switch entry.kind {
      // A form is always there; what is said in it is counted.
      case .added where entry.id.key != .only: added += 1
      case .removed where entry.id.key != .only: removed += 1
      case .added, .removed, .changed:
        add(entry.figures)
        for field in entry.fields { add(field) }
      }
    }
  }

  private mutating func add(_ figures: [FigureChange]) {
    let spelled = figures.count(where: \.isCosmetic)
    cosmetic += spelled
    self.figures += figures.count - spelled
  }

  private mutating func add(_ field: FieldChange) {
    if field.isCosmetic {
      cosmetic += 1
      return
    }
    switch field.kind {
    case .answered: answered += 1
    case .takenBack: takenBack += 1
    case .changed: changed += 1
    case .rerated: rerated += 1
    case .proof: proof += 1
    }
  }
}
