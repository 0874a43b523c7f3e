/// What makes somebody a source of knowledge.
public enum SourceDimension: String, CaseIterable, Sendable {
  /// What the source's knowledge is worth to us: unique, relevant, new, broad.
  case value
  /// How ready the source is to share it: intention, trust, exchange so far, expected return.
  case willingness
  /// How able we are to take in what this source offers: to acquire, assimilate, transform and exploit it.
  case absorption
}

/// Who is rated by what: sources with the ratings of their indicators.
public struct SourceInput: Equatable, Sendable {
  /// A row for each source and a column for each indicator.
  public var ratings: Ratings
  /// The dimension that each column belongs to, in their order.
  public var dimensions: [SourceDimension]

  public init(ratings: Ratings, dimensions: [SourceDimension]) {
    self.ratings = ratings
    self.dimensions = dimensions
  }
}

/// The settings of the source scoring. The defaults fit a scale of 1 to 5.
public struct SourceParameters: Equatable, Sendable {
  /// The lowest level of the scale.
  public var minimum: Double
  /// The highest level of the scale.
  public var maximum: Double
  /// The least additive score of a key source; default 3.5.
  public var threshold: Double
  /// The least level in every dimension of a key source; default 2.5.
  public var floor: Double
  /// From here on a dimension is high in the octant; default 3.
  public var highFrom: Double
  /// A weight for each dimension by name; nil for equal weights.
  public var weights: [KeyWeight]?

  /// For ratings from 1 to 5.
  public init(
    threshold: Double = 3.5, floor: Double = 2.5, highFrom: Double = 3, weights: [KeyWeight]? = nil
  ) {
    self.init(
      minimum: 1, maximum: 5, threshold: threshold, floor: floor, highFrom: highFrom, weights: weights)
  }

  /// For another scale, which needs limits of its own.
  public init(
    minimum: Double, maximum: Double, threshold: Double, floor: Double, highFrom: Double,
    weights: [KeyWeight]? = nil
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.threshold = threshold
    self.floor = floor
    self.highFrom = highFrom
    self.weights = weights
  }
}

extension SourceParameters {
  /// The dimensions with their weights.
  var axis: Axis { Axis("dimension", keys: SourceDimension.allCases.map(\.rawValue), weights: weights) }

  var settings: [NamedValue] {
    [
      NamedValue("scale.minimum", minimum), NamedValue("scale.maximum", maximum),
      NamedValue("threshold", threshold), NamedValue("floor", floor), NamedValue("high_from", highFrom),
    ] + axis.settings
  }

  func check(_ faults: inout FaultList) {
    guard minimum >= -1e9, maximum <= 1e9, minimum < maximum else {
      return faults.add(
        nil, "scale", found: "\(numeral(minimum)) to \(numeral(maximum))",
        expected: "a lowest level below the highest, up to a thousand million")
    }
    faults.check(threshold, in: minimum...maximum, nil, "threshold")
    faults.check(floor, in: minimum...maximum, nil, "floor")
    faults.check(highFrom, in: minimum...maximum, nil, "high_from")
  }
}

extension SourceInput {
  func check(_ parameters: SourceParameters, _ faults: inout FaultList) {
    let hasScale = parameters.minimum < parameters.maximum
    ratings.check(&faults, scale: hasScale ? parameters.minimum...parameters.maximum : nil)
    guard dimensions.count == ratings.columns.count else {
      return faults.add(
        nil, "dimensions", found: "\(dimensions.count)",
        expected: "one for each of \(ratings.columns.count) indicators")
    }
    for dimension in SourceDimension.allCases where !dimensions.contains(dimension) {
      faults.add(
        nil, "indicators.\(dimension.rawValue)", found: "empty", expected: "at least one indicator")
    }
  }
}
