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
  /// States, sign-offs, remarks; titles and other heads; steps and fields that only one workflow has.
  public private(set) var standing = 0

  public var total: Int {
    added + removed + answered + takenBack + changed + rerated + proof + cosmetic + figures + standing
  }

  public init(_ comparison: Comparison) {
    standing = comparison.heads.count
    for step in comparison.steps { add(step) }
  }

  public init(_ step: StepChange) { add(step) }

  private mutating func add(_ step: StepChange) {
    standing += [
      step.state != nil, step.staleCount != nil, step.remark != nil, step.signature != nil,
      step.method != nil, step.presence != .both,
    ].count { $0 }
    standing += step.fieldsOnlyOld.count + step.fieldsOnlyNew.count
    add(step.figures)
    for entry in step.entries {
      switch entry.kind {
      case .added: added += 1
      case .removed: removed += 1
      case .changed:
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
