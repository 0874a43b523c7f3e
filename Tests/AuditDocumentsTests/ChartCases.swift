import AuditCore

@testable import AuditDocuments

/// Charts of usual and of odd data, by name.
enum ChartCases {
  static let english = ChartWords(wording: Wording(language: .english))
  static let chinese = ChartWords(wording: Wording(language: .chinese))
  static let hostile = "</svg><script>alert(1)</script> \"&amp;\" \u{0}\u{FFFE}\u{202E}"

  static let all: [(name: String, words: ChartWords, chart: any Chart)] = [
    ("levels-class", english, classes(english: true)), ("levels-class-zh", chinese, classes(english: false)),
    ("levels-stage-zh", chinese, stages),
    ("levels-eight-long", english, levels(8, "Knowledge of a rather long name")),
    ("levels-three", english, levels(3, "Key")), ("levels-one", english, levels(1, "Only")),
    ("levels-two-zh", chinese, levels(2, "甲类知识")), ("levels-thirty", english, levels(30, "Key")),
    ("levels-unassessed", english, unassessed),
    ("levels-none", english, LevelChart(title: "By class", pairs: [], scale: 0...5)),
    ("levels-no-level", chinese, LevelChart(title: "按类别", pairs: [.init(label: "甲")], scale: 0...5)),
    ("levels-equal", english, equal), ("levels-outside", english, outside),
    ("levels-hostile", english, levels(4, hostile)),
    ("heat-usual", english, heat(english: true)), ("heat-usual-zh", chinese, heat(english: false)),
    ("heat-one", english, grid(1, 1) { _, _ in .gap(0.5, isPartial: false) }),
    ("heat-all-met", english, grid(4, 4) { _, _ in .gap(0, isPartial: false) }),
    ("heat-none-assessed-zh", chinese, grid(3, 3) { _, _ in .notAssessed }),
    ("heat-nothing-required", english, grid(3, 3) { _, _ in .notRequired }),
    ("heat-empty", chinese, grid(0, 0) { _, _ in .notRequired }),
    ("heat-twelve-by-thirty", english, grid(12, 30, cell: cycle)),
    ("heat-thirty-square-zh", chinese, grid(30, 30, "知识类别名称较长的一项", cell: cycle)),
    ("heat-long-scale", english, grid(4, 4, scale: 0...100, cell: cycle)),
    ("heat-hostile", english, grid(2, 2, hostile, cell: cycle)),
    ("whale-usual", english, whale), ("whale-usual-zh", chinese, whale),
    ("whale-nobody-below", english, flat), ("whale-one", english, whale(of: [50])),
    ("whale-all-equal", english, whale(of: Array(repeating: 10, count: 5))),
    ("whale-huge-peak", english, whale(of: [900, 100, 50, -400, -630])),
    ("whale-negative-total", english, whale(of: [10, -30])),
    ("whale-no-total-zh", chinese, whale(of: [0, 0])), ("whale-no-customers", english, whale(of: [])),
  ]

  // MARK: Levels

  private static func classes(english: Bool) -> LevelChart {
    let labels =
      english
      ? [
        "Knowledge about customers", "Knowledge customers need", "Knowledge from customers",
        "Co-created knowledge",
      ]
      : ["有关客户的知识", "客户需要的知识", "来自于客户的知识", "合作创造的知识"]
    let levels = [(2.5, 4.3), (2.6, 3.3), (1.5, 4.0), (1.25, 3.2)]
    return LevelChart(
      title: english ? "By class of knowledge" : "按知识类别",
      pairs: zip(labels, levels).map { .init(label: $0, current: $1.0, ideal: $1.1) }, scale: 0...5)
  }

  private static let stages = LevelChart(
    title: "按生命周期环节",
    pairs: zip(["获取", "保存", "转移", "提供", "共享", "合作开发", "应用"], [2.9, 2.3, 2.6, 2.8, 1.3, 4, 1.6]).map {
      .init(label: $0, current: $1, ideal: 4)
    }, scale: 0...5)

  static func levels(_ count: Int, _ label: String) -> LevelChart {
    LevelChart(
      title: label,
      pairs: (0..<count).map {
        .init(label: "\(label) \($0 + 1)", current: Double($0 % 5), ideal: Double(2 + $0 % 4))
      }, scale: 0...5)
  }

  private static let unassessed = LevelChart(
    title: "By stage",
    pairs: [
      .init(label: "Acquire", current: 2, ideal: 4), .init(label: "Share"),
      .init(label: "Apply", current: 3, ideal: 3), .init(label: "Preserve", ideal: 5),
      .init(label: "Provide", current: 1, ideal: 2),
    ], scale: 0...5)

  private static let equal = LevelChart(
    title: "All alike", pairs: (1...5).map { .init(label: "Key \($0)", current: 3, ideal: 3) }, scale: 1...5)

  private static let outside = LevelChart(
    title: "Beyond the scale",
    pairs: [
      .init(label: "A", current: -3, ideal: 9), .init(label: "B", current: .nan, ideal: .infinity),
      .init(label: "C", current: 1, ideal: 2),
    ], scale: 0...5)

  // MARK: Gaps

  private static func heat(english: Bool) -> HeatMapChart {
    let needed: [[Double?]] = [
      [0, 0, nil, nil, 0.4, nil, 0.4], [nil, 0, 0, 0.2, 0.1, nil, nil], [0.2, 0.5, nil, nil, 0.6, nil, 0.8],
      [nil, 0.2, nil, nil, 0.4, 0.2, 1],
    ]
    let cells = needed.enumerated().map { row, gaps in
      gaps.enumerated().map { column, gap -> HeatMapChart.Cell in
        if row == 1, column == 4 { return .notAssessed }
        return gap.map { .gap($0, isPartial: row == 3 && column == 5) } ?? .notRequired
      }
    }
    return HeatMapChart(
      title: english ? "Most valuable customers" : "最有价值客户",
      rows: classes(english: english).pairs.map(\.label),
      columns: english
        ? ["Acquire", "Preserve", "Transfer", "Provide", "Share", "Co-develop", "Apply"]
        : stages.pairs.map(\.label), cells: cells, scale: 0...5)
  }

  private static func cycle(_ row: Int, _ column: Int) -> HeatMapChart.Cell {
    switch (row + 3 * column) % 8 {
    case 6: .notRequired
    case 7: .notAssessed
    case let step: .gap(Double(step) / 5, isPartial: row == 1 && column == 0)
    }
  }

  static func grid(
    _ rows: Int, _ columns: Int, _ label: String = "Key", scale: ClosedRange<Int> = 0...5,
    cell: (Int, Int) -> HeatMapChart.Cell
  ) -> HeatMapChart {
    HeatMapChart(
      title: label, rows: (0..<rows).map { "\(label) \($0 + 1)" },
      columns: (0..<columns).map { "\(label) \($0 + 1)" },
      cells: (0..<rows).map { row in (0..<columns).map { cell(row, $0) } }, scale: scale)
  }

  // MARK: Whales

  static let whale = WhaleChart(
    title: "Where the contribution comes from",
    steps: (1...100).map { step in
      let part = Double(step) / 100
      return .init(
        customers: step * 20, percent: 163 * (1 - (1 - part) * (1 - part)) - 63 * part * part * part)
    }, customers: 2000, customersAtPeak: 1420, peakPercent: 126.6, belowZero: 580)

  private static let flat = WhaleChart(
    title: "Where the contribution comes from",
    steps: [.init(customers: 1, percent: 80), .init(customers: 4, percent: 100)],
    customers: 4, customersAtPeak: 4, peakPercent: 100, belowZero: 0)

  /// The curve of contributions, which stand in order.
  static func whale(of contributions: [Double]) -> WhaleChart {
    let total = contributions.reduce(0, +)
    var sum = 0.0
    let sums = contributions.map { value in
      sum += value
      return sum
    }
    let peak = sums.max() ?? 0
    return WhaleChart(
      title: "Where the contribution comes from",
      steps: total > 0 ? sums.enumerated().map { .init(customers: $0 + 1, percent: 100 * $1 / total) } : [],
      customers: contributions.count, customersAtPeak: (sums.firstIndex(of: peak) ?? -1) + 1,
      peakPercent: total > 0 ? 100 * peak / total : nil, belowZero: contributions.count { $0 < 0 })
  }
}
