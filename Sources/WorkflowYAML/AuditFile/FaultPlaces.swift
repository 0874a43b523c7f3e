import AuditCore
import Diagnostics
import Formats

/// Where in the tables of a method that stands which it cannot use.
struct FaultPlaces: Sendable {
  /// One table: which columns tell its rows apart, and which the arguments are.
  struct Register: Sendable {
    let table: Table
    let key: [Int]
    /// The columns by the arguments that they are, and by their own names.
    let columns: [String: Int]
    /// A part of the key that methods do not name: who said it, or what it is about.
    var aside: Int?
    /// Where scores stand below each other.
    var scores: Int?
    /// The columns that hold weights, by the axes whose keys these weigh.
    var weights: [String: Int] = [:]
  }

  let registers: [Register]

  /// The cells, rows or headings that faults are about; nil where none is to be found.
  func spans(of faults: [AnalysisFault]) -> [SourceSpan?] {
    let registers = registers.map(Called.init)
    return faults.map { span(of: $0, registers) }
  }

  private func span(of fault: AnalysisFault, _ registers: [Called]) -> SourceSpan? {
    guard let field = fault.field else { return nil }
    guard let row = fault.row else {
      return first { $0.weight(field, \.weights) } ?? first { $0.weight(field, \.columns) }
        ?? first { register in register.columns[field].map(register.heading) }
    }
    func cell(_ called: Called) -> SourceSpan? { called.cell(row, field) }
    return registers.lazy.filter { $0.register.columns[field] != nil }.compactMap(cell).first
      ?? registers.lazy.compactMap(cell).first
      ?? first { $0.comparison(by: row, field) } ?? first { $0.crossing(row, field) }
  }

  private func first(_ span: (Register) -> SourceSpan?) -> SourceSpan? {
    registers.lazy.compactMap(span).first
  }
}

/// A table with its rows by what methods call them.
private struct Called {
  let register: FaultPlaces.Register
  /// By their keys; by their keys without a part that stands for itself; and by that together with the part.
  private var rows: [String: Int] = [:]
  private var shortened: [String: Int] = [:]
  private var parted: [[String]: Int] = [:]

  init(_ register: FaultPlaces.Register) {
    self.register = register
    let others = register.key.filter { $0 != register.aside }
    for row in (0..<register.table.rowCount).reversed() {
      rows[register.written(register.key, row)] = row
      guard let aside = register.aside else { continue }
      let short = register.written(others, row)
      shortened[short] = row
      parted[[short, register.text(row, aside)]] = row
    }
  }

  /// The cell of a row, or all of the row where no column is meant. A row is called by its key, or without a part of it that then
  /// stands as the field, or for itself.
  func cell(_ row: String, _ field: String) -> SourceSpan? {
    let column = register.columns[field]
    let place = rows[row] ?? (column == nil ? parted[[row, field]] : shortened[row])
    guard let place else { return nil }
    return (column ?? register.scores).map { register.table.span(place, $0) }
      ?? register.table.span(row: place)
  }
}

extension FaultPlaces.Register {
  fileprivate func heading(_ column: Int) -> SourceSpan { table.header[column].span }

  /// The weight of a key of an axis, `weights.class.about`; the heading of the weights where that key is in no row.
  fileprivate func weight(_ field: String, _ columns: KeyPath<Self, [String: Int]>) -> SourceSpan? {
    let parts = field.split(separator: ".", maxSplits: 2).map(String.init)
    guard parts.first == "weights", parts.count > 1,
      let column = self[keyPath: columns][parts[1]] ?? (parts.count == 2 ? self.columns["weight"] : nil)
    else { return nil }
    let row = parts.count < 3 ? nil : rows.first { written(key, $0) == parts[2] }
    return row.map { table.span($0, column) } ?? heading(column)
  }

  /// What a judge says of two criteria, `value/willingness`.
  fileprivate func comparison(by judge: String, _ field: String) -> SourceSpan? {
    for (name, column) in columns.sorted(by: { $0.key < $1.key }) where field.hasSuffix("/\(name)") {
      let criterion = String(field.dropLast(name.count + 1))
      let heading = columns[criterion].map { table.header[$0].text } ?? criterion
      let row = rows.first { row in
        written(key.filter { $0 != aside }, row) == heading && aside.map { text(row, $0) == judge } ?? true
      }
      if let row { return table.span(row, column) }
    }
    return nil
  }

  /// What methods call by two names, `group × aspect` or `sender → receiver`: the last row that has both.
  fileprivate func crossing(_ name: String, _ field: String) -> SourceSpan? {
    guard table.rowCount <= Self.searched else { return nil }
    for mark in [" × ", " → "] where name.contains(mark) {
      let names = Set(name.split(separator: mark).map(String.init))
      let row = rows.last { row in
        names.isSubset(of: table.header.indices.map { text(row, $0) })
      }
      if let row { return columns[field].map { table.span(row, $0) } ?? table.span(row: row) }
    }
    return nil
  }

  /// Rows beyond these are not gone through for one fault after another.
  private static let searched = 10_000

  private var rows: Range<Int> { 0..<table.rowCount }

  fileprivate func text(_ row: Int, _ column: Int) -> String { table.text(row, column).trimmingSpaces }

  fileprivate func written(_ key: [Int], _ row: Int) -> String {
    key.count == 1 ? text(row, key[0]) : EntryKey(key.map { text(row, $0) }).written
  }
}

extension MethodColumns {
  var places: FaultPlaces.Register {
    func place(_ name: String) -> Int? {
      for case (name, .column(let place)) in arguments { return place }
      return nil
    }
    let settings = Set(request.method.parameters.filter { !$0.kind.isOfTable }.map(\.name))
    let given = arguments.compactMap { argument -> (String, Int)? in
      if case .column(let place) = argument.value { (argument.name, place) } else { nil }
    }
    let own = header.indices.flatMap { [(field($0), $0), (header[$0], $0)] }.filter {
      !settings.contains($0.0)
    }
    return FaultPlaces.Register(
      table: table, key: key, columns: Dictionary(given + own, uniquingKeysWith: { first, _ in first }),
      aside: place("rater") ?? place("judge") ?? place("finding"), scores: place("scores"),
      weights: Dictionary(
        given.compactMap { argument, place in
          if argument == "weight" { return ("criterion", place) }
          return argument.hasSuffix("_weight") ? (String(argument.dropLast("_weight".count)), place) : nil
        }, uniquingKeysWith: { first, _ in first }))
  }
}
