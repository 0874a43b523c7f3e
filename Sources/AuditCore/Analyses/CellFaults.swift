import AuditMethods

/// What is wrong in the cells that a method reads; all of it is told at once.
struct CellFaults {
  private var faults: [Fault] = []

  mutating func add(_ row: String, _ argument: String, found: String, expected: String) {
    faults.append(Fault(row: row, field: argument, found: found, expected: expected))
  }

  func throwIfAny() throws(AnalysisFailure) {
    if !faults.isEmpty { throw AnalysisFailure(faults) }
  }
}

extension AnalysisInputs {
  /// The word in a cell, which is one of those that the method knows; nothing where none is given.
  func word<Word: RawRepresentable & CaseIterable>(
    _ entry: Entry, _ argument: String, _ faults: inout CellFaults
  ) -> Word? where Word.RawValue == String {
    guard let text = value(entry, column(argument))?.text else { return nil }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      faults.add(Self.key(entry), argument, found: "`\(text)`", expected: "one of \(known)")
      return nil
    }
    return word
  }

  func day(_ entry: Entry, _ argument: String, _ faults: inout CellFaults) -> Day? {
    guard let text = value(entry, column(argument))?.text else { return nil }
    guard let day = Day(text) else {
      faults.add(Self.key(entry), argument, found: "`\(text)`", expected: "a day, as 2026-01-31,")
      return nil
    }
    return day
  }

  func flag(_ entry: Entry, _ argument: String, _ faults: inout CellFaults) -> Bool? {
    let value = value(entry, column(argument))
    if let text = value?.text {
      faults.add(Self.key(entry), argument, found: "`\(text)`", expected: "yes or no")
    }
    return value?.boolean
  }

  func whole(_ entry: Entry, _ argument: String, _ faults: inout CellFaults) -> Int? {
    whole(entry, column(argument), argument, &faults)
  }

  func whole(
    _ entry: Entry, _ column: Column?, _ argument: String, _ faults: inout CellFaults
  ) -> Int? {
    guard let number = number(entry, column) else { return nil }
    guard let whole = Int(exactly: number), abs(whole) <= 1_000_000_000_000 else {
      faults.add(Self.key(entry), argument, found: numeral(number), expected: "a whole number")
      return nil
    }
    return whole
  }
}
