/// Values that differ by no more than this are equal, everywhere.
let tieTolerance = 1e-12

/// The competition rank of each value, the largest first: 1, 2, 2, 4.
///
/// A value's rank is one more than the number of values that lie above it by more than the tolerance. Comparing
/// ranks instead of values keeps "nearly equal" transitive, so that sorting by several keys is well defined.
func competitionRanks(_ values: [Double]) -> [Int] { ranking(values).ranks }

/// The indices from the largest value to the smallest, equals as they stand, and the competition rank of each value.
func ranking(_ values: [Double]) -> (order: [Int], ranks: [Int]) {
  var sorted = values.enumerated().map { (value: $1, index: $0) }
  sorted.sort { $0.value > $1.value }
  var ranks = [Int](repeating: 1, count: values.count)
  var above = 0
  for (value, index) in sorted {
    while sorted[above].value > value + tieTolerance { above += 1 }
    ranks[index] = above + 1
  }
  return (sorted.map(\.index), ranks)
}

/// Whether the first text comes before the second in the byte order of UTF-8, the same on every machine.
func precedes(_ first: String, _ second: String) -> Bool {
  first.utf8.lexicographicallyPrecedes(second.utf8)
}

/// Whether the first list of texts comes before the second, text by text.
func precedes(_ first: [String], _ second: [String]) -> Bool {
  first.lexicographicallyPrecedes(second, by: precedes)
}

extension Sequence<String> {
  /// Sorted by the byte order of UTF-8.
  func inByteOrder() -> [String] { sorted(by: precedes) }
}

/// The three priority bands: A holds what matters most.
public enum PriorityBand: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"
  case none
}

/// Where bands A and B end, as a share of the total.
public struct BandLimits: Equatable, Sendable {
  public var a: Double
  public var b: Double

  public init(a: Double = 0.80, b: Double = 0.95) {
    self.a = a
    self.b = b
  }

  /// The band of an element, by the cumulative share that was reached before it: the element that crosses a
  /// limit still belongs above it.
  func band(after before: Double) -> PriorityBand {
    if before < a - tieTolerance { return .a }
    return before < b - tieTolerance ? .b : .c
  }

  func check(_ faults: inout FaultList) {
    faults.check(a, in: 0...1, nil, "band_limits.a")
    faults.check(b, in: 0...1, nil, "band_limits.b")
    if a.isFinite, b.isFinite, a > b {
      faults.add(
        nil, "band_limits", found: "\(numeral(a)) and \(numeral(b))", expected: "a limit of A up to that of B"
      )
    }
  }
}

/// A sum that does not depend on the order in which its parts are given, not even in the last digit.
func orderFreeSum(_ values: [Double]) -> Double {
  values.sorted().reduce(0, +)
}
