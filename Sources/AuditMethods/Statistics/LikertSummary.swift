/// What answers on a scale of levels look like, question by question: the distribution first, the mean only beside it.
///
/// Method catalogue, section 5.1.
public enum LikertSummary {
  public static let version = "likert/1"

  /// Of fewer answers no shares are given, which would point at persons.
  public static let leastShown = 5

  public struct Item: Equatable, Sendable {
    public var id: String
    public var isReversed: Bool
    public var n: Int
    public var missing: Int
    /// Who said that the question does not concern them.
    public var notApplicable: Int
    /// How many chose each level from the lowest up, also levels that nobody chose.
    public var counts: [(level: Int, count: Int)]
    public var mean: Figure
    /// Of the sample, by `n − 1`.
    public var deviation: Figure
    public var median: Figure
    public var quartiles: (first: Figure, third: Figure)
    /// The levels chosen most often.
    public var modes: [Int]
    /// The shares of the two highest and the two lowest levels; none of fewer than ``leastShown`` answers.
    public var top: Figure
    public var bottom: Figure
    /// 0 where all say the same, 1 where half stands at either end: the variance by the largest there can be.
    public var polarisation: Figure

    /// What so many answers are of all to the question; none of fewer than ``leastShown``.
    public func share(_ count: Int) -> Figure { LikertSummary.share(count, of: n) }

    public static func == (one: Item, other: Item) -> Bool {
      one.id == other.id && one.isReversed == other.isReversed && one.n == other.n
        && one.missing == other.missing && one.notApplicable == other.notApplicable
        && one.counts.elementsEqual(other.counts, by: ==) && one.mean == other.mean
        && one.deviation == other.deviation && one.median == other.median && one.quartiles == other.quartiles
        && one.modes == other.modes && one.top == other.top && one.bottom == other.bottom
        && one.polarisation == other.polarisation
    }
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// Questions turned round stand here as they count; as they were answered they stand in `asAnswered`.
    public var items: [Item]
    public var asAnswered: [Item]
  }

  /// The summary of the questions (columns) over respondents (rows); `reversed` are worded negatively and turned round.
  public static func run(
    _ answers: Ratings, scale: ClosedRange<Int>, reversed: Set<String> = []
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    let range = Double(scale.lowerBound)...Double(scale.upperBound)
    answers.check(&faults, scale: range)
    faults.require(answers.columns.count, atLeast: 1, "columns", "question")
    if scale.count < 2 || scale.count > 101 {
      faults.add(nil, "scale", found: "\(scale.count) levels", expected: "2 to 101 levels")
    }
    for id in reversed.subtracting(answers.columns).sorted() {
      faults.add(
        nil, "reversed", found: "`\(id)`", expected: "one of \(answers.columns.joined(separator: ", "))")
    }
    for unit in answers.units.indices {
      for column in answers.columns.indices {
        guard let value = answers[unit, column], value != value.rounded() else { continue }
        faults.add(
          answers.units[unit], answers.columns[column], found: numeral(value), expected: "a whole level")
      }
    }
    try faults.throwIfAny()
    let turned = answers.reversed(reversed, on: range)
    return Outcome(
      basis: Basis(
        n: answers.units.count * answers.columns.count - answers.missing - answers.notApplicable,
        missing: answers.missing, notApplicable: answers.notApplicable,
        parameters: [
          NamedValue("scale", "\(scale.lowerBound)–\(scale.upperBound)"),
          NamedValue("reversed", reversed.isEmpty ? "none" : reversed.sorted().joined(separator: ", ")),
        ], methodVersion: version),
      items: answers.columns.indices.map { item(turned, $0, scale, reversed) },
      asAnswered: answers.columns.indices.filter { reversed.contains(answers.columns[$0]) }
        .map { item(answers, $0, scale, []) })
  }

  private static func share(_ count: Int, of n: Int) -> Figure {
    guard n == 0 || n >= leastShown else { return .undefined(.groupTooSmall) }
    return .ratio(count, of: n, otherwise: .tooFewRows)
  }

  private static func item(
    _ answers: Ratings, _ place: Int, _ scale: ClosedRange<Int>, _ reversed: Set<String>
  ) -> Item {
    let column = answers.column(place)
    let values = column.compactMap { $0 }
    let excused = answers.units.indices.count { column[$0] == nil && answers.isExcused($0, place) }
    let counts = scale.map { level in (level: level, count: values.count { Int($0) == level }) }
    let most = counts.map(\.count).max() ?? 0
    let moments = Moments(values)
    let quantiles = Quantiles(values)
    let half = Double(scale.upperBound - scale.lowerBound) / 2
    func figure(_ value: Double?) -> Figure { value.map { .value($0) } ?? .undefined(.tooFewRows) }
    func share(_ levels: some Collection<Int>) -> Figure {
      Self.share(values.count { levels.contains(Int($0)) }, of: values.count)
    }
    return Item(
      id: answers.columns[place], isReversed: reversed.contains(answers.columns[place]), n: values.count,
      missing: column.count - values.count - excused, notApplicable: excused, counts: counts,
      mean: figure(values.isEmpty ? nil : moments.mean),
      deviation: figure(moments.variance?.squareRoot()), median: figure(quantiles.median),
      quartiles: (figure(quantiles(0.25)), figure(quantiles(0.75))),
      modes: most == 0 ? [] : counts.filter { $0.count == most }.map(\.level), top: share(scale.suffix(2)),
      bottom: share(scale.prefix(2)),
      polarisation: .ratio(
        moments.squares, of: Double(values.count) * half * half, otherwise: .tooFewRows))
  }
}
