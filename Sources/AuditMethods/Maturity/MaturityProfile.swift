/// How mature the management of customer knowledge is, dimension by dimension, on five levels.
///
/// The level of a dimension is the mean of its items. Overall two figures stand side by side: the lowest dimension, because
/// a chain is as strong as its weakest link, and the mean as a profile. Method catalogue, section 7.
public enum MaturityProfile {
  public static let version = "maturity-profile/1"

  /// One statement with the level that describes the firm.
  public struct Item: Equatable, Sendable {
    public var id: String
    public var dimension: String
    /// A part of the dimension shown by itself, such as a stage of the lifecycle in the dimension of processes.
    public var part: String?
    /// 1 to 5, also between two levels when several have rated; nil: not assessed.
    public var level: Double?

    public init(id: String, dimension: String, part: String? = nil, level: Double?) {
      self.id = id
      self.dimension = dimension
      self.part = part
      self.level = level
    }
  }

  /// The five levels.
  public enum Level: Int, CaseIterable, Sendable {
    case aware = 1
    case repeatable, common, measured, improving

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .aware: ("aware", "有所意识")
      case .repeatable: ("local and repeatable", "局部可重复")
      case .common: ("common processes", "流程统一")
      case .measured: ("measured and adaptive", "可度量、能适应")
      case .improving: ("continuously improving", "持续改进")
      }
    }
  }

  /// The dimensions that are usual, in the order in which documents show them.
  public static let usualDimensions = ["strategy", "people", "process", "technology", "measurement"]

  /// A dimension, or a part of one.
  public struct Row: Equatable, Sendable {
    public var key: String
    /// The mean level of the assessed items.
    public var level: Figure
    /// The highest level that the mean reaches in full.
    public var reached: Level?
    public var n: Int
    /// Items not assessed, in byte order.
    public var open: [String]
    /// In byte order; empty for a part.
    public var parts: [Row]
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// In the order in which they are declared.
    public var dimensions: [Row]
    /// The level of the lowest dimension; undefined while a dimension is not assessed.
    public var lowest: Figure
    /// The level that all dimensions reach in full.
    public var reached: Level?
    /// The dimensions that hold the others back, of those assessed.
    public var weakest: [String]
    /// The mean of the dimensions that are assessed.
    public var mean: Figure
  }

  /// The profile, or everything that is wrong with the input.
  public static func run(
    _ items: [Item], dimensions: [String] = usualDimensions
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkDeclared(dimensions, "dimensions")
    faults.checkIDs(items.lazy.map(\.id))
    let declared = Set(dimensions)
    for item in items {
      faults.check(item.dimension, among: declared, item.id, "dimension")
      faults.check(item.level, in: 1...5, item.id, "level")
    }
    try faults.throwIfAny()
    let byDimension = Dictionary(grouping: items, by: \.dimension)
    let rows = dimensions.map { key in
      let own = byDimension[key] ?? []
      let parts = Dictionary(grouping: own.filter { $0.part != nil }, by: { $0.part ?? "" })
      var dimension = row(key, own)
      dimension.parts = parts.keys.inByteOrder().map { row($0, parts[$0] ?? []) }
      return dimension
    }
    let levels = rows.compactMap(\.level.value)
    let lowest = levels.min()
    let isComplete = levels.count == rows.count
    let open = rows.reduce(0) { $0 + $1.open.count }
    let bare = rows.filter { $0.level.value == nil }.map(\.key)
    var warnings: [Remark] = open > 0 ? [.openItems(open)] : []
    if !bare.isEmpty { warnings.append(.dimensionsWithoutLevel(bare)) }
    return Outcome(
      basis: Basis(
        n: items.count - open, missing: open, notApplicable: 0,
        parameters: [
          NamedValue("dimensions", dimensions.joined(separator: ", ")), NamedValue("scale", "1 to 5"),
        ],
        methodVersion: version, warnings: warnings),
      dimensions: rows,
      lowest: lowest.flatMap { isComplete ? .value($0) : nil } ?? .undefined(.notAllAssessed),
      reached: isComplete ? lowest.flatMap(reached) : nil,
      weakest: rows.filter { row in
        row.level.value.map { $0 <= (lowest ?? $0) + tieTolerance } ?? false
      }.map(\.key),
      mean: orderFreeMean(levels).map { .value($0) } ?? .undefined(.notAllAssessed))
  }

  private static func row(_ key: String, _ items: [Item]) -> Row {
    let level = orderFreeMean(items.compactMap(\.level))
    let open = items.filter { $0.level == nil }.map(\.id).inByteOrder()
    return Row(
      key: key, level: level.map { .value($0) } ?? .undefined(.notAllAssessed),
      reached: level.flatMap(reached),
      n: items.count - open.count, open: open, parts: [])
  }

  private static func reached(_ level: Double) -> Level? { Level(rawValue: Int(level + tieTolerance)) }
}

extension Remark {
  fileprivate static func dimensionsWithoutLevel(_ keys: [String]) -> Remark {
    Remark(
      "dimensions-without-level",
      english: "not assessed at all: \(keys.joined(separator: ", ")); the mean is of the other dimensions",
      chinese: "以下维度完全未评定：\(keys.joined(separator: "、"))；均值仅含其余维度")
  }
}
