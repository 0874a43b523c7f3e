/// A table of ratings: a row for each unit and a column for each rater or item, such as assets by auditors or respondents by
/// questions.
public struct Ratings: Equatable, Sendable {
  /// What is rated, or who answers: the ids of the rows.
  public let units: [String]
  /// Who rates, or what is asked: the ids of the columns.
  public let columns: [String]
  /// Row by row; not a number where nothing was said.
  private let values: [Double]
  private let ragged: [Int]
  private let rowCount: Int
  /// The places of values that are not wanted: somebody has said that the question does not arise there.
  private let excused: Set<Int>

  /// The rows hold a value for each column, nothing where nothing was said; `notApplicable` are places, row and column, where
  /// none is wanted.
  public init(
    units: [String], columns: [String], rows: [[Double?]], notApplicable: [(unit: Int, column: Int)] = []
  ) {
    self.units = units
    excused = Set(notApplicable.map { $0.unit * columns.count + $0.column })
    self.columns = columns
    rowCount = rows.count
    ragged = zip(units.indices, rows).filter { $1.count != columns.count }.map(\.0)
    values = units.indices.flatMap { unit in
      let row = unit < rows.count ? rows[unit] : []
      return columns.indices.map { $0 < row.count ? row[$0] ?? .nan : .nan }
    }
  }

  public subscript(_ unit: Int, _ column: Int) -> Double? {
    let value = values[unit * columns.count + column]
    return value.isNaN ? nil : value
  }

  /// What stands in one column, unit by unit.
  func column(_ column: Int) -> [Double?] { units.indices.map { self[$0, column] } }

  /// What one unit was given, column by column, without what is missing.
  func given(_ unit: Int) -> [Double] {
    values[unit * columns.count..<(unit + 1) * columns.count].filter { !$0.isNaN }
  }

  /// The rows in which nothing is missing.
  var complete: CompleteRows {
    guard values.contains(where: \.isNaN) else {
      return CompleteRows(count: units.count, columns: columns.count, values: values)
    }
    let rows = units.indices.map { $0 * columns.count..<($0 + 1) * columns.count }
    let whole = rows.filter { row in !values[row].contains(where: \.isNaN) }
    return CompleteRows(count: whole.count, columns: columns.count, values: whole.flatMap { values[$0] })
  }

  /// How many values are wanted, but missing.
  var missing: Int { values.count(where: \.isNaN) - notApplicable }

  /// How many values are not wanted.
  var notApplicable: Int { excused.count { values[$0].isNaN } }

  /// The places of the values that are not wanted.
  private var unwanted: [(unit: Int, column: Int)] {
    excused.map { ($0 / columns.count, $0 % columns.count) }
  }

  /// Whether a value is not wanted.
  func isExcused(_ unit: Int, _ column: Int) -> Bool { excused.contains(unit * columns.count + column) }

  /// How many units a method leaves out: for want of values, and because what they lack is not wanted.
  func leftOut(_ isIn: (Int) -> Bool) -> (missing: Int, notApplicable: Int) {
    var left = (missing: 0, notApplicable: 0)
    for unit in units.indices where !isIn(unit) {
      let isWanting = columns.indices.contains { self[unit, $0] == nil && !isExcused(unit, $0) }
      if isWanting || excused.isEmpty { left.missing += 1 } else { left.notApplicable += 1 }
    }
    return left
  }

  /// Whether a unit lacks nothing.
  func isComplete(_ unit: Int) -> Bool {
    !values[unit * columns.count..<(unit + 1) * columns.count].contains(where: \.isNaN)
  }

  /// The same with the values of some columns turned round on their scale, as of questions that are worded negatively.
  public func reversed(_ turned: Set<String>, on scale: ClosedRange<Double>) -> Ratings {
    Ratings(
      units: units, columns: columns,
      rows: units.indices.map { unit in
        columns.indices.map { column in
          self[unit, column].map {
            turned.contains(columns[column]) ? scale.lowerBound + scale.upperBound - $0 : $0
          }
        }
      }, notApplicable: unwanted)
  }

  /// Complains of ids that are used twice, rows that do not fit the columns, and values off the scale.
  func check(_ faults: inout FaultList, scale: ClosedRange<Double>?) {
    faults.checkIDs(units)
    faults.checkIDs(columns)
    if rowCount != units.count {
      faults.add(nil, "rows", found: "\(rowCount)", expected: "one for each of \(units.count) ids")
    }
    for unit in ragged {
      faults.add(units[unit], "ratings", found: "of another length", expected: "\(columns.count) values")
    }
    // Squares of larger numbers have no sum.
    let range = scale ?? -1e100...1e100
    // Almost always nothing is wrong, which is seen by the numbers alone.
    guard !values.allSatisfy({ $0.isNaN || $0.isFinite && range.contains($0) }) else { return }
    for unit in units.indices {
      for column in columns.indices {
        faults.check(self[unit, column], in: range, units[unit], columns[column])
      }
    }
  }
}

/// The rows of a table without gaps, one after another.
struct CompleteRows {
  let count: Int
  let columns: Int
  /// Row by row.
  let values: [Double]

  func row(_ row: Int) -> ArraySlice<Double> { values[row * columns..<(row + 1) * columns] }

  func column(_ column: Int) -> [Double] { (0..<count).map { values[$0 * columns + column] } }

  var columnSums: [Double] {
    var sums = Array(repeating: 0.0, count: columns)
    for row in 0..<count {
      for column in 0..<columns { sums[column] += values[row * columns + column] }
    }
    return sums
  }

  var columnMeans: [Double] { columnSums.map { $0 / Double(count) } }

  /// What each value differs from the mean of its column.
  var apart: [Double] {
    let means = columnMeans
    var apart = values
    for row in 0..<count {
      for column in 0..<columns { apart[row * columns + column] -= means[column] }
    }
    return apart
  }
}

extension FaultList {
  /// Complains where there are fewer than so many of something.
  mutating func require(_ count: Int, atLeast least: Int, _ field: String, _ what: String) {
    if count < least { add(nil, field, found: "\(count)", expected: "at least \(least) \(what)") }
  }
}
