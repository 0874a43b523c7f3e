import Glibc

/// How one judge compares criteria two by two: how many times as important that of the row is as that of the column.
public struct PairwiseJudgement: Equatable, Sendable {
  /// Who compares.
  public var judge: String
  /// What is compared, 1 to 15 names.
  public var criteria: [String]
  /// Row by row, from 1/100 to 100, usually from 1/9 to 9; nil where nothing was said. One half is enough: what is
  /// missing in the other is its reciprocal, and on the diagonal 1; reciprocals may be rounded to two digits.
  public var entries: [[Double?]]

  public init(judge: String, criteria: [String], entries: [[Double?]]) {
    self.judge = judge
    self.criteria = criteria
    self.entries = entries
  }
}

/// A comparison of every two criteria, in the byte order of their names; nil where a pair was not compared.
struct PairwiseMatrix: Equatable {
  let criteria: [String]
  private(set) var rows: [[Double?]]

  /// The entries, when every two criteria were compared.
  var complete: [[Double]]? {
    let full = rows.map { $0.compactMap { $0 } }
    return full.allSatisfy { $0.count == criteria.count } ? full : nil
  }

  /// How many pairs were compared.
  var compared: Int {
    pairs(of: criteria.count).count { rows[$0.0][$0.1] != nil }
  }
}

/// Every two of so many places, the smaller one first.
func pairs(of count: Int) -> [(Int, Int)] {
  (0..<count).flatMap { first in (first + 1..<max(count, first + 1)).map { (first, $0) } }
}

extension PairwiseMatrix {
  /// The geometric means of what the judges say, pair by pair, over those who compared the pair.
  init(meanOf matrices: [PairwiseMatrix]) {
    criteria = matrices.first?.criteria ?? []
    rows = criteria.indices.map { row in
      matrices[0].criteria.indices.map { column in
        let given = matrices.compactMap { $0.rows[row][column] }
        guard given.count > 1 else { return given.first }
        return exp(orderFreeSum(given.map { log($0) }) / Double(given.count))
      }
    }
  }

  /// Reads a judgement, with the other half of what was given as one half only.
  init(_ judgement: PairwiseJudgement, _ faults: inout FaultList) {
    let order = judgement.criteria.indices.sorted { precedes(judgement.criteria[$0], judgement.criteria[$1]) }
    criteria = order.map { judgement.criteria[$0] }
    let entries = judgement.entries
    guard entries.count == order.count, entries.allSatisfy({ $0.count == order.count }) else {
      faults.add(
        judgement.judge, "entries", found: "\(entries.count) rows of \(lengths(of: entries))",
        expected: "\(order.count) rows of \(order.count) entries, a row and a column for each criterion")
      rows = []
      return
    }
    rows = order.map { row in order.map { entries[row][$0] } }
    for place in criteria.indices { settle(place, judgement.judge, &faults) }
    for (row, column) in pairs(of: criteria.count) { settle(row, column, judgement.judge, &faults) }
  }

  private mutating func settle(_ place: Int, _ judge: String, _ faults: inout FaultList) {
    if let found = rows[place][place], found != 1 {
      faults.add(judge, field(place, place), found: numeral(found), expected: "1, a criterion beside itself,")
    }
    rows[place][place] = 1
  }

  private mutating func settle(_ row: Int, _ column: Int, _ judge: String, _ faults: inout FaultList) {
    let (upper, lower) = (rows[row][column], rows[column][row])
    let isUsable = [(upper, field(row, column)), (lower, field(column, row))].map { entry, field in
      guard let entry, !(entry >= 0.01 && entry <= 100) else { return true }
      faults.add(judge, field, found: numeral(entry), expected: "a ratio from 1/100 to 100")
      return false
    }
    guard isUsable == [true, true] else { return }
    switch (upper, lower) {
    case (let upper?, let lower?):
      let isRounded =
        abs(min(upper, lower) - 1 / max(upper, lower)) <= Self.rounding
        && abs(upper * lower - 1) <= Self.mostRounded
      guard !isRounded else {
        // What was rounded is as exact as what stands on the other side.
        if upper < lower { rows[row][column] = 1 / lower } else { rows[column][row] = 1 / upper }
        return
      }
      faults.add(
        judge, field(column, row), found: numeral(lower),
        expected: "\(numeral(1 / upper)), the reciprocal of \(numeral(upper)), or nothing")
    case (let upper?, nil): rows[column][row] = 1 / upper
    case (nil, let lower?): rows[row][column] = 1 / lower
    case (nil, nil): return
    }
  }

  /// By how much a reciprocal may be off that was written with two digits, such as 0.33 for a third.
  private static let rounding = 0.005 + 1e-9
  /// And by which part of itself at most, so that nothing is taken for rounded that says something else.
  private static let mostRounded = 0.06

  private func field(_ row: Int, _ column: Int) -> String { "\(criteria[row])/\(criteria[column])" }
}

private func lengths(of rows: [[Double?]]) -> String {
  Set(rows.map(\.count)).sorted().map(String.init).joined(separator: " or ")
}
