import AuditCore
import Diagnostics
import Formats

/// Where in the tables of a method the rows stand that it cannot use.
struct FaultPlaces: Sendable {
  /// One table: which columns tell its rows apart, and which the arguments are.
  struct Register: Sendable {
    let table: Table
    let key: [Int]
    let columns: [String: Int]
    /// Who gave a score, where scores stand below each other.
    let rater: Int?
    let scores: Int?
  }

  let registers: [Register]

  /// The cell or row that a fault is about; nil where none is to be found.
  func span(of fault: AnalysisFault) -> SourceSpan? {
    guard let row = fault.row else { return nil }
    let field = fault.field ?? ""
    for register in registers {
      let column = register.columns[field] ?? register.table.header.firstIndex { $0.text == field }
      guard let place = (0..<register.table.rowCount).first(where: { register.isCalled(row, field, $0) })
      else {
        continue
      }
      return (column ?? register.scores).map { register.table.span(place, $0) }
        ?? register.table.span(row: place)
    }
    return nil
  }
}

extension FaultPlaces.Register {
  /// Whether a row is the one that a method calls so: by its key, or by its key without the rater, who is then called as the field.
  fileprivate func isCalled(_ name: String, _ field: String, _ row: Int) -> Bool {
    func text(_ column: Int) -> String { table.text(row, column).trimmingSpaces }
    if written(key.map(text)) == name { return true }
    guard let rater, text(rater) == field else { return false }
    return written(key.filter { $0 != rater }.map(text)) == name
  }

  private func written(_ parts: [String]) -> String { parts.count == 1 ? parts[0] : EntryKey(parts).written }
}

extension MethodColumns {
  var places: FaultPlaces.Register {
    func place(_ name: String) -> Int? {
      for case (name, .column(let place)) in arguments { return place }
      return nil
    }
    let columns = arguments.compactMap { argument -> (String, Int)? in
      if case .column(let place) = argument.value { (argument.name, place) } else { nil }
    }
    return FaultPlaces.Register(
      table: table, key: key, columns: Dictionary(columns, uniquingKeysWith: { first, _ in first }),
      rater: place("rater") ?? place("judge"), scores: place("scores"))
  }
}
