import AuditMethods

extension AnalysisMethod {
  /// Response capability as expertise and speed: method catalogue, section 9.
  static let responseCapability = AnalysisMethod(
    name: "response_capability", version: ResponseCapability.version,
    summary:
      "How well units respond to customers: with expertise and with speed, of which neither makes up for the other.",
    parameters: [
      Parameter(
        "expertise", .columns(.number), required: true, "The items on which the expertise of a unit is rated."
      ),
      Parameter(
        "speed", .columns(.number), or: ["median", "time"],
        "The items on which its speed is rated, where times are not known."),
      Parameter(
        "median", .column(.number), or: ["time"], with: ["target"],
        "The median time until an answer, in the unit of the target."),
      Parameter(
        "ninetieth", .column(.number), with: ["median"], "The time within which nine of ten are answered."),
      Parameter("target", .column(.number), "The time within which an answer is wanted."),
      Parameter(
        "unit", .column(.text), in: .table("cases"), with: ["time"],
        "The unit that a case belongs to, by its key."
      ),
      Parameter(
        "time", .column(.number), in: .table("cases"), with: ["unit", "target"],
        "How long the answer took; empty for a case that was never answered."),
      Parameter("minimum", .number, "The lowest level of the items, where the fields do not say it; else 1."),
      Parameter(
        "maximum", .number, "The highest level of the items, where the fields do not say it; else 7."),
      Parameter(
        "expert_from", .within(0...1), "From which expertise on a unit is expert; without it 0.6."),
      Parameter("fast_from", .within(0...1), "From which speed on a unit is fast; without it 0.8."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let units = try inputs.respondingUnits()
    var parameters = ResponseCapability.Parameters(scale: try inputs.itemScale())
    if let from = inputs.number("expert_from") { parameters.expertFrom = from }
    if let from = inputs.number("fast_from") { parameters.fastFrom = from }
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      var outcome = try ResponseCapability.run(units, parameters)
      let items = (inputs.columns("expertise") ?? []) + (inputs.columns("speed") ?? [])
      outcome.basis.excuse(
        inputs.excused(outcome.rows.filter { $0.capability.value == nil }.map(\.unit), items))
      return outcome
    }
  }
}

extension AnalysisInputs {
  fileprivate func respondingUnits() throws(AnalysisFailure) -> [ResponseCapability.Unit] {
    guard let expertise = columns("expertise"), let first = expertise.first else {
      throw AnalysisFailure("argument `expertise` is missing")
    }
    let entries = entries(first)
    let scale = try itemScale()
    var faults = CellFaults()
    for entry in entries {
      for column in expertise + (columns("speed") ?? []) {
        guard let level = number(entry, column), !scale.contains(level) else { continue }
        faults.add(
          Self.key(entry), name(of: column), found: numeral(level),
          expected: "a number from \(numeral(scale.lowerBound)) to \(numeral(scale.upperBound))")
      }
    }
    try faults.throwIfAny()
    let speed = try speed(of: entries)
    return entries.map { entry in
      ResponseCapability.Unit(
        id: Self.key(entry),
        expertise: expertise.filter { !isNotApplicable(entry, $0) }.map { number(entry, $0) },
        speed: speed(entry))
    }
  }

  /// How the speed of a unit is known.
  private func speed(
    of units: [Entry]
  ) throws(AnalysisFailure) -> (Entry) -> ResponseCapability.Speed {
    if let items = columns("speed") {
      return { entry in .items(items.map { number(entry, $0) }) }
    }
    let target = try requiredColumn("target")
    if let time = column("time") {
      let times = try times(time, of: Set(units.map(Self.key)))
      return { entry in .times(times[Self.key(entry)] ?? [], target: number(entry, target)) }
    }
    let (median, ninetieth) = (try requiredColumn("median"), column("ninetieth"))
    return { entry in
      .summary(
        median: number(entry, median), ninetieth: number(entry, ninetieth), target: number(entry, target))
    }
  }

  /// The time of each case by unit. Cases of units that are not there are told.
  private func times(_ time: Column, of units: Set<String>) throws(AnalysisFailure) -> [String: [Double?]] {
    let unit = try requiredColumn("unit")
    var times: [String: [Double?]] = [:]
    var faults = CellFaults()
    for entry in entries(time) {
      let name = text(entry, unit) ?? ""
      let given = number(entry, time)
      times[name, default: []].append(given)
      if let given, given < 0 {
        faults.add(Self.key(entry), "time", found: numeral(given), expected: "a number from 0 up")
      }
      if !units.contains(name) {
        faults.add(
          Self.key(entry), "unit", found: name.isEmpty ? "empty" : "`\(name)`", expected: "one of the units")
      }
    }
    try faults.throwIfAny()
    return times
  }

  /// The scale that the items have, or 1 to 7.
  fileprivate func itemScale() throws(AnalysisFailure) -> ClosedRange<Double> {
    let items = (columns("expertise") ?? []) + (columns("speed") ?? [])
    if let scale = try scale(of: items) { return scale }
    let (low, high) = (number("minimum") ?? 1, number("maximum") ?? 7)
    guard low < high else { throw AnalysisFailure("the scale ends at \(high), but begins at \(low)") }
    return low...high
  }
}

private let resultLayout = Layout<ResponseCapability.Outcome>(
  "response_capability result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("responding_units", unitLayout) { $0.rows },
    Layout.rows("quadrants", quadrantLayout) { outcome in
      outcome.quadrants.map { QuadrantUnits(quadrant: $0.quadrant, units: $0.units) }
    },
  ])

private let unitLayout = Layout<ResponseCapability.Row>(
  "responding unit",
  [
    Layout.text("responding_unit") { $0.unit }, Layout.figure("capability") { $0.capability },
    Layout.whole("rank") { $0.rank }, Layout.figure("expertise") { $0.expertise },
    Layout.figure("speed") { $0.speed }, Layout.figure("weaker_part") { $0.weakest },
    Layout.text("quadrant") { $0.quadrant?.rawValue }, Layout.whole("n") { $0.n },
    Layout.whole("missing") { $0.missing }, Layout.ifAny("median") { $0.times?.median },
    Layout.ifAny("ninetieth") { $0.times?.ninetieth }, Layout.number("target") { $0.times?.target },
    Layout.whole("answered_cases") { $0.times?.answered },
    Layout.whole("unanswered_cases") { $0.times?.unanswered?.count },
    Layout.ifAny("unanswered_share") { $0.times?.unanswered?.share },
  ])

private struct QuadrantUnits {
  let quadrant: ResponseCapability.Quadrant
  let units: [String]
}

private let quadrantLayout = Layout<QuadrantUnits>(
  "response quadrant",
  [
    Layout.text("quadrant") { $0.quadrant.rawValue }, Layout.text("en") { $0.quadrant.english },
    Layout.text("zh") { $0.quadrant.chinese }, Layout.texts("members") { $0.units },
  ])
