/// How often, from which seed and to which level an interval is drawn by the percentile bootstrap.
///
/// Efron & Tibshirani 1993; method catalogue, section 5.0.
public struct Bootstrap: Equatable, Sendable {
  public var replicates: Int
  public var seed: UInt64
  public var level: Double

  public init(replicates: Int = 2000, seed: UInt64, level: Double = 0.95) {
    self.replicates = replicates
    self.seed = seed
    self.level = level
  }

  /// The interval of a statistic of `count` rows: each replicate draws as many with replacement, one after another from one
  /// generator; those that give nothing are dropped, and counted.
  func interval(of count: Int, _ statistic: ([Int]) -> Double?) -> Interval {
    var generator = RandomGenerator(seed: seed)
    var values: [Double] = []
    values.reserveCapacity(replicates)
    var drawn = Array(repeating: 0, count: count)
    for _ in 0..<replicates {
      for place in drawn.indices { drawn[place] = generator.index(below: count) }
      if let value = statistic(drawn) { values.append(value) }
    }
    let quantiles = Quantiles(values)
    guard let low = quantiles((1 - level) / 2), let high = quantiles(1 - (1 - level) / 2) else {
      return Interval(
        low: .undefined(.noReplicates), high: .undefined(.noReplicates), level: level, dropped: replicates)
    }
    return Interval(low: .value(low), high: .value(high), level: level, dropped: replicates - values.count)
  }

  func check(_ faults: inout FaultList) {
    if !(1...1_000_000).contains(replicates) {
      faults.add(nil, "replicates", found: "\(replicates)", expected: "a number from 1 to 1000000")
    }
    faults.checkLevel(level)
  }

  var settings: [NamedValue] {
    [
      NamedValue("replicates", replicates), NamedValue("confidence", level),
      NamedValue("interval", "percentile bootstrap"),
    ]
  }
}

/// Between which bounds the true value lies, with a level of confidence such as 0.95.
public struct Interval: Equatable, Sendable {
  public var low: Figure
  public var high: Figure
  public var level: Double
  /// How many replicates of a bootstrap gave no value.
  public var dropped: Int = 0

  static func undefined(_ reason: Reason, level: Double) -> Interval {
    Interval(low: .undefined(reason), high: .undefined(reason), level: level)
  }
}

extension FaultList {
  mutating func checkLevel(_ level: Double) {
    guard !(level > 0 && level < 1) else { return }
    add(nil, "level", found: numeral(level), expected: "a number above 0 and below 1, such as 0.95")
  }
}

extension Remark {
  /// Below ten rows, intervals drawn from them are too narrow.
  static func fewRows(_ count: Int) -> Remark {
    Remark(
      "few-rows",
      english: "the bootstrap draws from \(count) rows only: with fewer than 10 its interval is too narrow",
      chinese: "自助法只有 \(count) 行可抽：少于 10 行时区间偏窄")
  }
}
