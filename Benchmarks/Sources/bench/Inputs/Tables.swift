import AuditMethods

/// What the methods are measured on: drawn by lot from one seed, so that `C/draws.h` draws the same.
enum Tables {
  static let seed: UInt64 = 20_260_131
  /// The levels of ratings and of answers.
  static let levels = 5

  // MARK: - What people said

  /// Units by raters: each unit has a level of its own, which a rater gives seven times in ten.
  static func ratings(_ units: Int, by raters: Int, isComplete: Bool, levels: Int = levels) -> Ratings {
    var lot = RandomGenerator(seed: seed)
    let rows = (0..<units).map { _ -> [Double?] in
      let level = lot.index(below: levels)
      return (0..<raters).map { _ in
        switch lot.index(below: 10) {
        case 0 where !isComplete: nil
        case 0...2: Double(1 + lot.index(below: levels))
        default: Double(1 + level)
        }
      }
    }
    return Ratings(units: ids("A", units), columns: ids("R", raters), rows: rows)
  }

  /// Respondents by questions: half of the answers say where the respondent stands.
  static func survey(_ respondents: Int, questions: Int) -> Ratings {
    var lot = RandomGenerator(seed: seed)
    let rows = (0..<respondents).map { _ -> [Double?] in
      let level = lot.index(below: levels)
      return (0..<questions).map { _ in
        Double(1 + (lot.index(below: 2) == 0 ? level : lot.index(below: levels)))
      }
    }
    return Ratings(units: ids("P", respondents), columns: ids("Q", questions), rows: rows)
  }

  // MARK: - Who knows whom, and who brings what

  /// Ten ties for each person, to anybody but oneself.
  static func network(_ people: Int) -> (people: [FlowPerson], ties: [FlowTie]) {
    var lot = RandomGenerator(seed: seed)
    let ids = ids("P", people)
    let ties = (0..<people * 10).map { _ in
      let from = lot.index(below: people)
      return FlowTie(ids[from], ids[(from + 1 + lot.index(below: people - 1)) % people])
    }
    return (ids.map { FlowPerson(id: $0) }, ties)
  }

  static func customers(_ count: Int) -> [Customer] {
    var lot = RandomGenerator(seed: seed)
    return ids("C", count).map { id in
      let revenue = Double(lot.index(below: 1000) * lot.index(below: 1000)) / 100
      let direct = revenue * Double(30 + lot.index(below: 60)) / 100
      let service = Double(lot.index(below: 200_000)) / 100
      let potential = lot.index(below: 100) == 0 ? nil : revenue * Double(100 + lot.index(below: 150)) / 100
      return Customer(
        id: id, revenue: revenue, directCost: direct, costToServe: service, potentialRevenue: potential,
        retention: Double(50 + lot.index(below: 50)) / 100)
    }
  }

  // MARK: - What is known, and what is needed

  /// A register held by three hundred people, three for an asset at most.
  static func assets(_ count: Int) -> [Asset] {
    var lot = RandomGenerator(seed: seed)
    let people = ids("P", 300)
    let (classes, stages) = (Axis.knowledgeClasses.keys, Axis.lifecycleStages.keys)
    return ids("A", count).map { id in
      let first = lot.index(below: people.count)
      let others = (0..<lot.index(below: 3)).map { (first + 1 + $0) % people.count }
      let original = lot.index(below: count)
      return Asset(
        id: id, name: "Price list \(lot.index(below: count))", location: "Folder \(lot.index(below: count))",
        classes: [classes[lot.index(below: classes.count)]], stages: [stages[lot.index(below: stages.count)]],
        owner: people[first], holders: ([first] + others).map { people[$0] },
        criticality: Double(1 + lot.index(below: 5)), vulnerability: Double(1 + lot.index(below: 5)),
        quality: Double(1 + lot.index(below: 5)),
        lastReviewed: Day(number: 20_000 + lot.index(below: 400)), reviewIntervalDays: 180,
        duplicateOf: lot.index(below: 50) == 0 && "A\(original)" != id ? "A\(original)" : nil,
        isTrivial: lot.index(below: 20) == 0, decisionsServed: lot.index(below: 10) == 0 ? [] : ["D1"])
    }
  }

  /// Class × stage × group, with two raters of what is and one of what should be.
  static func cells(_ count: Int) -> GapInput {
    var lot = RandomGenerator(seed: seed)
    let groups = ids("G", count / 28)
    let axes = [.knowledgeClasses, .lifecycleStages, Axis("group", keys: groups)]
    var cells: [GapCell] = []
    for first in axes[0].keys {
      for second in axes[1].keys {
        for third in groups {
          cells.append(
            GapCell(
              id: "\(first)/\(second)/\(third)", keys: [first, second, third],
              current: [Double(1 + lot.index(below: 5)), Double(1 + lot.index(below: 5))],
              ideal: [Double(1 + lot.index(below: 5))]))
        }
      }
    }
    return GapInput(axes: axes, cells: cells)
  }

  /// Sources by twelve indicators, four for each dimension.
  static func sources(_ count: Int) -> SourceInput {
    SourceInput(
      ratings: ratings(count, by: 12, isComplete: false),
      dimensions: SourceDimension.allCases.flatMap { Array(repeating: $0, count: 4) })
  }

  private static func ids(_ letter: String, _ count: Int) -> [String] { (0..<count).map { "\(letter)\($0)" } }
}
