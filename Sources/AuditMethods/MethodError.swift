/// The input cannot be used. Lists everything that is wrong with it, not only the first fault.
public struct MethodError: Error, Equatable, Sendable, CustomStringConvertible {
  public let faults: [Fault]

  public init(faults: [Fault]) { self.faults = faults }

  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// One value that a method cannot use: where it stands, what it is, what was expected.
public struct Fault: Equatable, Sendable, CustomStringConvertible {
  /// The id of the row, or nil when a parameter is meant.
  public let row: String?
  /// The field or parameter, spelled as in the product (`cost_to_serve`).
  public let field: String
  public let found: String
  public let expected: String

  public init(row: String?, field: String, found: String, expected: String) {
    self.row = row
    self.field = field
    self.found = found
    self.expected = expected
  }

  public var description: String {
    let place = row.map { "row `\($0)`: `\(field)`" } ?? "`\(field)`"
    return "\(place) is \(found), but \(expected) is expected"
  }
}

/// Collects faults while an input is read, so that all are told at once.
struct FaultList {
  private(set) var faults: [Fault] = []

  mutating func add(_ row: String?, _ field: String, found: String, expected: String) {
    faults.append(Fault(row: row, field: field, found: found, expected: expected))
  }

  /// Complains unless the number, when there is one, lies in the range.
  mutating func check(_ value: Double?, in range: ClosedRange<Double>, _ row: String?, _ field: String) {
    guard let value, !(value.isFinite && range.contains(value)) else { return }
    let expected: String =
      if range.upperBound == .infinity {
        "a number from \(numeral(range.lowerBound)) up"
      } else {
        "a number from \(numeral(range.lowerBound)) to \(numeral(range.upperBound))"
      }
    add(row, field, found: numeral(value), expected: expected)
  }

  mutating func checkAboveZero(_ value: Double?, _ row: String?, _ field: String) {
    guard let value, !(value.isFinite && value > 0) else { return }
    add(row, field, found: numeral(value), expected: "a number above 0")
  }

  /// Complains about ids that are empty or used before.
  mutating func checkIDs(_ ids: some Collection<String>) {
    guard !areSurelyDistinct(ids) else { return }
    var seen: Set<String> = []
    seen.reserveCapacity(ids.count)
    for (index, id) in ids.enumerated() {
      if id.isEmpty {
        add("#\(index + 1)", "id", found: "empty", expected: "a name that no other row has")
      } else if !seen.insert(id).inserted {
        add(id, "id", found: "used twice", expected: "a name that no other row has")
      }
    }
  }

  func throwIfAny() throws(MethodError) {
    if !faults.isEmpty { throw MethodError(faults: faults) }
  }
}
