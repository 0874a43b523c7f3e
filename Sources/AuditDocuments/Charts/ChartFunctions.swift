import AuditCore
import CEL
import Template

/// The functions by which a template places a chart. They take the results of analyses as these are declared, so that
/// a wrong argument is found before anything is drawn.
enum ChartFunctions {
  static func all(_ wording: Wording) -> [Function] {
    let words = ChartWords(wording: wording)
    let labels = CELType.map(.string, .string)
    var functions: [Function] = []
    if let row = result("gap_analysis", "roll_ups", "rows") {
      functions.append(
        Function("radar", [.string, .list(row), labels, .int, .int], result: Markup.type) {
          (values) throws(EvaluationError) in
          show(radar(values), words)
        })
    }
    if let map = result("gap_analysis", "heat_maps") {
      functions.append(
        Function("heat_map", [.string, map, labels, labels, .int, .int], result: Markup.type) {
          (values) throws(EvaluationError) in
          show(heatMap(values), words)
        })
    }
    if let curve = result("customer_classification", "whale_curve") {
      functions.append(
        Function("whale_curve", [.string, curve], result: Markup.type) { (values) throws(EvaluationError) in
          show(whale(values), words)
        })
    }
    return functions
  }

  /// The declared type of a part of a method's result; of a list, that of its rows.
  private static func result(_ method: String, _ path: String...) -> CELType? {
    path.reduce(AnalysisMethod.named(method)?.result) { type, name in
      guard case .object(let shape)? = type, let index = shape.index(of: name) else { return nil }
      if case .list(let row) = shape.fields[index].type { return row }
      return shape.fields[index].type
    }
  }

  /// The chart as a figure, or what there is to say instead.
  private static func show(_ chart: some Chart, _ words: ChartWords) -> CELValue {
    Markup.figure(
      type(of: chart).kind, alternative: chart.alternative(words), drawing: chart.svg(words))
  }

  // MARK: From values to charts

  private static func radar(_ values: [CELValue]) -> LevelChart {
    let pairs = values[1].items.filter { ($0["scored"]?.whole ?? 0) + ($0["not_assessed"]?.whole ?? 0) > 0 }
      .map { row in
        LevelChart.Pair(
          label: label(row["key"]?.text, in: values[2]), current: row["mean_current"]?.number,
          ideal: row["mean_ideal"]?.number)
      }
    return LevelChart(title: values[0].text ?? "", pairs: pairs, scale: scale(values[3], values[4]))
  }

  private static func heatMap(_ values: [CELValue]) -> HeatMapChart {
    let map = values[1]
    let rows = map["rows"]?.items ?? []
    return HeatMapChart(
      title: values[0].text ?? "", rows: rows.map { label($0["key"]?.text, in: values[2]) },
      columns: (map["column_keys"]?.items ?? []).map { label($0.text, in: values[3]) },
      cells: rows.map { ($0["cells"]?.items ?? []).map(cell) }, scale: scale(values[4], values[5]))
  }

  private static func cell(_ value: CELValue) -> HeatMapChart.Cell {
    let unassessed = value["not_assessed"]?.whole ?? 0
    if let gap = value["mean_normalised_gap"]?.number { return .gap(gap, isPartial: unassessed > 0) }
    return unassessed > 0 ? .notAssessed : .notRequired
  }

  private static func whale(_ values: [CELValue]) -> WhaleChart {
    let curve = values[1]
    let steps = (curve["points"]?.items ?? []).compactMap { point in
      point["percent"]?.number.map { WhaleChart.Step(customers: point["customers"]?.whole ?? 0, percent: $0) }
    }
    return WhaleChart(
      title: values[0].text ?? "", steps: steps, customers: curve["customers"]?.whole ?? 0,
      customersAtPeak: curve["customers_at_peak"]?.whole ?? 0, peakPercent: curve["peak_percent"]?.number,
      belowZero: curve["below_zero"]?.whole ?? 0)
  }

  private static func label(_ key: String?, in labels: CELValue) -> String {
    guard let key else { return "" }
    guard case .map(let map) = labels, let index = map.keys.firstIndex(of: .string(key)) else { return key }
    return map.values[index].text ?? key
  }

  private static func scale(_ low: CELValue, _ high: CELValue) -> ClosedRange<Int> {
    // No scale is longer; what a template says may be.
    let ends = [low, high].map { min(max($0.whole ?? 0, -1_000_000), 1_000_000) }
    return ends[0]...max(ends[0], ends[1])
  }
}

extension CELValue {
  fileprivate var items: [CELValue] { if case .list(let items) = self { items } else { [] } }
  fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
  fileprivate var whole: Int? { if case .int(let whole) = self { Int(clamping: whole) } else { nil } }
  fileprivate var number: Double? {
    switch self {
    case .double(let number): number.isFinite ? number : nil
    case .int(let whole): Double(whole)
    default: nil
    }
  }

  fileprivate subscript(field: String) -> CELValue? {
    guard case .object(let object) = self, let index = object.shape.index(of: field) else { return nil }
    return object[index]
  }
}
