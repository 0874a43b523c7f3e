/// How unevenly a value is spread: ABC classes, Gini coefficient, whale curve.
public enum Concentration {
  /// Where each value stands in an ABC analysis.
  public struct Place: Equatable, Sendable {
    /// Competition rank, the largest value first.
    public var rank: Int
    /// The part of the total of all values above zero; 0 for the others.
    public var share: Double
    /// The cumulative share before this value; it decides the band.
    public var shareBefore: Double
    public var cumulativeShare: Double
    /// A, B or C.
    public var band: PriorityBand
  }

  /// The values in order, largest first and equals by id, and the place of each value in the order of the input.
  ///
  /// Values below zero count nothing in the shares, and values up to zero are C.
  public static func abc(
    _ values: [Double], ids: [String], limits: BandLimits = BandLimits()
  ) -> (order: [Int], places: [Place]) {
    var (order, ranks) = ranking(values)
    sortEquals(&order, ranks, ids)
    let total = order.reduce(0) { $0 + max(0, values[$1]) }
    var places = [Place](
      repeating: Place(rank: 1, share: 0, shareBefore: 0, cumulativeShare: 0, band: .c), count: values.count)
    var cumulative = 0.0
    for index in order {
      let positive = max(0, values[index])
      let before = total > 0 ? cumulative / total : 1
      cumulative += positive
      places[index].rank = ranks[index]
      if total > 0 {
        places[index].share = positive / total
        places[index].shareBefore = before
        places[index].cumulativeShare = cumulative / total
      }
      if positive > 0 { places[index].band = limits.band(after: before) }
    }
    return (order, places)
  }

  /// Puts values of one rank in the byte order of their ids.
  private static func sortEquals(_ order: inout [Int], _ ranks: [Int], _ ids: [String]) {
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, ranks[order[end]] == ranks[order[start]] { end += 1 }
      if end - start > 1, ids.count == ranks.count {
        order[start..<end].sort { precedes(ids[$0], ids[$1]) }
      }
      start = end
    }
  }

  /// 0 when all hold the same, near 1 when one holds everything: Σ(2i − n − 1)·x₍ᵢ₎ ÷ (n·Σx), ascending.
  public static func gini(_ values: [Double]) -> Figure {
    let sorted = values.sorted()
    guard let least = sorted.first else { return .undefined(.notGiven) }
    guard least >= 0 else { return .undefined(.negativeValues) }
    let total = sorted.reduce(0, +)
    guard total > 0 else { return .undefined(.totalNotPositive) }
    let n = Double(sorted.count)
    var sum = 0.0
    for (index, value) in sorted.enumerated() { sum += (2 * Double(index + 1) - n - 1) * value }
    return .value(sum / (n * total))
  }

  /// The part of the total that the largest values hold, the count rounded up.
  public static func shareOfLargest(_ part: Double, _ values: [Double]) -> Figure {
    let sorted = values.sorted(by: >)
    let count = Int((min(max(part, 0), 1) * Double(sorted.count)).rounded(.up))
    let total = sorted.reduce(0, +)
    return .ratio(sorted.prefix(count).reduce(0, +), of: total, otherwise: .totalNotPositive)
  }
}

/// The running total of contributions, best customer first: what rises above the end is eaten again by those below
/// zero.
public struct WhaleCurve: Equatable, Sendable {
  /// The running total after each customer.
  public var cumulative: [Double]
  public var netTotal: Double
  public var peak: Double
  public var customersAtPeak: Int
  /// How many contribute less than zero.
  public var belowZero: Int

  public init(_ contributions: [Double]) {
    var running: [Double] = []
    var (sum, best, place) = (0.0, 0.0, 0)
    for (index, value) in contributions.sorted(by: >).enumerated() {
      sum += value
      running.append(sum)
      if index == 0 || sum > best { (best, place) = (sum, index + 1) }
    }
    cumulative = running
    netTotal = sum
    peak = best
    customersAtPeak = place
    belowZero = contributions.count { $0 < 0 }
  }

  /// The running total after a number of customers, in percent of the net total.
  public func percent(after count: Int) -> Figure {
    guard count >= 1, count <= cumulative.count else { return count == 0 ? .value(0) : .undefined(.notGiven) }
    return percent(cumulative[count - 1])
  }

  /// The peak in percent of the net total; what lies above 100 is lost again.
  public var peakPercent: Figure { percent(peak) }

  private func percent(_ sum: Double) -> Figure {
    .ratio(100 * sum, of: netTotal, otherwise: .totalNotPositive)
  }
}
