/// How knowledge flows between people: measured from giver to receiver, whatever way the arrows were drawn.
///
/// Ties that silent people would have reported are missing: their degrees in that direction are undefined and their pairs
/// left out of reciprocity; all else is measured on the ties that are known.
public struct FlowResult: Equatable, Sendable {
  /// `n` counts the people whose answer is known or taken as given, `missing` those who did not answer.
  public var basis: Basis
  public var size: FlowSize
  public var response: FlowResponse
  /// Ties ÷ possible ties.
  public var density: Figure
  /// Ties that were reported ÷ those that the people who answered could report; the same without silent people.
  public var densityAmongAnswers: Figure
  public var reciprocity: Reciprocity
  public var centralisation: Centralisation
  public var paths: PathSummary
  /// People joined by ties of any direction, largest group first, then by the first id.
  public var weakComponents: [[String]]
  /// People who all reach each other along the flow, in the same order.
  public var strongComponents: [[String]]
  /// People without whom their component falls apart.
  public var articulationPoints: [String]
  /// Ties that are the only way between two parts.
  public var bridges: [FlowPair]
  /// Of all chains of three people, the part that closes to a triangle, on ties without direction.
  public var transitivity: Figure
  /// The mean over all people of how many of their partners know each other; 0 for people with fewer than two.
  public var averageClustering: Figure
  /// By betweenness, the largest first, equals by id; by id where paths were not asked for.
  public var people: [FlowPosition]
  public var departments: DepartmentFlows
  public var findings: FlowFindings

  /// The position of one person.
  public func position(of id: String) -> FlowPosition? { people.first { $0.id == id } }
}

/// What was counted, and what was put right on the way.
public struct FlowSize: Equatable, Sendable {
  public var people: Int
  public var ties: Int
  /// Ties of people with themselves, left out.
  public var selfTies: Int
  /// Rows that repeat a tie, added to it.
  public var mergedTies: Int
  /// Rows of ties without a strength.
  public var withoutStrength: Int
}

/// Who answered. What the others would have said is missing, not absent.
public struct FlowResponse: Equatable, Sendable {
  /// Of those of whom it is recorded.
  public var rate: Share
  public var notRecorded: Int
  /// In byte order.
  public var silent: [String]
  /// People recorded as silent from whom a tie is given all the same.
  public var silentWithTies: [String]
}

/// How often knowledge flows both ways, among pairs of whom both answered.
///
/// Two definitions, which differ: of 5 ties, 2 of them mutual, 0.4 by ties and 0.25 by pairs.
public struct Reciprocity: Equatable, Sendable {
  /// Ties that are answered by one in return ÷ ties.
  public var ofTies: Figure
  /// Mutual pairs ÷ connected pairs.
  public var ofPairs: Figure
  public var mutualPairs: Int
  public var oneWayPairs: Int
  public var unconnectedPairs: Int
  /// Pairs of which one or both did not answer.
  public var unknownPairs: Int
}

/// How far the network hangs on one person: 0 where all are equal, 1 for a star. Freeman 1979.
public struct Centralisation: Equatable, Sendable {
  /// Σ(max − degree) ÷ (n − 1)²; for mutual ties ÷ (n − 1)(n − 2), and the next is the same.
  public var inDegree: Figure
  public var outDegree: Figure
  /// Σ(max − normalised betweenness) ÷ (n − 1).
  public var betweenness: Figure
}

/// The shortest paths along the flow, in steps.
public struct PathSummary: Equatable, Sendable {
  /// Ordered pairs of people joined by a path.
  public var reachablePairs: Figure
  /// ÷ n(n − 1).
  public var reachableShare: Figure
  public var meanDistance: Figure
  public var longest: Figure
  /// The first pair, in byte order, that is so far apart.
  public var furthest: FlowPair?
}

/// Two people; the first gives where it matters.
public struct FlowPair: Equatable, Sendable {
  public var first: String
  public var second: String
}

/// One person's place in the network.
public struct FlowPosition: Equatable, Sendable {
  public var id: String
  public var name: String?
  public var department: String?
  public var hasAnswered: Bool?
  /// From how many people the person receives.
  public var inDegree: FlowDegree
  /// How many people receive from the person.
  public var outDegree: FlowDegree
  /// People with a tie in either direction.
  public var partners: Int
  public var role: FlowRole
  public var betweenness: Betweenness
  public var weightedBetweenness: Betweenness
  public var closeness: Closeness
  public var weightedCloseness: Closeness
  /// How many of the person's partners know each other, of all pairs of them; without direction.
  public var clustering: Figure
  /// The largest k such that the person belongs to a group in which everybody has k partners or more.
  public var core: Int
  /// Burt's constraint from ties alone: low for people who join others that have nothing to do with each other.
  public var constraint: Figure
  /// The same with the strengths of ties.
  public var weightedConstraint: Figure
  /// Nil without a department.
  public var brokerage: Brokerage?
  public var isArticulationPoint: Bool
  /// The places in `FlowResult.weakComponents` and `strongComponents`.
  public var weakComponent: Int
  public var strongComponent: Int
}

/// The ties in one direction. Undefined where the person should have reported them but did not answer.
public struct FlowDegree: Equatable, Sendable {
  public var count: Figure
  /// ÷ (n − 1).
  public var share: Figure
  /// Σ of the strengths.
  public var strength: Figure
}

/// What a person does with knowledge, as far as ties show it.
public enum FlowRole: String, CaseIterable, Sendable {
  case givesAndReceives, givesOnly, receivesOnly, noTies
  /// The person did not answer, so one direction is missing.
  case unknown
}

/// How much a person lies between others: Σ over pairs of the part of their shortest paths that leads through. Brandes 2001.
public struct Betweenness: Equatable, Sendable {
  public var sum: Figure
  /// ÷ (n − 1)(n − 2), for mutual ties ÷ (n − 1)(n − 2)/2: 0 to 1.
  public var normalised: Figure
  /// Competition rank, the largest first.
  public var rank: Int?
}

/// How near others are to the person, along the flow to it and from it.
public struct Closeness: Equatable, Sendable {
  public var incoming: ClosenessForms
  public var outgoing: ClosenessForms
}

/// Three forms of closeness, which differ where not everybody is reached. r people are reached, Σd their distances.
public struct ClosenessForms: Equatable, Sendable {
  public var reached: Int
  /// (r ÷ (n − 1)) · (r ÷ Σd), 0 where nobody is reached. Wasserman & Faust 1994; networkx.
  public var wassermanFaust: Figure
  /// r ÷ Σd: among those reached only. igraph.
  public var amongReached: Figure
  /// Σ(1 ÷ d) ÷ (n − 1).
  public var harmonic: Figure
}

/// Paths giver → person → receiver without a tie from giver to receiver, by role; each direction of mutual ties counts.
public struct Brokerage: Equatable, Sendable {
  /// In the order of `BrokerRole.allCases`.
  public var counts: [RoleCount]
  public var total: Int

  public struct RoleCount: Equatable, Sendable {
    public var role: BrokerRole
    public var count: Int
  }

  public func count(_ role: BrokerRole) -> Int { counts.first { $0.role == role }?.count ?? 0 }
}

/// Flows inside and between departments.
public struct DepartmentFlows: Equatable, Sendable {
  /// (external − internal) ÷ all, −1 to 1: below 0 where departments keep to themselves. Krackhardt & Stern 1988.
  public var eiIndex: Figure
  public var internalTies: Int
  public var externalTies: Int
  /// Ties of people without a department.
  public var unassignedTies: Int
  /// Each department, in byte order, with its people.
  public var sizes: [DepartmentSize]
  /// Giving and receiving departments with at least one tie, in byte order.
  public var flows: [DepartmentFlow]
  /// Pairs without any tie, in byte order.
  public var unlinked: [DepartmentPair]
  /// Pairs with ties in one direction only, the giving one first.
  public var oneWay: [DepartmentPair]
}

public struct DepartmentSize: Equatable, Sendable {
  public var department: String
  public var people: Int
  public var silent: Int
}

/// The ties from one department to another or inside one.
public struct DepartmentFlow: Equatable, Sendable {
  public var giver: String
  public var receiver: String
  public var ties: Int
  public var strength: Figure
}

/// Two departments that lack a flow, and how many of their people did not answer: the flow may only be unreported.
public struct DepartmentPair: Equatable, Sendable {
  public var first: String
  public var second: String
  public var silent: Int
}

/// What a reader should look at.
public struct FlowFindings: Equatable, Sendable {
  /// By betweenness, the largest first; nobody at 0.
  public var brokers: [Broker]
  /// By id.
  public var peripheral: [Peripheral]
  public var hiddenExperts: HiddenExperts
}

/// Somebody on whom others depend, and what happens when that person leaves.
public struct Broker: Equatable, Sendable {
  public var id: String
  public var betweenness: Double
  public var rank: Int
  /// The role played most often; of equals the first.
  public var mainRole: BrokerRole?
  public var removal: Removal
}

/// The network of the others before and after one person has left.
public struct Removal: Equatable, Sendable {
  /// Groups that hang together among the others, before and after.
  public var componentsBefore: Int
  public var componentsAfter: Int
  /// The size of the largest group afterwards.
  public var largestAfter: Int
  /// Ordered pairs of the others joined by a path.
  public var reachablePairsBefore: Int
  public var reachablePairsAfter: Int
  /// ÷ the pairs before.
  public var lostShare: Figure
  /// Those whose only partner the person was.
  public var isolated: [String]
}

/// Somebody at the edge of the network.
public struct Peripheral: Equatable, Sendable {
  public var id: String
  public var ground: Ground
  /// The only partner, for `onePartner`.
  public var partner: String?
  /// False: may have ties that nobody reported.
  public var hasAnswered: Bool?

  /// The first that applies.
  public enum Ground: String, CaseIterable, Sendable {
    case noPartner, onePartner
    /// In a component smaller than the largest.
    case apart
  }
}

/// People asked by many though they stand low: out-degree in the top quarter and above the median, seniority up to the
/// median and below the top.
public struct HiddenExperts: Equatable, Sendable {
  /// By demand, the largest first, equals by id.
  public var people: [HiddenExpert]
  public var judged: Int
  /// People whose seniority or demand is not known.
  public var notJudged: Int
  /// The least demand and the greatest seniority that count; undefined where nobody can be judged.
  public var demandFrom: Figure
  public var seniorityUpTo: Figure
}

public struct HiddenExpert: Equatable, Sendable {
  public var id: String
  public var demand: Int
  public var seniority: Double
}
