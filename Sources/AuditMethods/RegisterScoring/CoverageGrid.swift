/// Lays assets out over class × stage and says which cells are covered.
struct CoverageGrid {
  let parameters: RegisterParameters
  private let applicable: [String: Set<String>]
  /// By class, stage and, where a single group is meant, group.
  private let decided: [[String]: Bool]
  private let classWeights: [Double]
  private let stageWeights: [Double]

  init(_ parameters: RegisterParameters, classWeights: [Double], stageWeights: [Double]) {
    self.parameters = parameters
    self.classWeights = classWeights
    self.stageWeights = stageWeights
    applicable = parameters.applicability.reduce(into: [:]) {
      $0[$1.knowledgeClass, default: []].formUnion($1.stages)
    }
    decided = Dictionary(
      parameters.decisions.map {
        ([$0.knowledgeClass, $0.stage] + [$0.group].compactMap(\.self), $0.isNeeded)
      }, uniquingKeysWith: { $0 || $1 })
  }

  func matrix(_ assets: [Asset], group: String?) -> CoverageMatrix {
    var inCell: [[String]: [Asset]] = [:]
    for asset in assets {
      for knowledgeClass in Set(asset.classes) {
        for stage in Set(asset.stages) { inCell[[knowledgeClass, stage], default: []].append(asset) }
      }
    }
    let cells = parameters.classes.keys.map { knowledgeClass in
      parameters.stages.keys.map { stage in
        cell(
          knowledgeClass, stage, inCell[[knowledgeClass, stage]] ?? [],
          isApplicable: isNeeded(knowledgeClass, stage, group))
      }
    }
    return summed(cells, group: group)
  }

  /// What was said of the group goes before what was said of all, and that before what usually applies; over all groups
  /// a cell is needed where one of them needs it.
  private func isNeeded(_ knowledgeClass: String, _ stage: String, _ group: String?) -> Bool {
    let cell = [knowledgeClass, stage]
    let usually = decided[cell] ?? applicable[knowledgeClass]?.contains(stage) ?? false
    guard let group else {
      return usually || parameters.groups.contains { decided[cell + [$0]] ?? false }
    }
    return decided[cell + [group]] ?? usually
  }

  private func cell(
    _ knowledgeClass: String, _ stage: String, _ assets: [Asset], isApplicable: Bool
  ) -> CoverageCell {
    let holders = Set(assets.flatMap(\.holders))
    let best = assets.compactMap(\.quality).max()
    let suffices = parameters.minimumQuality.map { (best ?? 0) >= $0 - tieTolerance } ?? true
    let status: CoverageStatus =
      if !isApplicable {
        assets.isEmpty ? .notApplicable : .unusual
      } else if assets.isEmpty || !suffices {
        .blind
      } else {
        assets.count == 1 || holders.count == 1 ? .thin : .covered
      }
    return CoverageCell(
      knowledgeClass: knowledgeClass, stage: stage, isApplicable: isApplicable, status: status,
      assets: assets.map(\.id), bestQuality: best, holderCount: holders.count)
  }

  private func summed(_ cells: [[CoverageCell]], group: String?) -> CoverageMatrix {
    var (applicable, covered, filled) = (0, 0, 0)
    var (applicableWeight, coveredWeight) = (0.0, 0.0)
    for (row, classWeight) in zip(cells, classWeights) {
      for (cell, stageWeight) in zip(row, stageWeights) {
        if !cell.assets.isEmpty { filled += 1 }
        guard cell.isApplicable else { continue }
        applicable += 1
        applicableWeight += classWeight * stageWeight
        guard cell.status != .blind else { continue }
        covered += 1
        coveredWeight += classWeight * stageWeight
      }
    }
    return CoverageMatrix(
      group: group, cells: cells,
      coverage: .ratio(covered, of: applicable, otherwise: .nothingRequired),
      weightedCoverage: .ratio(coveredWeight, of: applicableWeight, otherwise: .nothingRequired),
      coverageOfAll: .ratio(filled, of: cells.reduce(0) { $0 + $1.count }, otherwise: .nothingRequired))
  }
}
