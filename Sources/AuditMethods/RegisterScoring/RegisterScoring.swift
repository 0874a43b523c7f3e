import Glibc

/// Scores a register of knowledge assets: risk of loss, freshness, coverage, concentration, waste.
///
/// Definitions: method catalogue, section 6.
public enum RegisterScoring {
  public static let version = "register-scoring/1"

  /// The scores, or everything that is wrong with the input.
  public static func run(
    _ assets: [Asset], _ parameters: RegisterParameters
  ) throws(MethodError) -> RegisterResult {
    var faults = FaultList()
    var warnings: [Remark] = []
    let classWeights = parameters.classes.normalisedWeights(&faults, &warnings)
    let stageWeights = parameters.stages.normalisedWeights(&faults, &warnings)
    parameters.check(&faults)
    parameters.check(assets, &faults)
    try faults.throwIfAny()

    let assets = assets.sorted { precedes($0.id, $1.id) }
    let scored = assets.map { score($0, parameters) }
    let grid = CoverageGrid(parameters, classWeights: classWeights, stageWeights: stageWeights)
    let placed = assets.filter { !$0.classes.isEmpty && !$0.stages.isEmpty }
    if placed.count < assets.count { warnings.append(.notPlaced(assets.count - placed.count)) }
    let unheld = zip(assets, scored).filter { $0.holders.isEmpty && $1.derivation != nil }.map(\.0.id)
    if !unheld.isEmpty { warnings.append(.holdersUnknown(unheld)) }
    let classified = assets.filter { !$0.classes.isEmpty }
    let missing = scored.count { $0.risk.value == nil }
    let held = Holdings(assets)
    return RegisterResult(
      basis: Basis(
        n: assets.count - missing, missing: missing, notApplicable: 0, parameters: parameters.settings,
        methodVersion: version, warnings: warnings),
      assets: ranked(scored), riskCounts: riskCounts(scored, parameters.riskBands),
      riskMatrix: riskMatrix(scored),
      freshnessCounts: FreshnessStatus.allCases.map { status in
        FreshnessCount(status: status, count: scored.count { $0.freshness.status == status })
      },
      coverage: grid.matrix(assets, group: nil),
      coverageByGroup: parameters.groups.map { group in
        grid.matrix(assets.filter { $0.groups.contains(group) }, group: group)
      },
      unusedClasses: unused(parameters.classes.keys, by: assets.flatMap(\.classes)),
      unusedStages: unused(parameters.stages.keys, by: assets.flatMap(\.stages)),
      balance: Share(
        classified.count { !Set($0.classes).isDisjoint(with: parameters.givingClasses) },
        of: classified.count),
      holders: held.shares(), busFactor: held.busFactor(),
      withoutOwner: assets.filter { ($0.owner ?? "").isEmpty }.map(\.id), waste: waste(assets, scored))
  }

  private static func unused(_ keys: [String], by used: [String]) -> [String] {
    let used = Set(used)
    return keys.filter { !used.contains($0) }
  }

  private static func score(_ asset: Asset, _ parameters: RegisterParameters) -> ScoredAsset {
    let freshness = freshness(of: asset, parameters)
    var vulnerability = asset.vulnerability
    var grounds: [VulnerabilityGround]?
    if parameters.vulnerability == .derived
      || (parameters.vulnerability == .derivedWhenMissing && vulnerability == nil)
    {
      let derived = derivedVulnerability(of: asset, freshness, leaving: parameters.leaving)
      (vulnerability, grounds) = (derived.level, derived.grounds)
    }
    var risk = Figure.undefined(asset.criticality == nil ? .criticalityMissing : .vulnerabilityMissing)
    if let criticality = asset.criticality, let vulnerability { risk = .value(criticality * vulnerability) }
    return ScoredAsset(
      id: asset.id, criticality: asset.criticality, vulnerability: vulnerability, derivation: grounds,
      risk: risk,
      band: risk.value.flatMap { score in parameters.riskBands.first { score >= $0.from - tieTolerance }?.name
      },
      holderCount: asset.holders.count, isSinglePoint: asset.holders.count == 1, freshness: freshness)
  }

  /// One, plus a point for each ground (two for a single holder), at most five.
  private static func derivedVulnerability(
    of asset: Asset, _ freshness: Freshness, leaving: [String]
  ) -> (level: Double, grounds: [VulnerabilityGround]) {
    var grounds: [VulnerabilityGround] = []
    if asset.isTacit == true { grounds.append(.tacit) }
    if asset.holders.count == 1 { grounds.append(.singleHolder) }
    if asset.holders.count == 2 { grounds.append(.twoHolders) }
    if asset.holders.contains(where: leaving.contains) { grounds.append(.holderLeaving) }
    let isOverdue = freshness.status == .overdue || freshness.status == .stale
    if asset.isDocumented == false || isOverdue { grounds.append(.undocumentedOrOverdue) }
    let points = grounds.reduce(1) { $0 + ($1 == .singleHolder ? 2 : 1) }
    return (Double(min(5, points)), grounds)
  }

  private static func freshness(of asset: Asset, _ parameters: RegisterParameters) -> Freshness {
    guard let reviewed = asset.lastReviewed else {
      return Freshness(
        status: .unknown, linear: .undefined(.neverReviewed), exponential: .undefined(.neverReviewed))
    }
    let limits = parameters.freshness
    let age = parameters.asOf.days(since: reviewed)
    var result = Freshness(
      status: .unknown, ageDays: age, linear: .undefined(.intervalMissing),
      exponential: .undefined(.halfLifeMissing))
    if let interval = asset.reviewIntervalDays ?? limits.reviewIntervalDays {
      let ratio = Double(age) / Double(interval)
      result.linear = .value(max(0, 1 - ratio))
      result.status =
        if ratio <= limits.fresh { .fresh } else if ratio <= limits.ageing { .ageing } else {
          ratio <= limits.overdue ? .overdue : .stale
        }
    }
    if let halfLife = asset.halfLifeDays ?? limits.halfLifeDays {
      result.exponential = .value(exp2(-Double(age) / Double(halfLife)))
    }
    return result
  }

  private static func ranked(_ assets: [ScoredAsset]) -> [ScoredAsset] {
    var scored = assets.filter { $0.risk.value != nil }
    let ranks = competitionRanks(scored.compactMap(\.risk.value))
    for index in scored.indices { scored[index].rank = ranks[index] }
    scored.sort {
      let (first, second) = ($0.rank ?? 0, $1.rank ?? 0)
      if first != second { return first < second }
      if $0.criticality != $1.criticality { return ($0.criticality ?? 0) > ($1.criticality ?? 0) }
      return precedes($0.id, $1.id)
    }
    return scored + assets.filter { $0.risk.value == nil }
  }

  private static func riskCounts(_ assets: [ScoredAsset], _ bands: [RiskBand]) -> [BandCount] {
    bands.map { band in BandCount(band: band.name, count: assets.count { $0.band == band.name }) }
  }

  private static func riskMatrix(_ assets: [ScoredAsset]) -> [[Int]] {
    var matrix = [[Int]](repeating: [0, 0, 0, 0, 0], count: 5)
    for asset in assets {
      guard let criticality = asset.criticality, let vulnerability = asset.vulnerability else { continue }
      matrix[Int(criticality.rounded()) - 1][Int(vulnerability.rounded()) - 1] += 1
    }
    return matrix
  }
}

extension Remark {
  /// What hangs on one person may hide among these.
  fileprivate static func holdersUnknown(_ ids: [String]) -> Remark {
    Remark(
      "holders-unknown",
      english:
        "who holds \(ids.count) assets is not known, such as \(ids[0]): the vulnerability derived without it may be too low",
      chinese: "\(ids.count) 项资产（如 \(ids[0])）未写持有人：据此推算的脆弱程度可能偏低")
  }

  static func notPlaced(_ count: Int) -> Remark {
    Remark(
      "not-placed", english: "\(count) assets lack a class or a stage and are in no coverage matrix",
      chinese: "\(count) 项资产缺少类别或环节，未列入覆盖矩阵")
  }
}
