/// One knowledge asset as the register scoring needs it; nil is what nobody has said.
public struct Asset: Equatable, Sendable {
  public var id: String
  public var name: String?
  public var location: String?
  public var classes: [String]
  public var stages: [String]
  public var groups: [String]
  public var owner: String?
  public var holders: [String]
  public var isTacit: Bool?
  public var isDocumented: Bool?
  /// 1 to 5.
  public var criticality: Double?
  /// 1 to 5; derived when the parameters ask for it.
  public var vulnerability: Double?
  /// 1 to 5.
  public var quality: Double?
  public var lastReviewed: Day?
  public var reviewIntervalDays: Int?
  public var halfLifeDays: Int?
  /// The asset that this one repeats.
  public var duplicateOf: String?
  public var isTrivial: Bool?
  /// Decisions that use the asset; empty means that it is known to serve none.
  public var decisionsServed: [String]?

  public init(
    id: String, name: String? = nil, location: String? = nil, classes: [String] = [], stages: [String] = [],
    groups: [String] = [], owner: String? = nil, holders: [String] = [], isTacit: Bool? = nil,
    isDocumented: Bool? = nil, criticality: Double? = nil, vulnerability: Double? = nil,
    quality: Double? = nil,
    lastReviewed: Day? = nil, reviewIntervalDays: Int? = nil, halfLifeDays: Int? = nil,
    duplicateOf: String? = nil, isTrivial: Bool? = nil, decisionsServed: [String]? = nil
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.classes = classes
    self.stages = stages
    self.groups = groups
    self.owner = owner
    self.holders = holders
    self.isTacit = isTacit
    self.isDocumented = isDocumented
    self.criticality = criticality
    self.vulnerability = vulnerability
    self.quality = quality
    self.lastReviewed = lastReviewed
    self.reviewIntervalDays = reviewIntervalDays
    self.halfLifeDays = halfLifeDays
    self.duplicateOf = duplicateOf
    self.isTrivial = isTrivial
    self.decisionsServed = decisionsServed
  }
}
