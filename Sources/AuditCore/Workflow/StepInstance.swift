/// A step, or, where a step is done for each entry of a register, the one instance of it for one entry.
///
/// Each instance has its own state: `interviews/mostValuable` may be done while `interviews/belowZero` is not begun.
public struct StepInstance: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  public let step: StepID
  /// The key of the entry; `.only` where the step is done once, or where the step as a whole is meant.
  public let key: EntryKey

  public init(_ step: StepID, _ key: EntryKey = .only) {
    self.step = step
    self.key = key
  }

  public init(stringLiteral step: String) { self.init(StepID(step)) }

  public var description: String { key == .only ? step.name : "\(step)/\(key)" }

  public static func < (a: StepInstance, b: StepInstance) -> Bool {
    a.step == b.step ? a.key < b.key : a.step < b.step
  }
}

/// For which entries a step is done, from `each: {group: customer_groups}`.
public struct Each: Hashable, Sendable {
  /// What the entry is called in the step's expressions, and the first field of the step's entries.
  public let name: FieldID
  public let title: Text
  public let register: StepID

  public init(name: FieldID, title: Text, register: StepID) {
    self.name = name
    self.title = title
    self.register = register
  }

  /// The field that names the entry.
  public var field: Field { Field(id: name, title: title, type: .reference(to: register)) }
}

/// A step by its place in the workflow, or one of its instances.
struct Place: Hashable, Sendable {
  let step: Int
  let key: EntryKey

  init(_ step: Int, _ key: EntryKey = .only) {
    self.step = step
    self.key = key
  }
}

extension Place: Comparable {
  static func < (a: Place, b: Place) -> Bool { a.step == b.step ? a.key < b.key : a.step < b.step }
}

extension Workflow {
  /// The instance of a step that an entry belongs to.
  func place(of id: EntryID) -> Place? { places[id.step].map { place(of: id.key, in: $0) } }

  func place(of key: EntryKey, in step: Int) -> Place {
    guard let length = eachLengths[step] else { return Place(step) }
    let parts = key.parts
    return Place(step, parts.count <= length ? key : EntryKey(Array(parts.prefix(length))))
  }

  /// The instance of a step that an entry belongs to.
  public func instance(of id: EntryID) -> StepInstance {
    StepInstance(id.step, place(of: id)?.key ?? .only)
  }

  func instance(_ place: Place) -> StepInstance { StepInstance(steps[place.step].id, place.key) }
}
