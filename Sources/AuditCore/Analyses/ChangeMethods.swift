import AuditMethods

extension AnalysisMethod {
  /// Whether something has changed: method catalogue, section 5.5.
  static let changeTest = AnalysisMethod(
    name: "change_test", version: ChangeTest.version,
    summary: "Whether values of the same people, or shares, have changed by more than chance.",
    parameters: [
      Parameter(
        "before", .columns(.number), required: true,
        "The values before: one column, or one for each indicator."),
      Parameter(
        "after", .columns(.number), required: true, "The values after, in the same order as `before`."),
      Parameter(
        "indicator", .column(.text), isKey: true,
        "What was measured, where several indicators stand below each other."),
      Parameter("person", .column(.text), isKey: true, "Who was asked or measured."),
      Parameter(
        "before_of", .column(.number), with: ["after_of"],
        "Out of how many; with it `before` and `after` are counts, of which shares are compared."),
      Parameter("after_of", .column(.number), with: ["before_of"], "Out of how many after."),
      Parameter(
        "level", .within(0...1), "With how much confidence; without it 0.95."),
    ], result: changeLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let indicators = try inputs.measured()
    let level = inputs.number("level") ?? 0.95
    return try inputs.outcome(changeLayout) { () throws(MethodError) in
      var outcome = try ChangeTest.run(indicators, level: level)
      outcome.basis.notApplicable = inputs.pairsOfNobody
      return outcome
    }
  }
}

extension AnalysisInputs {
  fileprivate typealias Measured = (id: String, measured: ChangeTest.Measured)

  /// What is compared, indicator by indicator.
  fileprivate func measured() throws(AnalysisFailure) -> [Measured] {
    let (before, after) = (columns("before") ?? [], columns("after") ?? [])
    guard !before.isEmpty, before.count == after.count else {
      throw AnalysisFailure(
        "`before` names \(before.count) columns and `after` \(after.count): each value before has one after")
    }
    let shares = ["before_of", "after_of"].map { column($0) }
    guard shares.allSatisfy({ $0 != nil }) || shares.allSatisfy({ $0 == nil }) else {
      throw AnalysisFailure("give both `before_of` and `after_of`, out of how many, or neither")
    }
    let isOfShares = shares[0] != nil
    guard before.count == 1 || !isOfShares && !has("indicator") else {
      throw AnalysisFailure(
        "name one column each for `before` and `after` where `indicator` or `before_of` is given")
    }
    if isOfShares { return try counts(before[0], after[0]) }
    guard let indicator = column("indicator") else {
      return zip(before, after).map { one, other in
        let pairs = concerned([one, other]).entries.map {
          (id: Self.key($0), before: number($0, one), after: number($0, other))
        }
        return ("\(name(of: one)) → \(name(of: other))", .pairs(pairs))
      }
    }
    return try grouped(before[0], after[0], by: indicator)
  }

  /// How many pairs of values are not wanted.
  fileprivate var pairsOfNobody: Int {
    if has("before_of") { return concerned(shareColumns).others }
    return zip(columns("before") ?? [], columns("after") ?? []).reduce(0) {
      $0 + concerned([$1.0, $1.1]).others
    }
  }

  /// What shares are counted from.
  private var shareColumns: [Column] {
    ((columns("before") ?? []) + (columns("after") ?? []) + [column("before_of"), column("after_of")])
      .compactMap(\.self)
  }

  private func grouped(
    _ before: Column, _ after: Column, by indicator: Column
  ) throws(AnalysisFailure) -> [Measured] {
    var faults = CellFaults()
    var order: [String] = []
    var groups: [String: [(id: String, before: Double?, after: Double?)]] = [:]
    for entry in concerned([before, after]).entries {
      guard let name = text(entry, indicator) else {
        faults.add(Self.key(entry), "indicator", found: "empty", expected: "what was measured")
        continue
      }
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append((Self.key(entry), number(entry, before), number(entry, after)))
    }
    try faults.throwIfAny()
    return order.map { ($0, .pairs(groups[$0] ?? [])) }
  }

  /// Counts out of totals, a row for each share.
  private func counts(_ before: Column, _ after: Column) throws(AnalysisFailure) -> [Measured] {
    var faults = CellFaults()
    let measured = concerned(shareColumns).entries.map { entry -> Measured in
      let id = text(entry, column("indicator")) ?? Self.key(entry)
      let hits = (
        whole(entry, before, "before", &faults), whole(entry, after, "after", &faults)
      )
      let totals = (whole(entry, "before_of", &faults), whole(entry, "after_of", &faults))
      guard let one = hits.0, let other = hits.1, let all = totals.0, let later = totals.1 else {
        return (id, .open)
      }
      return (id, .shares(before: (one, all), after: (other, later)))
    }
    try faults.throwIfAny()
    return measured
  }
}

private let changeLayout = Layout<ChangeTest.Outcome>(
  "change_test result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("tests", testLayout) { $0.tests },
    Layout.rows("shares", shiftLayout) { $0.shares },
  ])

private let testLayout = Layout<ChangeTest.Tested>(
  "test of pairs",
  [
    Layout.text("indicator") { $0.indicator }, Layout.whole("n") { $0.paired.basis.n },
    Layout.whole("missing") { $0.paired.basis.missing },
    Layout.figure("median_change") { $0.paired.medianChange },
    Layout.whole("changed") { $0.paired.changed }, Layout.figure("signed_rank") { $0.paired.signedRank },
    Layout.figure("chance") { $0.paired.chance },
    Layout.flag("exact_chance") { $0.paired.chance.value == nil ? nil : $0.paired.isExact },
    Layout.figure("adjusted_chance") { $0.adjusted },
    Layout.flag("proven") { $0.isProven }, Layout.figure("effect") { $0.paired.effect },
  ])

private let shiftLayout = Layout<ChangeTest.Shifted>(
  "change of a share",
  [
    Layout.text("indicator") { $0.indicator }, Layout.number("before") { $0.before },
    Layout.number("after") { $0.after }, Layout.number("change") { $0.difference },
    Layout.interval { $0.interval }, Layout.flag("proven") { $0.isProven },
  ])
