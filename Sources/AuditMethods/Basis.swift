/// What a result rests on: how much was there, what was missing, and which settings were used.
///
/// Printed beside every number in a report, so that it can be judged and repeated.
public struct Basis: Equatable, Sendable {
  /// How many rows went into the result, or values where a method counts these.
  public var n: Int
  /// How many should have, but lack a value.
  public var missing: Int
  /// How many the question does not concern.
  public var notApplicable: Int
  /// Every setting that shaped the result, in a fixed order.
  public var parameters: [NamedValue]
  /// Name and version of the definition, such as `gap-analysis/1`; it changes when numbers may change.
  public var methodVersion: String
  public var warnings: [Remark]
  /// The seed of the random generator, for methods that use one.
  public var seed: UInt64?

  public init(
    n: Int, missing: Int, notApplicable: Int, parameters: [NamedValue], methodVersion: String,
    warnings: [Remark] = [], seed: UInt64? = nil
  ) {
    self.n = n
    self.missing = missing
    self.notApplicable = notApplicable
    self.parameters = parameters
    self.methodVersion = methodVersion
    self.warnings = warnings
    self.seed = seed
  }
}

extension Basis {
  /// Counts rows among the missing as such that the question does not concern.
  public mutating func excuse(_ count: Int) {
    let excused = min(max(0, count), missing)
    missing -= excused
    notApplicable += excused
  }
}

/// One setting with its value as a reader would write it.
public struct NamedValue: Equatable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ value: Double) { self.init(name, numeral(value)) }
  init(_ name: String, _ value: Double?) { self.init(name, value.map(numeral) ?? "none") }
  init(_ name: String, _ value: Int?) { self.init(name, value.map(String.init) ?? "none") }
}

/// Something the reader of a result must know, in both languages.
public struct Remark: Equatable, Sendable {
  /// A stable key in kebab-case.
  public var code: String
  public var english: String
  public var chinese: String

  public init(_ code: String, english: String, chinese: String) {
    self.code = code
    self.english = english
    self.chinese = chinese
  }
}

/// A share of a set, with the counts it comes from.
public struct Share: Equatable, Sendable {
  public var count: Int
  public var total: Int
  public var share: Figure

  init(_ count: Int, of total: Int, otherwise reason: Reason = .noAssets) {
    self.count = count
    self.total = total
    share = .ratio(count, of: total, otherwise: reason)
  }
}

/// The shortest spelling that reads back as the same number; whole numbers without `.0`.
public func numeral(_ value: Double) -> String {
  guard value == value.rounded(), value.magnitude < 1e15 else { return "\(value)" }
  return "\(Int64(value))"
}
