import Diagnostics
import Formats

/// A file that holds a table: CSV, a sheet of a workbook, or a list of records in JSON.
struct TableSource {
  let file: SourceFile
  /// The name of the sheet, and where it is said.
  var sheet: (name: String, span: SourceSpan?)?
  /// Where the file is named, for what has no place in the file itself.
  var namedAt: SourceSpan?

  /// The table; tells everything that is wrong with the file.
  func table(_ findings: Findings) -> Table? {
    let (table, diagnostics) = XLSX.isSpreadsheet(file) ? sheetTable() : textTable()
    findings.add(
      diagnostics.map { diagnostic in
        var placed = diagnostic
        placed.span = diagnostic.span ?? namedAt
        return placed
      })
    return table
  }

  private func textTable() -> (Table?, [Diagnostic]) {
    let (table, diagnostics) = JSONTable.isJSON(file) ? JSONTable.read(file) : CSV.read(file)
    guard let sheet else { return (table, diagnostics) }
    return (table, [.sheetOfText(file, at: sheet.span)] + diagnostics)
  }

  private func sheetTable() -> (Table?, [Diagnostic]) {
    do throws(Diagnostic) {
      let workbook = try Workbook(file)
      do throws(Diagnostic) { return workbook.table(try workbook.sheet(named: sheet?.name)) } catch {
        var placed = error
        placed.span = sheet?.span
        return (nil, [placed])
      }
    } catch {
      return (nil, [error])
    }
  }
}

extension Diagnostic {
  fileprivate static func sheetOfText(_ file: SourceFile, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "sheet-of-text", "`\(file.name)` is no workbook, and has no sheets", at: span,
      help: "leave the sheet out, or name an .xlsx file")
  }
}
