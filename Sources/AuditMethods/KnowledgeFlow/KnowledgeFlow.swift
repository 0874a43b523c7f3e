/// Measures a network of people by the knowledge that flows between them.
///
/// Method catalogue, section 10.1. Paths take time in proportion to people × (people + ties), at most 2·10⁹ of them;
/// triangles, constraint and brokers at most ties^1.5; the rest is linear but for sorting. Memory is in proportion to
/// people + ties throughout. At most 10⁶ people, 10⁶ ties and 200 departments.
public enum KnowledgeFlow {
  public static let version = "knowledge-flow/1"

  /// The measures, or everything that is wrong with the input.
  public static func run(
    _ people: [FlowPerson], _ ties: [FlowTie], _ parameters: FlowParameters
  ) throws(MethodError) -> FlowResult {
    var faults = FaultList()
    parameters.check(people, ties, &faults)
    try faults.throwIfAny()
    let network = FlowNetwork(people, ties, parameters)
    return network.result()
  }
}

/// A checked network: the people in byte order of their ids, the ties as a graph of their numbers.
struct FlowNetwork {
  let people: [FlowPerson]
  let graph: FlowGraph
  let parameters: FlowParameters
  let size: FlowSize
  /// Whether no tie lacks a strength, given or assumed.
  let hasStrengths: Bool
  private let silentWithTies: [String]

  init(_ unsorted: [FlowPerson], _ ties: [FlowTie], _ parameters: FlowParameters) {
    self.parameters = parameters
    let people = unsorted.sorted { precedes($0.id, $1.id) }
    self.people = people
    let numbers = Dictionary(people.enumerated().map { ($1.id, Int32($0)) }) { first, _ in first }
    var arrows: [Arrow] = []
    arrows.reserveCapacity(ties.count)
    var (selfTies, withoutStrength, isComplete) = (0, 0, true)
    var reporters: Set<Int32> = []
    for tie in ties {
      guard let from = numbers[tie.from], let to = numbers[tie.to] else { continue }
      if from == to {
        selfTies += 1
        continue
      }
      if tie.strength == nil { withoutStrength += 1 }
      let strength = tie.strength ?? parameters.assumedStrength
      if strength == nil { isComplete = false }
      if people[Int(from)].isSilent { reporters.insert(from) }
      let isForward = parameters.arrows == .mutual ? from < to : parameters.arrows == .provides
      let (giver, receiver) = isForward ? (from, to) : (to, from)
      arrows.append(Arrow(from: giver, to: receiver, strength: strength ?? 1))
    }
    let merged = Self.merge(arrows)
    size = FlowSize(
      people: people.count, ties: merged.count, selfTies: selfTies, mergedTies: arrows.count - merged.count,
      withoutStrength: withoutStrength)
    hasStrengths = isComplete
    silentWithTies = reporters.sorted().map { people[Int($0)].id }
    var sorted = merged
    if parameters.arrows == .mutual {
      sorted += merged.map { Arrow(from: $0.to, to: $0.from, strength: $0.strength) }
      sorted.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    }
    graph = FlowGraph(people: people.count, sortedArrows: sorted, isMutual: parameters.arrows == .mutual)
  }

  /// One arrow for each pair with the strengths added up, in an order that does not depend on that of the rows.
  private static func merge(_ arrows: [Arrow]) -> [Arrow] {
    var merged: [Arrow] = []
    for arrow in arrows.sorted(by: { ($0.from, $0.to, $0.strength) < ($1.from, $1.to, $1.strength) }) {
      if let last = merged.last, last.from == arrow.from, last.to == arrow.to {
        merged[merged.count - 1].strength += arrow.strength
      } else {
        merged.append(arrow)
      }
    }
    return merged
  }

  func id(_ person: some BinaryInteger) -> String { people[Int(person)].id }

  func response() -> FlowResponse {
    let recorded = people.count { $0.hasAnswered != nil }
    let silent = people.filter(\.isSilent).map(\.id)
    return FlowResponse(
      rate: Share(recorded - silent.count, of: recorded, otherwise: .notGiven),
      notRecorded: people.count - recorded, silent: silent, silentWithTies: silentWithTies)
  }

  func result() -> FlowResult {
    let response = response()
    let paths = parameters.includesPaths ? ShortestPaths(bySteps: graph) : nil
    let weighted = parameters.includesPaths && hasStrengths ? ShortestPaths(byStrength: graph) : nil
    let closure = TriangleMeasures(graph.partners)
    let weak = groups(Components(weak: graph.partners))
    let strong = groups(Components(strong: graph.receivers))
    let cuts = CutPoints(graph.partners)
    var positions = positions(paths, weighted, closure)
    for person in cuts.people { positions[person].isArticulationPoint = true }
    for (place, group) in weak.enumerated() {
      for person in group { positions[person].weakComponent = place }
    }
    for (place, group) in strong.enumerated() {
      for person in group { positions[person].strongComponent = place }
    }
    let chains = people.indices.reduce(0) { $0 + Self.pairs(graph.partners.degree($1)) }
    return FlowResult(
      basis: Basis(
        n: people.count - response.silent.count, missing: response.silent.count, notApplicable: 0,
        parameters: parameters.settings, methodVersion: KnowledgeFlow.version, warnings: warnings(response)),
      size: size, response: response,
      density: .ratio(graph.arrows, of: people.count * (people.count - 1), otherwise: .tooFewPeople),
      densityAmongAnswers: densityAmongAnswers(), reciprocity: reciprocity(),
      centralisation: centralisation(paths), paths: summary(paths), weakComponents: weak.map { $0.map(id) },
      strongComponents: strong.map { $0.map(id) }, articulationPoints: cuts.people.map(id),
      bridges: cuts.bridges.map { FlowPair(first: id($0.0), second: id($0.1)) },
      transitivity: .ratio(closure.triangles.reduce(0, +), of: chains, otherwise: .noTies),
      averageClustering: .ratio(
        orderFreeSum(positions.map { $0.clustering.value ?? 0 }), of: Double(people.count),
        otherwise: .tooFewPeople),
      people: Self.inOrder(positions), departments: departmentFlows(),
      findings: findings(positions, componentSizes: weak.map(\.count)))
  }

  /// The groups, the largest first, then by the first of their people.
  private func groups(_ components: Components) -> [[Int]] {
    components.members().sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  /// Pairs of so many people, without order.
  static func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }

  private static func inOrder(_ positions: [FlowPosition]) -> [FlowPosition] {
    positions.indices.sorted {
      let (first, second) = (positions[$0].betweenness.rank ?? 0, positions[$1].betweenness.rank ?? 0)
      return first != second ? first < second : $0 < $1
    }.map { positions[$0] }
  }
}
