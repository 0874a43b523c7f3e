/// What an expression stands on: an entry of a step, a group or row inside one, or nothing but the audit.
public struct Stand: Hashable, Sendable {
  /// The step whose entry it is.
  public let step: StepID?
  /// For what the step is done, where it is done for each entry of a register.
  public let each: Each?
  /// The fields on the way to the group or row that is `this`; none on the entry itself.
  private let way: [FieldID]

  /// On an entry of `step`, or on the audit.
  public init(_ step: StepID? = nil, each: Each? = nil) { self.init(step, each, []) }

  private init(_ step: StepID?, _ each: Each?, _ way: [FieldID]) {
    self.step = step
    self.each = each
    self.way = way
  }

  /// On a group or row inside a field of what this stands on.
  public func inside(_ field: FieldID) -> Stand { Stand(step, each, way + [field]) }

  /// Whether it is inside an entry, which is `entry` there.
  public var isInside: Bool { !way.isEmpty }

  /// What expressions call the shape of a group or row.
  var inside: String? { isInside ? ([step?.name ?? ""] + way.map(\.name)).joined(separator: ".") : nil }

  /// The fields of `this`, among those of the entry.
  public func fields(among fields: [Field]) -> [Field] {
    way.reduce(fields) { fields, name in fields.first { $0.id == name }?.type.inner ?? [] }
  }
}
