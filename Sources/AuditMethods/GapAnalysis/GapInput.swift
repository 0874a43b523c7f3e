/// What a gap analysis works on: the axes that divide the subject, and the cells with their levels.
public struct GapInput: Equatable, Sendable {
  /// One to any number of axes; the product of the weights along them is a cell's weight.
  public var axes: [Axis]
  public var cells: [GapCell]

  public init(axes: [Axis], cells: [GapCell]) {
    self.axes = axes
    self.cells = cells
  }
}

/// One place where knowledge is needed, with its current and its ideal level.
public struct GapCell: Equatable, Sendable {
  public var id: String
  /// One key for each axis, in the order of the axes.
  public var keys: [String]
  /// The current level by each rater; nil stands for a rater who has not answered.
  public var current: [Double?]
  /// The ideal level by each rater; without any, the cell is not required.
  public var ideal: [Double?]
  /// How pressing the gap is, above 0.
  public var urgency: Double?
  /// How much it costs to close the gap, above 0.
  public var effort: Double?

  public init(
    id: String, keys: [String], current: [Double?], ideal: [Double?], urgency: Double? = nil,
    effort: Double? = nil
  ) {
    self.id = id
    self.keys = keys
    self.current = current
    self.ideal = ideal
    self.urgency = urgency
    self.effort = effort
  }

  /// A cell with one rating, or none, on each side.
  public init(id: String, keys: [String], current: Double?, ideal: Double?) {
    self.init(id: id, keys: keys, current: [current], ideal: [ideal])
  }
}

/// The settings of a gap analysis.
public struct GapParameters: Equatable, Sendable {
  /// The lowest level of the scale.
  public var minimum: Double
  /// The highest level of the scale.
  public var maximum: Double
  /// How the ratings of several raters become one level; default: their mean.
  public var combination: Combination
  /// Where bands A and B end; default: 80 % and 95 % of the total weighted gap.
  public var bands: BandLimits
  /// Which axes the heat map shows; nil for the first two, with one map for each key of the third.
  public var heatMap: HeatMapAxes?

  public enum Combination: String, CaseIterable, Sendable { case mean, median }

  public init(
    minimum: Double, maximum: Double, combination: Combination = .mean, bands: BandLimits = BandLimits(),
    heatMap: HeatMapAxes? = nil
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.combination = combination
    self.bands = bands
    self.heatMap = heatMap
  }
}

/// The axes of a heat map by name; axes not named are averaged over.
public struct HeatMapAxes: Equatable, Sendable {
  public var rows: String
  public var columns: String
  /// The axis that gives one map for each of its keys; nil for a single map.
  public var each: String?

  public init(rows: String, columns: String, each: String? = nil) {
    self.rows = rows
    self.columns = columns
    self.each = each
  }
}

extension GapInput {
  func check(_ parameters: GapParameters, _ faults: inout FaultList) {
    checkParameters(parameters, &faults)
    faults.checkIDs(cells.map(\.id))
    let declared = axes.map { Set($0.keys) }
    var places: [[String]: String] = [:]
    for cell in cells {
      checkPlace(of: cell, declared, &places, &faults)
      guard parameters.minimum < parameters.maximum else { continue }
      let scale = parameters.minimum...parameters.maximum
      for level in cell.current { faults.check(level, in: scale, cell.id, "current") }
      for level in cell.ideal { faults.check(level, in: scale, cell.id, "ideal") }
      faults.checkAboveZero(cell.urgency, cell.id, "urgency")
      faults.checkAboveZero(cell.effort, cell.id, "effort")
    }
  }

  private func checkParameters(_ parameters: GapParameters, _ faults: inout FaultList) {
    let (minimum, maximum) = (parameters.minimum, parameters.maximum)
    if !(minimum >= -1e9 && maximum <= 1e9 && minimum < maximum) {
      faults.add(
        nil, "scale", found: "\(numeral(minimum)) to \(numeral(maximum))",
        expected: "a lowest level below the highest, up to a thousand million")
    }
    parameters.bands.check(&faults)
    if axes.isEmpty { faults.add(nil, "axes", found: "empty", expected: "at least one axis") }
    let names = axes.map(\.name)
    if Set(names).count < names.count {
      faults.add(nil, "axes", found: names.joined(separator: ", "), expected: "each name once")
    }
    guard let heatMap = parameters.heatMap else { return }
    let wanted = [heatMap.rows, heatMap.columns] + (heatMap.each.map { [$0] } ?? [])
    for name in wanted where !names.contains(name) {
      faults.add(nil, "heat_map", found: "`\(name)`", expected: "one of \(names.joined(separator: ", "))")
    }
    if Set(wanted).count < wanted.count {
      faults.add(nil, "heat_map", found: wanted.joined(separator: ", "), expected: "different axes")
    }
  }

  private func checkPlace(
    of cell: GapCell, _ declared: [Set<String>], _ places: inout [[String]: String],
    _ faults: inout FaultList
  ) {
    guard cell.keys.count == axes.count else {
      faults.add(
        cell.id, "keys", found: "\(cell.keys.count) keys", expected: "\(axes.count), one for each axis")
      return
    }
    for (index, key) in cell.keys.enumerated() where !declared[index].contains(key) {
      faults.add(
        cell.id, axes[index].name, found: "`\(key)`",
        expected: "one of \(axes[index].keys.joined(separator: ", "))")
    }
    if let first = places.updateValue(cell.id, forKey: cell.keys) {
      faults.add(
        cell.id, "keys", found: cell.keys.joined(separator: ", "),
        expected: "a place that `\(first)` does not hold")
    }
  }
}
