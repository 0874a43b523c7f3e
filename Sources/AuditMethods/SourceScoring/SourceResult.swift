/// Which sources of knowledge are key, and what keeps the others from being so.
public struct SourceResult: Equatable, Sendable {
  public var basis: Basis
  /// The weight of each dimension; together they are 1.
  public var weights: [KeyWeight]
  /// By rank, equals by the geometric score and id; then those not rated, by id.
  public var sources: [ScoredSource]
  /// All eight octants, from high in everything to low in everything.
  public var octants: [OctantGroup]

  /// The key sources, the best first.
  public var keySources: [String] { sources.filter { $0.standing == .key }.map(\.id) }
}

/// One source.
public struct ScoredSource: Equatable, Sendable {
  public var id: String
  /// Value, willingness, absorption.
  public var dimensions: [DimensionScore]
  /// Σ weight × dimension, on the scale of the ratings: much of one makes up for little of another.
  public var additive: Figure
  /// Π dimension ^ weight, on the same scale: little of one pulls the whole down. Only where the scale lies above 0.
  public var geometric: Figure
  /// Competition rank by the additive score: 1, 2, 2, 4; nil when not rated.
  public var rank: Int?
  /// The same by the geometric score.
  public var geometricRank: Int?
  public var octant: SourceOctant?
  public var standing: SourceStanding
  /// The lowest dimension, of equals the one that weighs most; nil when not rated.
  public var bottleneck: SourceDimension?
  /// What the source would have to reach to become key; empty when it is, or is not rated.
  ///
  /// Whatever lies below the floor comes up to it. If the score still falls short, the lowest dimension that weighs
  /// anything makes up for it, and the next lowest when the scale ends.
  public var needed: [NeededLevel]
}

/// One dimension of a source.
public struct DimensionScore: Equatable, Sendable {
  public var dimension: SourceDimension
  /// The mean of the indicators that were rated, on their scale; none when fewer than half were.
  public var level: Figure
  /// How many of the indicators were rated.
  public var rated: Int
  public var indicators: Int
}

/// How a source stands against threshold and floor.
public enum SourceStanding: String, CaseIterable, Sendable {
  /// Score and all dimensions are high enough.
  case key
  /// The score is, but a dimension lies below the floor: not a source yet, but a task of development.
  case toDevelop
  /// The score is too low.
  case notKey
  /// A dimension is not rated well enough to tell.
  case notRated
}

/// A level to be reached in one dimension.
public struct NeededLevel: Equatable, Sendable {
  public var dimension: SourceDimension
  public var from: Double
  public var to: Double
}

/// The sources of one octant.
public struct OctantGroup: Equatable, Sendable {
  public var octant: SourceOctant
  /// By rank.
  public var sources: [String]
}
