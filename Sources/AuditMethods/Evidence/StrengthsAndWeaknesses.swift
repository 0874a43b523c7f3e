/// Strengths, weaknesses, opportunities and threats taken from results, each with the id of the result it comes from.
///
/// Strengths are required cells that are met and proven; weaknesses are gaps of band A, blind and thin spots of the coverage,
/// assets and leaving experts at high risk; opportunities and threats are issues of the context and potentials of customer
/// groups. The crossed pairs are for people to write. Method catalogue, section 10.4.
public enum StrengthsAndWeaknesses {
  public static let version = "swot/1"

  public enum Quadrant: String, CaseIterable, Sendable { case strength, weakness, opportunity, threat }

  /// Why something is listed.
  public enum Ground: String, CaseIterable, Sendable {
    case metCell = "met-cell"
    case largeGap = "large-gap"
    case blindSpot = "blind-spot"
    case thinSpot = "thin-spot"
    case assetAtRisk = "asset-at-risk"
    case expertLeaving = "expert-leaving"
    case context
    case groupPotential = "group-potential"

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .metCell: ("ideal level reached, with evidence", "已达理想水平，有证据")
      case .largeGap: ("among the largest gaps", "属于最大的差距")
      case .blindSpot: ("no knowledge where it is needed", "需要之处没有知识")
      case .thinSpot: ("hangs on one asset or one person", "仅靠一项资产或一人")
      case .assetAtRisk: ("high risk of loss", "流失风险高")
      case .expertLeaving: ("expert likely to leave", "专家可能离开")
      case .context: ("issue of the context", "环境因素")
      case .groupPotential: ("potential of a customer group", "客户群潜力")
      }
    }
  }

  /// One entry with where it comes from.
  public struct Entry: Equatable, Sendable {
    public var quadrant: Quadrant
    public var ground: Ground
    /// The method and version of the result, or `context` and `customer-groups` for what was put in.
    public var result: String
    /// The cell, asset, expert, issue or group in that result.
    public var element: String
    /// What the entries of one ground are ordered by: weighted gap, risk, total, amount.
    public var size: Double?
    /// In byte order; of strengths only.
    public var evidence: [String]
    /// Names the entry for ever: `gap-analysis/1#cell`.
    public var id: String { "\(result)#\(element)" }
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By quadrant and ground; then the largest first, equals by element.
    public var entries: [Entry]
    /// Cells that are met but not proven, and so no strengths, in byte order.
    public var unproven: [String]

    public func entries(_ quadrant: Quadrant) -> [Entry] { entries.filter { $0.quadrant == quadrant } }
  }

  /// The entries, or everything that is wrong with the input.
  public static func run(_ sources: Sources) throws(MethodError) -> Outcome {
    try check(sources)
    var entries: [Entry] = []
    var unproven: [String] = []
    func add(
      _ quadrant: Quadrant, _ ground: Ground, _ result: String, _ element: String, _ size: Double? = nil
    ) {
      let evidence = quadrant == .strength ? Set(sources.evidence[element] ?? []).inByteOrder() : []
      entries.append(
        Entry(
          quadrant: quadrant, ground: ground, result: result, element: element, size: size, evidence: evidence
        ))
    }
    if let gaps = sources.gaps {
      for cell in gaps.cells {
        if cell.band == .a { add(.weakness, .largeGap, gaps.method, cell.id, cell.weightedGap) }
        guard cell.status == .met || cell.status == .surplus else { continue }
        if sources.evidence[cell.id]?.isEmpty ?? true {
          unproven.append(cell.id)
        } else {
          add(.strength, .metCell, gaps.method, cell.id, cell.weight)
        }
      }
    }
    if let register = sources.register {
      for cell in register.blind { add(.weakness, .blindSpot, register.method, cell) }
      for cell in register.thin { add(.weakness, .thinSpot, register.method, cell) }
      for asset in register.assets where asset.band.map(sources.riskBands.contains) ?? false {
        add(.weakness, .assetAtRisk, register.method, asset.id, asset.size)
      }
    }
    if let leaving = sources.leaving {
      for expert in leaving.experts where expert.band.map(sources.leavingBands.contains) ?? false {
        add(.weakness, .expertLeaving, leaving.method, expert.id, expert.size)
      }
    }
    for issue in sources.context {
      add(issue.isFavourable ? .opportunity : .threat, .context, "context", issue.id)
    }
    for potential in sources.potentials where potential.amount != 0 {
      add(
        potential.amount > 0 ? .opportunity : .threat, .groupPotential, "customer-groups", potential.group,
        potential.amount.magnitude)
    }
    entries.sort(by: precedes)
    return Outcome(
      basis: Basis(
        n: entries.count, missing: unproven.count, notApplicable: 0, parameters: sources.settings,
        methodVersion: version, warnings: unproven.isEmpty ? [] : [.unprovenCells(unproven.count)]),
      entries: entries, unproven: unproven.inByteOrder())
  }

  private static func precedes(_ one: Entry, _ other: Entry) -> Bool {
    let (first, second) = (place(one), place(other))
    if first != second { return first < second }
    let (size, otherSize) = (one.size ?? 0, other.size ?? 0)
    return size != otherSize ? size > otherSize : AuditMethods.precedes(one.element, other.element)
  }

  private static func place(_ entry: Entry) -> (Int, Int) {
    (
      Quadrant.allCases.firstIndex(of: entry.quadrant) ?? 0, Ground.allCases.firstIndex(of: entry.ground) ?? 0
    )
  }

  private static func check(_ sources: Sources) throws(MethodError) {
    var faults = FaultList()
    faults.checkIDs(sources.context.lazy.map(\.id))
    faults.checkIDs(sources.potentials.lazy.map(\.group))
    for potential in sources.potentials {
      faults.check(potential.amount, in: -1e18...1e18, potential.group, "amount")
    }
    if let gaps = sources.gaps {
      let cells = Set(gaps.cells.map(\.id)).union(gaps.notRequired)
      for cell in sources.evidence.keys.inByteOrder() { faults.check(cell, among: cells, cell, "evidence") }
    }
    try faults.throwIfAny()
  }
}

extension StrengthsAndWeaknesses.Sources {
  fileprivate var settings: [NamedValue] {
    let results = [gaps?.method, register?.method, leaving?.method].compactMap(\.self)
    return [
      NamedValue("drawn_from", results.isEmpty ? "none" : results.joined(separator: ", ")),
      NamedValue("risk_bands", riskBands.joined(separator: ", ")),
      NamedValue("leaving_bands", leavingBands.joined(separator: ", ")),
    ]
  }
}

extension Remark {
  fileprivate static func unprovenCells(_ count: Int) -> Remark {
    Remark(
      "unproven-cells",
      english: "\(count) cells are met, but without evidence, and are not listed as strengths",
      chinese: "有 \(count) 个单元已达到理想水平但没有证据，未列为优势")
  }
}
