public import Diagnostics

extension Table {
  /// The name of a column as it is looked for: without spaces and tabs around it.
  static func columnName(_ text: String) -> String {
    var text = text[...]
    while let first = text.unicodeScalars.first, first == " " || first == "\t" {
      text.unicodeScalars.removeFirst()
    }
    while let last = text.unicodeScalars.last, last == " " || last == "\t" {
      text.unicodeScalars.removeLast()
    }
    return String(text)
  }

  /// Why the names of columns cannot tell them apart.
  public static func mistakes(inHeader header: [Cell]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var first: [String: SourceSpan] = [:]
    for (place, cell) in header.enumerated() {
      if cell.text.isEmpty {
        diagnostics.append(.columnWithoutName(place + 1, at: cell.span))
      } else if let earlier = first.updateValue(cell.span, forKey: cell.text) {
        first[cell.text] = earlier
        diagnostics.append(.columnTwice(cell.text, at: cell.span, first: earlier))
      }
    }
    return diagnostics
  }

  /// What is wrong with a cell whose value is needed, if it has none.
  public func fault(_ row: Int, _ column: Int) -> Diagnostic? {
    switch kind(row, column) {
    case .error: .errorInCell(text(row, column), at: span(row, column))
    case .uncomputed: .uncomputedCell(at: span(row, column))
    case .text, .number, .percent, .date, .boolean: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func columnWithoutName(_ number: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic("column-without-name", "column \(number) has no name", at: span)
  }

  fileprivate static func columnTwice(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      "duplicate-column", "column `\(name)` is named twice", at: span,
      notes: [Note("first named here", at: first)])
  }

  static func errorInCell(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "error-in-cell", "the formula in this cell comes to `\(text)`", at: span,
      help: "mend the formula, or write the value in its place")
  }

  static func uncomputedCell(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "uncomputed-cell", "the formula in this cell was never computed", at: span,
      help: "open the file in a spreadsheet program and save it: that stores the values")
  }
}
