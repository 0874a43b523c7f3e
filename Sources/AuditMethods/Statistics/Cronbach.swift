/// Cronbach's α and what each question adds to it: whether several questions measure one thing.
///
/// Cronbach 1951; the interval of Feldt, Woodruff & Salih 1987; method catalogue, section 5.2.
public enum Cronbach {
  public static let version = "cronbach/1"

  /// What is done about answers that are missing.
  public enum Missing: String, CaseIterable, Sendable {
    /// Only respondents who answered everything count.
    case listwise
    /// Each covariance is of those who answered both questions.
    case pairwise
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// At most 1; can be negative, where questions contradict each other.
    public var alpha: Figure
    /// The same of answers that are all brought to one spread.
    public var standardised: Figure
    /// Of Feldt; list-wise only.
    public var interval: Interval
    /// Of a bootstrap over the respondents; only where one was asked for, list-wise.
    public var bootstrap: Interval?
    public var items: [Item]
  }

  /// What one question does.
  public struct Item: Equatable, Sendable {
    public var id: String
    /// Its correlation with the sum of the others.
    public var correctedCorrelation: Figure
    /// What α would be without it; three questions or more.
    public var alphaWithout: Figure
  }

  /// α of the questions (columns) over respondents (rows); those worded negatively are turned round before, with
  /// `Ratings.reversed`.
  public static func run(
    _ answers: Ratings, scale: ClosedRange<Double>? = nil, missing: Missing = .listwise, level: Double = 0.95,
    bootstrap: Bootstrap? = nil
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    answers.check(&faults, scale: scale)
    faults.require(answers.columns.count, atLeast: 2, "columns", "questions")
    faults.checkLevel(level)
    bootstrap?.check(&faults)
    try faults.throwIfAny()
    let rows = answers.complete
    let spread = ItemSpread(rows)
    let alpha = missing == .listwise ? spread.alpha : pairwise(answers)
    let items = items(answers.columns, rows.count, spread)
    var warnings = items.filter { ($0.correctedCorrelation.value ?? 0) < 0 }.map {
      Remark.maybeReversed($0.id)
    }
    let left = answers.leftOut { missing == .listwise ? answers.isComplete($0) : answers.given($0).count > 1 }
    if missing == .pairwise, rows.count < answers.units.count { warnings.append(.onlyComplete(rows.count)) }
    if bootstrap != nil, rows.count < 10 { warnings.append(.fewRows(rows.count)) }
    return Outcome(
      basis: Basis(
        n: answers.units.count - left.missing - left.notApplicable, missing: left.missing,
        notApplicable: left.notApplicable,
        parameters: [
          NamedValue("items", answers.columns.count), NamedValue("missing", missing.rawValue),
          NamedValue("confidence", level),
        ] + (bootstrap?.settings.filter { $0.name != "confidence" } ?? []),
        methodVersion: version, warnings: warnings, seed: bootstrap?.seed),
      alpha: alpha.map { .value($0) } ?? .undefined(reason(rows)),
      standardised: standardised(rows, spread),
      interval: missing == .listwise
        ? feldt(alpha, rows, level) : .undefined(.onlyOfComplete, level: level),
      bootstrap: bootstrap.map { bootstrap in
        rows.count == 0
          ? .undefined(.tooFewRows, level: bootstrap.level)
          : bootstrap.interval(of: rows.count) { ItemSpread.alpha(of: $0, in: rows) }
      },
      items: items)
  }

  private static func reason(_ rows: CompleteRows) -> Reason { rows.count < 2 ? .tooFewRows : .oneValueOnly }

  private static func pairwise(_ answers: Ratings) -> Double? {
    let columns = answers.columns.indices.map { answers.column($0) }
    var covariances = columns.map { _ in Array(repeating: 0.0, count: columns.count) }
    for one in columns.indices {
      for other in one..<columns.count {
        guard let value = covariance(columns[one], columns[other]) else { return nil }
        covariances[one][other] = value
        covariances[other][one] = value
      }
    }
    let own = columns.indices.reduce(0) { $0 + covariances[$1][$1] }
    let all = covariances.joined().reduce(0, +)
    let items = Double(columns.count)
    return all > 0 ? items / (items - 1) * (1 - own / all) : nil
  }

  /// Of those who answered both questions.
  private static func covariance(_ one: [Double?], _ other: [Double?]) -> Double? {
    var (x, y): ([Double], [Double]) = ([], [])
    for (first, second) in zip(one, other) {
      guard let first, let second else { continue }
      x.append(first)
      y.append(second)
    }
    return x.count > 1 ? crossProducts(x, y) / Double(x.count - 1) : nil
  }

  /// `k·r̄ / (1 + (k−1)·r̄)` with the mean correlation of two questions.
  private static func standardised(_ rows: CompleteRows, _ spread: ItemSpread) -> Figure {
    guard rows.count > 1 else { return .undefined(.tooFewRows) }
    let items = rows.columns
    var (sum, pairs) = (0.0, 0)
    for one in 0..<items {
      for other in (one + 1)..<max(one + 1, items) {
        guard let value = spread.correlation(one, other) else { return .undefined(.oneValueOnly) }
        sum += value
        pairs += 1
      }
    }
    let mean = sum / Double(pairs)
    let below = 1 + Double(items - 1) * mean
    return below == 0 ? .undefined(.oneValueOnly) : .value(Double(items) * mean / below)
  }

  private static func feldt(_ alpha: Double?, _ rows: CompleteRows, _ level: Double) -> Interval {
    guard let alpha, alpha < 1 else {
      return .undefined(alpha == nil ? reason(rows) : .noSpreadLeft, level: level)
    }
    let above = Double(rows.count - 1)
    let ratio = FisherDistribution(degrees: (above, above * Double(rows.columns - 1)))
    let tail = (1 - level) / 2
    return Interval(
      low: .value(1 - (1 - alpha) * ratio.quantile(1 - tail)),
      high: .value(1 - (1 - alpha) * ratio.quantile(tail)), level: level)
  }

  private static func items(_ ids: [String], _ rows: Int, _ spread: ItemSpread) -> [Item] {
    ids.enumerated().map { place, id in
      guard rows > 1 else {
        return Item(
          id: id, correctedCorrelation: .undefined(.tooFewRows), alphaWithout: .undefined(.tooFewRows))
      }
      return Item(
        id: id,
        correctedCorrelation: spread.correlationWithOthers(place).map { .value($0) }
          ?? .undefined(.oneValueOnly),
        alphaWithout: ids.count < 3
          ? .undefined(.tooFewColumns)
          : spread.alpha(without: place).map { .value($0) } ?? .undefined(.oneValueOnly))
    }
  }
}

extension Remark {
  /// What pairwise deletion does not reach.
  fileprivate static func onlyComplete(_ count: Int) -> Remark {
    Remark(
      "only-complete-rows",
      english:
        "alpha is pairwise; the standardised alpha, the questions and the bootstrap are of the \(count) who answered everything",
      chinese: "α 按成对删除计算；标准化 α、各题与自助法只取全部作答的 \(count) 人")
  }

  fileprivate static func maybeReversed(_ item: String) -> Remark {
    Remark(
      "maybe-reversed",
      english: "`\(item)` runs against the other questions: is it worded negatively and not turned round?",
      chinese: "“\(item)”与其他题目方向相反：是否为反向题而未反向计分？")
  }
}
