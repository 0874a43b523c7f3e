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

  /// The cell, row or heading that a fault is about; nil where none is to be found.
  func span(of fault: AnalysisFault) -> SourceSpan? {
    guard let field = fault.field else { return nil }
    guard let row = fault.row else {
      return first { $0.weight(field, \.weights) } ?? first { $0.weight(field, \.columns) }
        ?? first { register in register.columns[field].map(register.heading) }
    }
    return first { $0.columns[field] == nil ? nil : $0.cell(row, field) } ?? first { $0.cell(row, field) }
      ?? first { $0.comparison(by: row, field) } ?? first { $0.crossing(row, field) }
  }

  private func first(_ span: (Register) -> SourceSpan?) -> SourceSpan? {
    registers.lazy.compactMap(span).first
  }
}

extension FaultPlaces.Register {
  fileprivate func heading(_ column: Int) -> SourceSpan { table.header[column].span }

  /// The cell of a row, or all of the row where no column is meant.
  fileprivate func cell(_ row: String, _ field: String) -> SourceSpan? {
    guard let place = rows.first(where: { isCalled(row, field, $0) }) else { return nil }
    return (columns[field] ?? scores).map { table.span(place, $0) } ?? table.span(row: place)
  }

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
    for mark in [" × ", " → "] where name.contains(mark) {
      let names = Set(name.split(separator: mark).map(String.init))
      let row = rows.last { row in
        names.isSubset(of: table.header.indices.map { text(row, $0) })
      }
      if let row { return columns[field].map { table.span(row, $0) } ?? table.span(row: row) }
    }
    return nil
  }

  /// Whether a row is the one that a method calls so: by its key, or by its key without a part that then stands as the field, or for
  /// itself.
  private func isCalled(_ name: String, _ field: String, _ row: Int) -> Bool {
    if written(key, row) == name { return true }
    guard let aside, columns[field] != nil || text(row, aside) == field else { return false }
    return written(key.filter { $0 != aside }, row) == name
  }

  private var rows: Range<Int> { 0..<table.rowCount }

  private func text(_ row: Int, _ column: Int) -> String { table.text(row, column).trimmingSpaces }

  private func written(_ key: [Int], _ row: Int) -> String {
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
