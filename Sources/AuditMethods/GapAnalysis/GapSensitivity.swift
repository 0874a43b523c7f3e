extension GapAnalysis {
  /// How firm the order of the gaps is when the weights along the axes change. Cells without a gap, or not assessed, are
  /// left out.
  public static func sensitivity(
    _ input: GapInput, _ parameters: GapParameters,
    _ settings: SensitivityParameters = SensitivityParameters()
  ) throws(MethodError) -> SensitivityResult {
    try sensitivity(of: try run(input, parameters), input, settings)
  }

  /// The same of a result that is there.
  public static func sensitivity(
    of result: GapResult, _ input: GapInput, _ settings: SensitivityParameters = SensitivityParameters()
  ) throws(MethodError) -> SensitivityResult {
    let places = input.axes.map { axis in
      Dictionary(zip(axis.keys, axis.keys.indices), uniquingKeysWith: { first, _ in first })
    }
    let cells = result.cells.filter { $0.status == .gap }
    let gaps = cells.map { cell in
      (
        places: zip(cell.keys, places).map { key, places in places[key] ?? 0 },
        size: cell.score?.normalisedGap ?? 0
      )
    }
    var firmness = try RankingSensitivity.run(
      ids: cells.map(\.id), axes: input.axes, settings, missing: result.basis.missing
    ) { weights in
      gaps.map { gap in zip(gap.places, weights).reduce(gap.size) { $0 * $1.1[$1.0] } }
    }
    firmness.basis.notApplicable =
      result.cells.count - result.basis.missing - cells.count + result.notRequired.count
    return firmness
  }
}

extension Remark {
  /// There are more gaps and weights than the order is worked out for anew.
  public static let orderNotTried = Remark(
    "order-not-tried", english: "how firm the order of the gaps is was not tried: there are too many of them",
    chinese: "差距过多，未检验其排序的稳健性")
}
