public import CEL

/// What expressions of a workflow can name: its steps, its vocabularies, scales and crosswalks, `audit`, and `this`.
///
/// The fields of each step are a shape, so that a wrong name is found before anything runs.
public struct Scope: Sendable {
  /// What a scope must know of a step.
  public enum Member: Sendable {
    /// One form: an object.
    case form([Field])
    /// A register: a list of entries, which some of the fields tell apart.
    case register([Field], key: [FieldID])
    /// A computed step: what its method gives.
    case result(CELType)
  }

  public static let auditShape = Shape(
    "audit",
    fields: [
      .init("id", .string), .init("title", .string), .init("as_of", .timestamp),
      .init("language", .string, values: Language.allCases.map(\.rawValue)),
    ])

  private let variables: [Environment.Variable]
  private let constants: [String: CELValue]
  private let shapes: [StepID: Shape]
  private let nested: [String: Shape]

  public init(
    steps: [(id: StepID, member: Member)], vocabularies: [Vocabulary], scales: [Scale],
    crosswalks: [Crosswalk] = []
  ) {
    // A name that stands twice is told elsewhere; the first step of the name is the one that expressions mean.
    var known: Set<StepID> = []
    let steps = steps.filter { known.insert($0.id).inserted }
    var shapes: [StepID: Shape] = [:]
    for (id, member) in steps {
      switch member {
      case .form: shapes[id] = Shape(id.name)
      case .register(_, let key): shapes[id] = Shape(id.name, key: key.map(\.name))
      case .result: break
      }
    }
    var nested: [String: Shape] = [:]
    for (id, member) in steps {
      switch member {
      case .form(let fields), .register(let fields, _):
        shapes[id]?.set(fields: Self.slots(fields, in: id.name, shapes, &nested))
      case .result: break
      }
    }
    self.shapes = shapes
    self.nested = nested
    variables =
      [.init("audit", .object(Self.auditShape))]
      + steps.map { id, member in
        switch member {
        case .form: Environment.Variable(id.name, shapes[id].map { .object($0) } ?? .dyn)
        case .register: Environment.Variable(id.name, shapes[id].map { .list(.object($0)) } ?? .dyn)
        case .result(let type): Environment.Variable(id.name, type)
        }
      }
    var constants: [String: CELValue] = [:]
    for vocabulary in vocabularies {
      constants[vocabulary.name] = .list(vocabulary.keys.map(CELValue.string))
    }
    let scaleShape = Shape("scale", fields: [.init("min", .int), .init("max", .int)])
    for scale in scales {
      constants[scale.name] = .object(Object(scaleShape, [.int(Int64(scale.min)), .int(Int64(scale.max))]))
    }
    for crosswalk in crosswalks { constants[crosswalk.name] = crosswalk.constant }
    self.constants = constants
  }

  /// What a field holds in expressions, where rules stand on it.
  public func type(of field: FieldID, in stand: Stand) -> CELType? {
    guard let shape = shape(of: stand), let slot = shape.index(of: field.name) else { return nil }
    return shape.fields[slot].type
  }

  /// The shape of a step's entries, or of a group or table inside them (`step.field`).
  func shape(_ step: StepID) -> Shape? { shapes[step] }
  func shape(nested name: String) -> Shape? { nested[name] }

  /// The names for an expression where it stands: `this` is the entry, or the group or row inside it, around which it is
  /// `entry`; the name of `each` is the entry of its register that the step is done for.
  public func environment(
    _ stand: Stand = Stand(), with more: [Environment.Variable] = [], functions: [Function] = [],
    constants moreConstants: [String: CELValue] = [:]
  ) -> Environment {
    let nobody = Environment.Variable(Self.nobody, .dyn)
    func named(_ name: String, _ shape: Shape?) -> Environment.Variable {
      shape.map { Environment.Variable(name, .object($0)) } ?? nobody
    }
    // Bindings rely on this order, whether or not these can be named.
    let first = [
      named(Self.this, shape(of: stand)),
      named(Self.entry, stand.isInside ? stand.step.flatMap { shapes[$0] } : nil),
      named(stand.each?.name.name ?? "", stand.each.flatMap { shapes[$0.register] }),
    ]
    return Environment(
      variables: first + variables + more, functions: functions,
      constants: constants.merging(moreConstants) { _, new in new })
  }

  static let this = "this"
  static let entry = "entry"
  /// How many variables stand before `audit` and the steps.
  static let firstVariables = 3

  private func shape(of stand: Stand) -> Shape? {
    stand.inside.map { nested[$0] } ?? stand.step.map { shapes[$0] } ?? nil
  }

  /// Holds the slot of what cannot be named; no expression can spell it.
  private static let nobody = " "

  private static func slots(
    _ fields: [Field], in place: String, _ shapes: [StepID: Shape], _ nested: inout [String: Shape]
  ) -> [Shape.Field] {
    var slots: [Shape.Field] = []
    for field in fields {
      slots.append(.init(field.id.name, type(field.type, "\(place).\(field.id)", shapes, &nested)))
    }
    return slots
  }

  private static func type(
    _ type: FieldType, _ place: String, _ shapes: [StepID: Shape], _ nested: inout [String: Shape]
  ) -> CELType {
    switch type {
    case .text, .longText, .choice, .person, .file: return .string
    case .integer, .scale: return .int
    case .number, .percent, .money: return .double
    case .boolean: return .bool
    case .date: return .timestamp
    case .choices: return .list(.string)
    case .reference(let step): return shapes[step].map { .object($0) } ?? .dyn
    case .list(let element): return .list(Self.type(element, place, shapes, &nested))
    case .group(let fields): return .object(shape(fields, place, shapes, &nested))
    case .table(let fields, _): return .list(.object(shape(fields, place, shapes, &nested)))
    }
  }

  private static func shape(
    _ fields: [Field], _ place: String, _ shapes: [StepID: Shape], _ nested: inout [String: Shape]
  ) -> Shape {
    let shape = Shape(place)
    nested[place] = shape
    shape.set(fields: slots(fields, in: place, shapes, &nested))
    return shape
  }
}

extension Scope {
  /// What expressions can name of steps that were read already.
  public static func members(_ steps: [Step]) -> [(id: StepID, member: Member)] {
    steps.compactMap { step in
      switch step.kind {
      case .ask, .collect, .rate, .write:
        (step.id, step.isRegister ? .register(step.fields, key: step.keyFields) : .form(step.fields))
      case .analyse(let analysis): (step.id, .result(AnalysisMethod.named(analysis.method)?.result ?? .dyn))
      case .group, .review: nil
      }
    }
  }
}

extension Workflow {
  /// What expressions can name, as this workflow declares it.
  static func scope(
    steps: [Step], vocabularies: [Vocabulary], scales: [Scale], crosswalks: [Crosswalk]
  ) -> Scope {
    Scope(
      steps: Scope.members(steps), vocabularies: vocabularies, scales: scales, crosswalks: crosswalks)
  }
}
