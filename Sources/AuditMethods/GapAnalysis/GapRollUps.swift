extension GapAnalysis {
  /// The gaps by each key of each axis.
  static func rollUps(_ cells: [GapCellResult], _ axes: [Axis], total: Double) -> [AxisRollUp] {
    axes.enumerated().map { index, axis in
      let groups = Dictionary(grouping: cells) { $0.keys[index] }
      return AxisRollUp(axis: axis.name, rows: axis.keys.map { rollUp($0, groups[$0] ?? [], total: total) })
    }
  }

  private static func rollUp(_ key: String, _ cells: [GapCellResult], total: Double) -> KeyRollUp {
    let tally = Tally(cells)
    return KeyRollUp(
      key: key, scored: tally.scored, notAssessed: tally.notAssessed, weight: tally.weight,
      weightedGap: tally.weightedGap, meanNormalisedGap: tally.mean(tally.weightedGap),
      shareOfGap: total > 0 ? tally.weightedGap / total : 0, meanCurrent: tally.mean(tally.weightedCurrent),
      meanIdeal: tally.mean(tally.weightedIdeal))
  }

  /// The maps asked for; by default the first two axes, one map for each key of the third.
  static func heatMaps(_ cells: [GapCellResult], _ axes: [Axis], _ wanted: HeatMapAxes?) -> [HeatMap] {
    let names = axes.map(\.name)
    let chosen: (rows: Int?, columns: Int?, each: Int?)
    if let wanted {
      chosen = (
        names.firstIndex(of: wanted.rows), names.firstIndex(of: wanted.columns),
        wanted.each.flatMap { names.firstIndex(of: $0) }
      )
    } else {
      chosen = (axes.indices.first, axes.indices.dropFirst().first, axes.indices.dropFirst(2).first)
    }
    guard let rows = chosen.rows, let columns = chosen.columns else { return [] }
    guard let each = chosen.each else { return [heatMap(cells, axes[rows], rows, axes[columns], columns)] }
    let slices = Dictionary(grouping: cells) { $0.keys[each] }
    return axes[each].keys.map { key in
      var map = heatMap(slices[key] ?? [], axes[rows], rows, axes[columns], columns)
      map.sliceAxis = axes[each].name
      map.sliceKey = key
      return map
    }
  }

  private static func heatMap(
    _ cells: [GapCellResult], _ rowAxis: Axis, _ row: Int, _ columnAxis: Axis, _ column: Int
  ) -> HeatMap {
    let groups = Dictionary(grouping: cells) { [$0.keys[row], $0.keys[column]] }
    let table = rowAxis.keys.map { rowKey in
      columnAxis.keys.map { columnKey in
        let tally = Tally(groups[[rowKey, columnKey]] ?? [])
        return HeatMapCell(
          scored: tally.scored, notAssessed: tally.notAssessed,
          meanNormalisedGap: tally.scored + tally.notAssessed == 0
            ? .undefined(.nothingRequired) : tally.mean(tally.weightedGap))
      }
    }
    return HeatMap(
      rowAxis: rowAxis.name, columnAxis: columnAxis.name, rowKeys: rowAxis.keys,
      columnKeys: columnAxis.keys, cells: table)
  }
}

/// The sums over some cells, taken in the order of the result, so that the same cells give the same digits.
private struct Tally {
  var scored = 0
  var notAssessed = 0
  var weight = 0.0
  var weightedGap = 0.0
  var weightedCurrent = 0.0
  var weightedIdeal = 0.0

  init(_ cells: [GapCellResult]) {
    for cell in cells {
      guard let score = cell.score, let current = cell.current else {
        notAssessed += 1
        continue
      }
      scored += 1
      weight += cell.weight
      weightedGap += score.weightedGap
      weightedCurrent += cell.weight * current
      weightedIdeal += cell.weight * cell.ideal
    }
  }

  func mean(_ sum: Double) -> Figure { .ratio(sum, of: weight, otherwise: .nothingScored) }
}
