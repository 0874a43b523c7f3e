/// Who knows what: people and topics joined by what each person holds, with the topics that hang on one person.
///
/// A bipartite graph from holders and assets. Flows inside the firm and flows to and from customers are kept apart. Method
/// catalogue, section 10.5; what counts as a backup is a definition of this method.
public enum KnowledgeMap {
  public static let version = "knowledge-map/1"

  /// A topic, or an asset, with the views it appears in.
  public struct Topic: Equatable, Sendable {
    public var id: String
    public var processes: [String]
    public var classes: [String]
    public var stages: [String]
    public var groups: [String]

    public init(
      id: String, processes: [String] = [], classes: [String] = [], stages: [String] = [],
      groups: [String] = []
    ) {
      self.id = id
      self.processes = processes
      self.classes = classes
      self.stages = stages
      self.groups = groups
    }
  }

  /// A person who holds a topic.
  public struct Holding: Equatable, Sendable {
    public var person: String
    public var topic: String
    /// How deeply, 1 knows of it … 5 others learn it from him or her; nil: not rated.
    public var depth: Double?

    public init(person: String, topic: String, depth: Double? = nil) {
      self.person = person
      self.topic = topic
      self.depth = depth
    }
  }

  /// Knowledge of a topic that moves.
  public struct Flow: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      /// Between people of the firm.
      case inside
      /// From the firm to a customer group.
      case toCustomers
      /// From a customer group to the firm.
      case fromCustomers

      public var chinese: String {
        switch self {
        case .inside: "内部流动"
        case .toCustomers: "流向客户"
        case .fromCustomers: "来自客户"
        }
      }
    }
    public var kind: Kind
    public var from: String
    public var to: String
    public var topic: String

    public init(_ kind: Kind, from: String, to: String, topic: String) {
      self.kind = kind
      self.from = from
      self.to = to
      self.topic = topic
    }
  }

  /// Who can step in for the one who knows most of a topic.
  public enum Backup: String, CaseIterable, Sendable {
    /// A second holder is deep enough.
    case present
    /// There are others, but none of them is deep enough.
    case shallow
    /// One person holds it alone.
    case absent
    /// There are others whose depth is not rated.
    case unknown
    /// Nobody holds it.
    case unheld
  }

  /// One topic with its people.
  public struct TopicRow: Equatable, Sendable {
    public var topic: String
    /// The deepest first, those not rated last, equals by name.
    public var holders: [Holding]
    public var deepest: Figure
    public var backup: Backup
    /// Holders deep enough to step in, without the first of the list.
    public var backups: [String]
  }

  /// One person with his or her topics, in byte order.
  public struct PersonRow: Equatable, Sendable {
    public var person: String
    public var topics: [String]
    /// Topics nobody else holds.
    public var alone: [String]
    /// Topics held with others of whom none is known to be deep enough to step in.
    public var withoutBackup: [String]
  }

  /// Topics under one key of a view.
  public struct ViewRow: Equatable, Sendable {
    /// One key, or class and stage.
    public var keys: [String]
    public var topics: [String]
    public var people: [String]
    /// Topics held by one person alone, or by nobody.
    public var fragile: [String]
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// The fewest holders first, equals by id.
    public var topics: [TopicRow]
    /// The most topics held alone first, then most topics, then name.
    public var people: [PersonRow]
    public var byProcess: [ViewRow]
    public var byClassAndStage: [ViewRow]
    public var byGroup: [ViewRow]
    /// Each in byte order of sender, receiver and topic; the same flow given twice stands once.
    public var inside: [Flow]
    public var toCustomers: [Flow]
    public var fromCustomers: [Flow]
    /// Topics with a backup, of those held by anybody.
    public var backed: Share
  }

  /// The map, or everything that is wrong with the input. `backupDepth` is the least depth, 1 to 5, of one who can step in.
  public static func run(
    _ topics: [Topic], holdings: [Holding], flows: [Flow] = [], backupDepth: Double = 3
  ) throws(MethodError) -> Outcome {
    try check(topics, holdings, flows, backupDepth)
    let byTopic = Dictionary(grouping: holdings, by: \.topic)
    let rows = topics.map { row($0.id, byTopic[$0.id] ?? [], backupDepth) }.sorted {
      $0.holders.count != $1.holders.count
        ? $0.holders.count < $1.holders.count : precedes($0.topic, $1.topic)
    }
    let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.topic, $0) })
    func view(_ keys: (Topic) -> [[String]]) -> [ViewRow] { self.view(topics, found, keys) }
    func distinct(_ kind: Flow.Kind) -> [Flow] {
      Set(flows.filter { $0.kind == kind }).sorted {
        precedes([$0.from, $0.to, $0.topic], [$1.from, $1.to, $1.topic])
      }
    }
    let unrated = holdings.count { $0.depth == nil }
    let held = rows.filter { $0.backup != .unheld }
    return Outcome(
      basis: Basis(
        n: holdings.count - unrated, missing: unrated, notApplicable: 0,
        parameters: [
          NamedValue("backup_depth", backupDepth), NamedValue("topics", topics.count),
          NamedValue("holdings", holdings.count),
        ], methodVersion: version, warnings: unrated > 0 ? [.openItems(unrated)] : []),
      topics: rows, people: people(holdings, found), byProcess: view { $0.processes.map { [$0] } },
      byClassAndStage: view { topic in
        topic.classes.flatMap { own in topic.stages.map { [own, $0] } }
      },
      byGroup: view { $0.groups.map { [$0] } }, inside: distinct(.inside),
      toCustomers: distinct(.toCustomers),
      fromCustomers: distinct(.fromCustomers),
      backed: Share(held.count { $0.backup == .present }, of: held.count, otherwise: .noHolders))
  }

  private static func row(_ topic: String, _ holdings: [Holding], _ backupDepth: Double) -> TopicRow {
    let holders = holdings.sorted {
      let (first, second) = ($0.depth ?? 0, $1.depth ?? 0)
      return first != second ? first > second : precedes($0.person, $1.person)
    }
    let others = holders.dropFirst()
    let deep = others.filter { ($0.depth ?? 0) >= backupDepth - tieTolerance }.map(\.person)
    // Without a depth nobody knows who of them is first, so that the first may be the one who is not deep.
    let isOpen = holders.contains { $0.depth == nil }
    let backup: Backup =
      if holders.isEmpty {
        .unheld
      } else if others.isEmpty {
        .absent
      } else if !deep.isEmpty {
        .present
      } else {
        isOpen ? .unknown : .shallow
      }
    return TopicRow(
      topic: topic, holders: holders,
      deepest: holders.first?.depth.map { .value($0) }
        ?? .undefined(holders.isEmpty ? .noHolders : .notAllAssessed), backup: backup, backups: deep)
  }

  private static func people(_ holdings: [Holding], _ topics: [String: TopicRow]) -> [PersonRow] {
    Dictionary(grouping: holdings, by: \.person).map { person, holdings in
      let own = holdings.map(\.topic).inByteOrder()
      return PersonRow(
        person: person, topics: own, alone: own.filter { topics[$0]?.backup == .absent },
        withoutBackup: own.filter { topics[$0]?.backup == .shallow || topics[$0]?.backup == .unknown })
    }.sorted {
      if $0.alone.count != $1.alone.count { return $0.alone.count > $1.alone.count }
      return $0.topics.count != $1.topics.count
        ? $0.topics.count > $1.topics.count : precedes($0.person, $1.person)
    }
  }

  private static func view(
    _ topics: [Topic], _ rows: [String: TopicRow], _ keys: (Topic) -> [[String]]
  ) -> [ViewRow] {
    var members: [[String]: [TopicRow]] = [:]
    for topic in topics {
      guard let row = rows[topic.id] else { continue }
      for key in Set(keys(topic)) { members[key, default: []].append(row) }
    }
    return members.map { keys, rows in
      ViewRow(
        keys: keys, topics: rows.map(\.topic).inByteOrder(),
        people: Set(rows.flatMap(\.holders).map(\.person)).inByteOrder(),
        fragile: rows.filter { $0.backup == .absent || $0.backup == .unheld }.map(\.topic).inByteOrder())
    }.sorted { precedes($0.keys, $1.keys) }
  }

  private static func check(
    _ topics: [Topic], _ holdings: [Holding], _ flows: [Flow], _ backupDepth: Double
  ) throws(MethodError) {
    var faults = FaultList()
    faults.check(backupDepth, in: 1...5, nil, "backup_depth")
    faults.checkIDs(topics.lazy.map(\.id))
    let declared = Set(topics.map(\.id))
    var seen: Set<[String]> = []
    for holding in holdings {
      let row = "\(holding.person) × \(holding.topic)"
      faults.checkNamed(holding.person, row, "person")
      faults.check(holding.topic, among: declared, row, "topic")
      faults.check(holding.depth, in: 1...5, row, "depth")
      if !seen.insert([holding.person, holding.topic]).inserted {
        faults.add(row, "topic", found: "given twice", expected: "each person once a topic")
      }
    }
    for flow in flows {
      let row = "\(flow.from) → \(flow.to)"
      faults.checkNamed(flow.from, row, "from")
      faults.checkNamed(flow.to, row, "to")
      faults.check(flow.topic, among: declared, row, "topic")
      if flow.from == flow.to, !flow.from.isEmpty {
        faults.add(row, "to", found: "the sender", expected: "somebody else")
      }
    }
    try faults.throwIfAny()
  }
}
