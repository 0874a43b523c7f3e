extension RegisterParameters {
  /// Longer than any register is kept; keeps arithmetic on days safe.
  private static let longestDays = 100_000

  func check(_ faults: inout FaultList) {
    if zip(riskBands, riskBands.dropFirst()).contains(where: { !($0.from > $1.from) })
      || !((riskBands.last?.from ?? .infinity) <= 1)
    {
      faults.add(
        nil, "risk_bands", found: riskBands.map { numeral($0.from) }.joined(separator: ", "),
        expected: "limits from the highest down to 1")
    }
    let limits = [freshness.fresh, freshness.ageing, freshness.overdue]
    if !(limits.allSatisfy { $0.isFinite && $0 >= 0 } && limits == limits.sorted()) {
      faults.add(
        nil, "freshness", found: limits.map(numeral).joined(separator: ", "), expected: "three rising limits")
    }
    faults.check(minimumQuality, in: 1...5, nil, "minimum_quality")
    checkDays(freshness.reviewIntervalDays, nil, "freshness.review_interval_days", &faults)
    checkDays(freshness.halfLifeDays, nil, "freshness.half_life_days", &faults)
    for name in givingClasses { check(name, classes.keys, nil, "giving_classes", &faults) }
    for entry in applicability {
      check(entry.knowledgeClass, classes.keys, nil, "applicability", &faults)
      for stage in entry.stages {
        check(stage, stages.keys, nil, "applicability.\(entry.knowledgeClass)", &faults)
      }
    }
    checkDecisions(&faults)
  }

  private func checkDecisions(_ faults: inout FaultList) {
    for decision in decisions {
      check(decision.knowledgeClass, classes.keys, nil, "decisions.class", &faults)
      check(decision.stage, stages.keys, nil, "decisions.stage", &faults)
      if let group = decision.group, !groups.isEmpty {
        check(group, groups, nil, "decisions.group", &faults)
      }
    }
  }

  func check(_ assets: [Asset], _ faults: inout FaultList) {
    faults.checkIDs(assets.lazy.map(\.id))
    let ids = Set(assets.lazy.map(\.id))
    for asset in assets {
      for name in asset.classes { check(name, classes.keys, asset.id, "classes", &faults) }
      for name in asset.stages { check(name, stages.keys, asset.id, "stages", &faults) }
      if !groups.isEmpty {
        for name in asset.groups { check(name, groups, asset.id, "groups", &faults) }
      }
      faults.check(asset.criticality, in: 1...5, asset.id, "criticality")
      faults.check(asset.vulnerability, in: 1...5, asset.id, "vulnerability")
      faults.check(asset.quality, in: 1...5, asset.id, "quality")
      checkDays(asset.reviewIntervalDays, asset.id, "interval", &faults)
      checkDays(asset.halfLifeDays, asset.id, "half_life", &faults)
      if let day = asset.lastReviewed, day > asOf {
        faults.add(asset.id, "reviewed", found: "\(day)", expected: "a day up to \(asOf)")
      }
      if Set(asset.holders).count < asset.holders.count {
        faults.add(
          asset.id, "holders", found: asset.holders.joined(separator: ", "), expected: "each holder once")
      }
      guard let original = asset.duplicateOf else { continue }
      if original == asset.id || !ids.contains(original) {
        faults.add(asset.id, "duplicate_of", found: "`\(original)`", expected: "the id of another asset")
      }
    }
    checkCircles(assets, &faults)
  }

  /// Assets that repeat each other in a circle have no original.
  private func checkCircles(_ assets: [Asset], _ faults: inout FaultList) {
    let originals = Dictionary(
      assets.compactMap { asset in asset.duplicateOf.map { (asset.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    var settled: Set<String> = []
    for asset in assets {
      var path: [String] = []
      var places: [String: Int] = [:]
      var here = asset.id
      while let next = originals[here], !settled.contains(here), next != here {
        if let start = places[here] {
          for id in path[start...] {
            faults.add(
              id, "duplicate_of", found: "`\(originals[id] ?? "")`, which leads back to it in a circle",
              expected: "the id of an original")
          }
          break
        }
        places[here] = path.count
        path.append(here)
        here = next
      }
      settled.formUnion(path)
    }
  }

  private func check(
    _ key: String, _ legal: [String], _ row: String?, _ field: String, _ faults: inout FaultList
  ) {
    guard !legal.contains(key) else { return }
    faults.add(row, field, found: "`\(key)`", expected: "one of \(legal.joined(separator: ", "))")
  }

  private func checkDays(_ days: Int?, _ row: String?, _ field: String, _ faults: inout FaultList) {
    guard let days, !(1...Self.longestDays).contains(days) else { return }
    faults.add(row, field, found: "\(days)", expected: "1 to \(Self.longestDays) days")
  }
}
