/// Which stage has been reached, where a stage counts only on top of all those below it.
///
/// For the service knowledge base (primary, advanced, third stage) and for the phases of customer relationship management
/// (automation, data, interaction, knowledge). A stage is attained when the mean of its items reaches the threshold, no
/// item lies below the floor, and every lower stage is attained. Method catalogue, section 7.
public enum StagedMaturity {
  public static let version = "staged-maturity/1"

  /// One thing that belongs to a stage.
  public struct Item: Equatable, Sendable {
    public var id: String
    public var stage: String
    /// 0 not there, 0.5 in part, 1 fully; nil: not assessed.
    public var score: Double?
    /// Whether the item concerns the firm at all; what does not is left out.
    public var isApplicable: Bool

    public init(id: String, stage: String, score: Double?, isApplicable: Bool = true) {
      self.id = id
      self.stage = stage
      self.score = score
      self.isApplicable = isApplicable
    }
  }

  /// The stages and what it takes to attain one.
  public struct Parameters: Equatable, Sendable {
    /// From the lowest up.
    public var stages: [String]
    /// The least mean of a stage's items, 0 to 1; default 0.8.
    public var threshold: Double
    /// The least score of each item, 0 to 1; default 0.5.
    public var floor: Double
    /// The scores that can be given; nil: any number from 0 to 1.
    public var scores: [Double]?

    public init(
      stages: [String], threshold: Double = 0.8, floor: Double = 0.5, scores: [Double]? = [0, 0.5, 1]
    ) {
      self.stages = stages
      self.threshold = threshold
      self.floor = floor
      self.scores = scores
    }

    public static let serviceKnowledgeBase = Parameters(stages: ["1", "2", "3"])
    /// The mean alone decides; an item may be the fulfilment of a whole phase.
    public static let phasesOfCRM = Parameters(
      stages: ["automation", "data", "interaction", "knowledge"], floor: 0, scores: nil)
  }

  /// How a stage stands.
  public enum Standing: String, CaseIterable, Sendable {
    case attained
    /// Its own items suffice, but those of a lower stage do not.
    case blocked
    case notMet
    /// Items of it, or of a lower stage, are not assessed.
    case undecided
  }

  /// An item that is not fully there.
  public struct Lack: Equatable, Sendable {
    public var item: String
    public var score: Double
    /// Whether it alone keeps the stage from being attained.
    public var isBelowFloor: Bool
  }

  /// One stage with what it lacks.
  public struct Stage: Equatable, Sendable {
    public var stage: String
    public var standing: Standing
    /// The mean score of the assessed items.
    public var fulfilment: Figure
    public var n: Int
    /// Items not assessed, in byte order.
    public var open: [String]
    public var notApplicable: Int
    /// The lowest score first, equals by id.
    public var lacks: [Lack]
    /// The fewest points of score that are lacking for the stage's own items to suffice.
    public var distance: Figure
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// From the lowest up.
    public var stages: [Stage]
    /// How many stages are attained, counted from the lowest: 0 for none. Undefined while open items could change it.
    public var level: Figure
    /// The same as far as it is certain.
    public var attained: Int
    /// The same if every open item turned out to be fully there.
    public var highestPossible: Int
    /// The stage to work on: the first that is not attained.
    public var next: Stage?
    /// The highest stage whose lower stages are all attained: the phase the firm is in. Nil while that is not certain.
    public var phase: String?
  }

  /// The stages, or everything that is wrong with the input.
  public static func run(_ items: [Item], _ parameters: Parameters) throws(MethodError) -> Outcome {
    try check(items, parameters)
    let byStage = Dictionary(grouping: items, by: \.stage)
    var stages: [Stage] = []
    var (attained, possible) = (0, 0)
    var hasFailed = false
    for (place, name) in parameters.stages.enumerated() {
      var stage = assess(name, byStage[name] ?? [], parameters)
      let canBeMet =
        stage.standing != .notMet
        && couldBeMet(stage, (byStage[name] ?? []).filter(\.isApplicable), parameters)
      if possible == place, canBeMet { possible += 1 }
      if stage.standing == .attained, attained < place { stage.standing = hasFailed ? .blocked : .undecided }
      if stage.standing == .attained { attained += 1 }
      if stage.standing == .notMet { hasFailed = true }
      stages.append(stage)
    }
    let isCertain = attained == possible
    let open = stages.reduce(0) { $0 + $1.open.count }
    let basis = Basis(
      n: stages.reduce(0) { $0 + $1.n }, missing: open,
      notApplicable: stages.reduce(0) { $0 + $1.notApplicable }, parameters: parameters.settings,
      methodVersion: version, warnings: open > 0 ? [.openItems(open)] : [])
    return Outcome(
      basis: basis, stages: stages, level: isCertain ? .value(Double(attained)) : .undefined(.notAllAssessed),
      attained: attained, highestPossible: possible,
      next: attained < stages.count ? stages[attained] : nil,
      phase: isCertain ? parameters.stages[min(attained, stages.count - 1)] : nil)
  }

  /// The stage by its own items only.
  private static func assess(_ name: String, _ items: [Item], _ parameters: Parameters) -> Stage {
    let applicable = items.filter(\.isApplicable)
    let scores = applicable.compactMap(\.score)
    let open = applicable.filter { $0.score == nil }.map(\.id).inByteOrder()
    let mean = orderFreeMean(scores)
    let lacks = applicable.compactMap { item in
      item.score.flatMap { score in
        score < 1 - tieTolerance
          ? Lack(item: item.id, score: score, isBelowFloor: score < parameters.floor - tieTolerance) : nil
      }
    }.sorted { $0.score != $1.score ? $0.score < $1.score : precedes($0.item, $1.item) }
    let lift = lacks.reduce(0) { $0 + max(0, parameters.floor - $1.score) }
    let rest = parameters.threshold * Double(scores.count) - orderFreeSum(scores)
    let isMet = (mean ?? 0) >= parameters.threshold - tieTolerance && !lacks.contains(where: \.isBelowFloor)
    return Stage(
      stage: name, standing: open.isEmpty ? (isMet ? .attained : .notMet) : .undecided,
      fulfilment: mean.map { .value($0) } ?? .undefined(.notAllAssessed), n: scores.count, open: open,
      notApplicable: items.count - applicable.count, lacks: lacks,
      distance: open.isEmpty ? .value(isMet ? 0 : max(lift, rest)) : .undefined(.notAllAssessed))
  }

  /// Whether the stage's own items would suffice if every open one were fully there.
  private static func couldBeMet(_ stage: Stage, _ items: [Item], _ parameters: Parameters) -> Bool {
    let best = orderFreeMean(items.map { $0.score ?? 1 }) ?? 0
    return best >= parameters.threshold - tieTolerance && !stage.lacks.contains(where: \.isBelowFloor)
  }

  private static func check(_ items: [Item], _ parameters: Parameters) throws(MethodError) {
    var faults = FaultList()
    faults.checkDeclared(parameters.stages, "stages")
    faults.check(parameters.threshold, in: 0...1, nil, "threshold")
    faults.check(parameters.floor, in: 0...1, nil, "floor")
    faults.checkIDs(items.lazy.map(\.id))
    let declared = Set(parameters.stages)
    for score in parameters.scores ?? [] { faults.check(score, in: 0...1, nil, "scores") }
    for item in items {
      faults.check(item.stage, among: declared, item.id, "stage")
      guard let legal = parameters.scores else {
        faults.check(item.score, in: 0...1, item.id, "score")
        continue
      }
      guard let score = item.score, !legal.contains(score) else { continue }
      faults.add(
        item.id, "score", found: numeral(score),
        expected: "one of \(legal.map(numeral).joined(separator: ", "))")
    }
    let used = Set(items.lazy.filter(\.isApplicable).map(\.stage))
    for stage in declared.subtracting(used).inByteOrder() {
      faults.add(nil, "stages.\(stage)", found: "without items", expected: "at least one item that applies")
    }
    try faults.throwIfAny()
  }
}

extension StagedMaturity.Parameters {
  var settings: [NamedValue] {
    [
      NamedValue("stages", stages.joined(separator: ", ")), NamedValue("threshold", threshold),
      NamedValue("floor", floor),
      NamedValue("scores", scores.map { $0.map(numeral).joined(separator: ", ") } ?? "0 to 1"),
    ]
  }
}

extension Remark {
  static func openItems(_ count: Int) -> Remark {
    Remark(
      "not-assessed", english: count == 1 ? "1 item is not assessed" : "\(count) items are not assessed",
      chinese: "有 \(count) 项尚未评定")
  }
}
