import AuditMethods

extension AnalysisMethod {
  /// Indicators before and after: method catalogue, section 8.
  static let beforeAfter = AnalysisMethod(
    name: "before_after", version: BeforeAfter.version,
    summary: "How indicators changed, and how far they are on the way to their targets.",
    parameters: [
      Parameter("before", .column(.number), required: true, "The value before."),
      Parameter("after", .column(.number), required: true, "The value after."),
      Parameter(
        "direction", .column(.word(BeforeAfter.Direction.allCases.map(\.rawValue))), required: true,
        "Whether more is better (`up`) or less (`down`)."),
      Parameter(
        "set", .column(.text), "The set that an indicator belongs to, such as `measurable` or `soft`."),
      Parameter("target", .column(.number), "The value that is aimed at."),
      Parameter("weight", .column(.number), "How much it counts."),
      Parameter("unit", .column(.text), "The unit of its values."),
      Parameter("period", .column(.text), "Between when and when it was measured."),
      Parameter("source", .column(.text), "Where its values are from."),
    ], result: changeLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let (indicators, others) = try inputs.indicators()
    let sets = Set(indicators.map(\.set))
    let usual = BeforeAfter.usualSets.filter(sets.contains)
    return try inputs.outcome(changeLayout) { () throws(MethodError) in
      var outcome = try BeforeAfter.run(indicators, sets: usual + sets.subtracting(usual).sorted())
      outcome.basis.notApplicable = others
      return outcome
    }
  }

  /// Maturity by dimension: method catalogue, section 7.
  static let maturityProfile = AnalysisMethod(
    name: "maturity_profile", version: MaturityProfile.version,
    summary: "How mature each dimension is managed, on five levels, and the lowest of them.",
    parameters: [
      Parameter("level", .column(.number), required: true, "The level of an item, 1 to 5."),
      Parameter("dimension", .column(.text), required: true, "What an item is about, such as `process`."),
      Parameter("part", .column(.text), "A part of the dimension that is shown by itself."),
    ], result: profileLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let level = try inputs.requiredColumn("level")
    let (dimension, part) = (try inputs.requiredColumn("dimension"), inputs.column("part"))
    var faults = CellFaults()
    let (entries, others) = inputs.concerned([level])
    let items = entries.map { entry in
      let about = inputs.text(entry, dimension)
      if about == nil {
        faults.add(AnalysisInputs.key(entry), "dimension", found: "empty", expected: "what the item is about")
      }
      return MaturityProfile.Item(
        id: AnalysisInputs.key(entry), dimension: about ?? "", part: inputs.text(entry, part),
        level: inputs.number(entry, level))
    }
    try faults.throwIfAny()
    // A dimension that is declared, but of which no item is there, is not assessed.
    let given = Set(items.map(\.dimension)).union(inputs.declaredKeys(dimension) ?? [])
    let usual = MaturityProfile.usualDimensions.filter(given.contains)
    return try inputs.outcome(profileLayout) { () throws(MethodError) in
      var outcome = try MaturityProfile.run(items, dimensions: usual + given.subtracting(usual).sorted())
      outcome.basis.notApplicable = others
      return outcome
    }
  }
}

extension AnalysisInputs {
  fileprivate func indicators() throws(AnalysisFailure) -> (indicators: [BeforeAfter.Indicator], others: Int)
  {
    let before = try requiredColumn("before")
    let (after, direction) = (try requiredColumn("after"), try requiredColumn("direction"))
    let (set, target, weight) = (column("set"), column("target"), column("weight"))
    let (unit, period, source) = (column("unit"), column("period"), column("source"))
    var indicators: [BeforeAfter.Indicator] = []
    var faults = CellFaults()
    let (entries, others) = concerned([before, after])
    for entry in entries {
      let given: BeforeAfter.Direction? = word(entry, "direction", &faults)
      if given == nil, text(entry, direction) == nil {
        faults.add(Self.key(entry), "direction", found: "empty", expected: "`up` (more is better) or `down`")
      }
      if set != nil, text(entry, set) == nil {
        faults.add(Self.key(entry), "set", found: "empty", expected: "the set that the indicator belongs to")
      }
      guard let given else { continue }
      indicators.append(
        BeforeAfter.Indicator(
          id: Self.key(entry), set: text(entry, set) ?? BeforeAfter.usualSets[0], direction: given,
          before: number(entry, before), after: number(entry, after), target: number(entry, target),
          weight: number(entry, weight), unit: text(entry, unit), period: text(entry, period),
          source: text(entry, source)))
    }
    try faults.throwIfAny()
    return (indicators, others)
  }
}

private let changeLayout = Layout<BeforeAfter.Outcome>(
  "before_after result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("sets", compositeLayout) { $0.sets },
    Layout.rows("changes", indicatorLayout) { $0.rows },
  ])

private let compositeLayout = Layout<BeforeAfter.Composite>(
  "indicator set",
  [
    Layout.text("set") { $0.set }, Layout.figure("progress") { $0.progress }, Layout.whole("n") { $0.n },
    Layout.texts("without") { $0.without }, Layout.whole("improved") { $0.improved },
    Layout.whole("unchanged") { $0.unchanged }, Layout.whole("worsened") { $0.worsened },
  ])

private let indicatorLayout = Layout<BeforeAfter.Row>(
  "indicator change",
  [
    Layout.text("id") { $0.indicator.id }, Layout.text("set") { $0.indicator.set },
    Layout.text("direction") { $0.indicator.direction.rawValue },
    Layout.text("measured_in") { $0.indicator.unit },
    Layout.text("period") { $0.indicator.period }, Layout.text("source") { $0.indicator.source },
    Layout.text("movement") { $0.movement.rawValue }, Layout.number("before") { $0.indicator.before },
    Layout.number("after") { $0.indicator.after }, Layout.number("target") { $0.indicator.target },
    Layout.figure("change") { $0.absolute }, Layout.figure("percent") { $0.percent },
    Layout.figure("progress") { $0.progress }, Layout.figure("counted_progress") { $0.clampedProgress },
    Layout.number("weight") { $0.indicator.weight }, Layout.flag("target_met") { $0.isTargetMet },
  ])

private let profileLayout = Layout<MaturityProfile.Outcome>(
  "maturity_profile result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("lowest_level") { $0.lowest },
    Layout.figure("mean") { $0.mean }, Layout.whole("reached_level") { $0.reached?.rawValue },
    Layout.text("reached_name") { $0.reached.map { "\($0)" } },
    Layout.texts("weakest") { $0.weakest }, Layout.rows("dimensions", dimensionLayout) { $0.dimensions },
  ])

private let dimensionLayout = Layout<MaturityProfile.Row>(
  "maturity dimension",
  [
    Layout.text("key") { $0.key }, Layout.figure("level") { $0.level },
    Layout.whole("reached_level") { $0.reached?.rawValue },
    Layout.text("reached_name") { $0.reached.map { "\($0)" } }, Layout.whole("n") { $0.n },
    Layout.texts("open") { $0.open }, Layout.rows("parts", partLayout) { $0.parts },
  ])

private let partLayout = Layout<MaturityProfile.Row>(
  "maturity part",
  [
    Layout.text("key") { $0.key }, Layout.figure("level") { $0.level },
    Layout.whole("reached_level") { $0.reached?.rawValue }, Layout.whole("n") { $0.n },
    Layout.texts("open") { $0.open },
  ])
