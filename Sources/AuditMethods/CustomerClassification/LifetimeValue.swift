/// Which of the four usual lifetime values is meant. They differ much, so a result always names its own.
public struct LifetimeMeasure: Hashable, Sendable, CustomStringConvertible {
  public var firstMargin: FirstMargin
  public var usesHorizon: Bool

  public enum FirstMargin: String, CaseIterable, Sendable {
    /// After the first period, and only if the customer stays.
    case end
    /// At once and for certain.
    case now
  }

  /// Longer horizons change nothing that a report could show.
  public static let longestHorizon = 1200

  public init(firstMargin: FirstMargin = .end, usesHorizon: Bool = false) {
    self.firstMargin = firstMargin
    self.usesHorizon = usesHorizon
  }

  public var description: String {
    "first margin \(firstMargin.rawValue), \(usesHorizon ? "within the horizon" : "no horizon")"
  }
}

/// What decides how much a customer is worth over time.
public struct LifetimeTerms: Equatable, Sendable {
  /// The contribution of the first period; may be negative.
  public var margin: Double
  /// The probability of staying for another period, 0 to 1.
  public var retention: Double
  public var discountRate: Double
  /// Growth of the margin per period.
  public var growth: Double

  public init(margin: Double, retention: Double, discountRate: Double, growth: Double = 0) {
    self.margin = margin
    self.retention = retention
    self.discountRate = discountRate
    self.growth = growth
  }

  /// What the value of a period is worth one period earlier.
  private var factor: Double { retention * (1 + growth) / (1 + discountRate) }

  /// Whether the values of all periods to come add up to something.
  public var hasFiniteValue: Bool { factor < 1 }

  /// The value of all periods to come.
  ///
  /// The first margin at the end of the period gives m·r/(1 + d − r) without growth, the form of Gupta & Lehmann 2005.
  /// Undefined where the sum has no finite value.
  public func value(firstMargin: LifetimeMeasure.FirstMargin) -> Figure {
    guard hasFiniteValue else { return .undefined(.unlimitedValue) }
    switch firstMargin {
    case .end: return .value(margin * (retention / (1 + discountRate)) / (1 - factor))
    case .now: return .value(margin / (1 - factor))
    }
  }

  /// The value of the first periods, up to and including the last of the horizon.
  public func value(firstMargin: LifetimeMeasure.FirstMargin, horizon: Int) -> Figure {
    var term = firstMargin == .end ? margin * retention / (1 + discountRate) : margin
    var sum = 0.0
    for _ in 0..<min(max(horizon, 0), LifetimeMeasure.longestHorizon) {
      sum += term
      term *= factor
    }
    return .finite(sum, otherwise: .unlimitedValue)
  }
}

/// The lifetime value of one customer by all four measures.
public struct LifetimeValues: Equatable, Sendable {
  public var end: Figure
  public var now: Figure
  public var endWithinHorizon: Figure
  public var nowWithinHorizon: Figure

  public subscript(measure: LifetimeMeasure) -> Figure {
    switch (measure.firstMargin, measure.usesHorizon) {
    case (.end, false): end
    case (.now, false): now
    case (.end, true): endWithinHorizon
    case (.now, true): nowWithinHorizon
    }
  }

  init(_ reason: Reason) {
    end = .undefined(reason)
    now = .undefined(reason)
    endWithinHorizon = .undefined(reason)
    nowWithinHorizon = .undefined(reason)
  }

  init(_ terms: LifetimeTerms, horizon: Int?, acquisitionCost: Double) {
    func net(_ figure: Figure) -> Figure {
      guard let value = figure.value else { return figure }
      return .value(value - acquisitionCost)
    }
    end = net(terms.value(firstMargin: .end))
    now = net(terms.value(firstMargin: .now))
    guard let horizon else {
      endWithinHorizon = .undefined(.horizonMissing)
      nowWithinHorizon = .undefined(.horizonMissing)
      return
    }
    endWithinHorizon = net(terms.value(firstMargin: .end, horizon: horizon))
    nowWithinHorizon = net(terms.value(firstMargin: .now, horizon: horizon))
  }
}
