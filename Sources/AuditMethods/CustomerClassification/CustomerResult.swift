/// Who the most valuable, the most growable and the costly customers are, and how firm the answer is.
public struct CustomerResult: Equatable, Sendable {
  public var basis: Basis
  /// Which lifetime value decided.
  public var lifetimeMeasure: LifetimeMeasure
  /// By the ranking value, largest first, equals by id; customers without that value last, by id.
  public var customers: [ClassifiedCustomer]
  /// One entry for each class and one for the unclassified, in the order of the tests.
  public var classes: [CustomerClassSummary]
  public var giniOfRevenue: Figure
  /// The part of the revenue that the largest fifth of the customers brings.
  public var revenueShareOfTopFifth: Figure
  public var whaleCurve: WhaleCurve
  /// How many customers change when a threshold moves by a tenth, down and up.
  public var sensitivity: [ThresholdSensitivity]
}

/// One customer with everything computed for it.
public struct ClassifiedCustomer: Equatable, Sendable {
  public var id: String
  public var revenue: Figure
  public var contribution: Figure
  public var margin: Figure
  public var grossMargin: Figure
  public var growthPotential: Figure
  /// Undefined without revenue; the ratio test then counts as passed.
  public var growthRatio: Figure
  public var lifetimeValues: LifetimeValues
  /// Where the customer stands by the ranking value; nil without one.
  public var place: Concentration.Place?
  /// Where the customer would stand by revenue alone; nil without revenue.
  public var placeByRevenue: Concentration.Place?
  /// Every class that applies, in the order of the tests; the first is the primary class.
  public var labels: [CustomerClass]
  /// Classes that could not be tested for want of data.
  public var untested: [CustomerClass]
  public var rfm: RFMScore?

  /// The first class that applies; nil stands for unclassified.
  public var primaryClass: CustomerClass? { labels.first }
}

/// One class of customers in sum.
public struct CustomerClassSummary: Equatable, Sendable {
  /// Nil for the unclassified.
  public var customerClass: CustomerClass?
  public var size: Int
  public var shareOfCustomers: Figure
  public var revenue: Double
  public var shareOfRevenue: Figure
  public var contribution: Double
  /// The part of the net total; undefined when that is not above zero.
  public var shareOfContribution: Figure
}

/// What one threshold decides: the customers who change when it moves.
public struct ThresholdSensitivity: Equatable, Sendable {
  /// The parameter, spelled as in the product.
  public var threshold: String
  public var from: Double
  public var to: Double
  /// How many get another primary class.
  public var changedClass: Int
  /// How many get other labels, the former included.
  public var changedLabels: Int
}

/// Scores from 1 to 5 for recency, frequency and spending; nil where the value is missing. Equal values score equal.
public struct RFMScore: Equatable, Sendable {
  public var recency: Int?
  public var frequency: Int?
  public var spending: Int?
}
