/// Somebody who may give knowledge to others or receive it.
public struct FlowPerson: Equatable, Sendable {
  public var id: String
  public var name: String?
  /// Nil: takes no part in what is measured between departments.
  public var department: String?
  /// The place in the hierarchy on any scale, higher for more senior; nil: not known.
  public var seniority: Double?
  /// Whether the person was asked about ties and answered; nil: not recorded, taken as answered.
  public var hasAnswered: Bool?

  public init(
    id: String, name: String? = nil, department: String? = nil, seniority: Double? = nil,
    hasAnswered: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.department = department
    self.seniority = seniority
    self.hasAnswered = hasAnswered
  }

  /// Whether what the person would have said is not known.
  var isSilent: Bool { hasAnswered == false }
  /// The department, where one is named.
  var namedDepartment: String? { department.flatMap { $0.isEmpty ? nil : $0 } }
}

/// What one person said of another: "I ask B", "I tell B", "we share".
public struct FlowTie: Equatable, Sendable {
  /// The id of the person who reports the tie.
  public var from: String
  public var to: String
  /// How often or how much, a number above 0; nil: not known.
  public var strength: Double?

  public init(_ from: String, _ to: String, strength: Double? = nil) {
    self.from = from
    self.to = to
    self.strength = strength
  }
}

/// What an arrow means. "I ask B" points against the flow of knowledge, so it must be said.
public enum ArrowMeaning: String, CaseIterable, Sendable {
  /// `from` asks `to`: knowledge flows from `to` to `from`.
  case seeks
  /// `from` tells `to`: knowledge flows along the arrow.
  case provides
  /// Both share with each other: the tie has no direction. Where both name it, their strengths add up.
  case mutual
}

/// The settings of the knowledge-flow network.
public struct FlowParameters: Equatable, Sendable {
  public var arrows: ArrowMeaning
  /// The strength of ties for which none is given; nil: nothing is assumed, and a network in which one lacks has no
  /// measures of strength.
  public var assumedStrength: Double?
  /// Whether what needs the paths between all pairs is worked out as well: time grows with people × ties.
  public var includesPaths: Bool
  /// The response rate below which measures of the whole network are called unreliable.
  public var reliableResponse: Double
  /// How many brokers are listed, and taken out for trial.
  public var listedBrokers: Int

  public init(
    arrows: ArrowMeaning, assumedStrength: Double? = nil, includesPaths: Bool = true,
    reliableResponse: Double = 0.8, listedBrokers: Int = 5
  ) {
    self.arrows = arrows
    self.assumedStrength = assumedStrength
    self.includesPaths = includesPaths
    self.reliableResponse = reliableResponse
    self.listedBrokers = listedBrokers
  }
}

extension FlowParameters {
  /// People, and ties, of the largest network.
  static let largest = 1_000_000
  /// People × (people + ties) of the largest network whose paths are looked at: well below a minute.
  static let mostSteps = 2_000_000_000
  static let mostDepartments = 200
  private static let strengths = 1e-9...1e9

  var settings: [NamedValue] {
    [
      NamedValue("arrows", arrows.rawValue), NamedValue("assumed_strength", assumedStrength),
      NamedValue("paths", includesPaths ? "all" : "none"),
      NamedValue("reliable_response", reliableResponse),
      NamedValue("listed_brokers", listedBrokers),
    ]
  }

  func check(_ people: [FlowPerson], _ ties: [FlowTie], _ faults: inout FaultList) {
    checkStrength(assumedStrength, nil, "assumed_strength", &faults)
    faults.check(reliableResponse, in: 0...1, nil, "reliable_response")
    if !(0...100).contains(listedBrokers) {
      faults.add(nil, "listed_brokers", found: "\(listedBrokers)", expected: "0 to 100 people")
    }
    checkSizes(people, ties, &faults)
    faults.checkIDs(people.lazy.map(\.id))
    for person in people {
      if let seniority = person.seniority, !seniority.isFinite {
        faults.add(person.id, "seniority", found: numeral(seniority), expected: "a number")
      }
    }
    let ids = Set(people.lazy.map(\.id))
    for (index, tie) in ties.enumerated() {
      let row = "tie \(index + 1)"
      for (field, id) in [("from", tie.from), ("to", tie.to)] where !ids.contains(id) || id.isEmpty {
        faults.add(
          row, field, found: id.isEmpty ? "empty" : "`\(id)`", expected: "the id of one of the people")
      }
      checkStrength(tie.strength, row, "strength", &faults)
    }
  }

  private func checkStrength(_ strength: Double?, _ row: String?, _ field: String, _ faults: inout FaultList)
  {
    if let strength, strength.isFinite, strength > 0 {
      faults.check(strength, in: Self.strengths, row, field)
    } else {
      faults.checkAboveZero(strength, row, field)
    }
  }

  private func checkSizes(_ people: [FlowPerson], _ ties: [FlowTie], _ faults: inout FaultList) {
    for (field, count) in [("people", people.count), ("ties", ties.count)] where count > Self.largest {
      faults.add(nil, field, found: "\(count) rows", expected: "at most \(Self.largest)")
    }
    let (steps, isOver) = people.count.multipliedReportingOverflow(by: people.count + ties.count)
    if includesPaths, isOver || steps > Self.mostSteps {
      faults.add(
        nil, "paths", found: "`all` for \(people.count) people with \(ties.count) ties",
        expected: "at most \(Self.mostSteps) for people × (people + ties), or `none`")
    }
    let departments = Set(people.compactMap(\.namedDepartment)).count
    if departments > Self.mostDepartments {
      faults.add(
        nil, "department", found: "\(departments) different ones", expected: "at most \(Self.mostDepartments)"
      )
    }
  }
}
