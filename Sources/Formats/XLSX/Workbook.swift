public import Diagnostics

/// A spreadsheet file with the names of its sheets; a sheet is read when it is asked for.
public struct Workbook {
  /// One sheet that has cells.
  public struct Sheet: Sendable {
    public let name: String
    /// Whether people see it only after they have made it visible.
    public let isHidden: Bool
    let part: String
  }

  /// In the order of their tabs.
  public let sheets: [Sheet]
  private let package: Package
  private let parts: [String: String]
  private let facts: WorkbookListener

  static let namespaces = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
  ]

  /// Opens a file; throws the one reason why it cannot be read, which has no place in a text.
  public init(_ source: SourceFile) throws(Diagnostic) {
    let package = Package(archive: try ZipArchive(source))
    guard package.archive.has("[Content_Types].xml") else { throw .noOfficeFile(source, package.archive) }
    let main = try package.relationships(of: "").first { $0.kind == "officeDocument" }?.part
    guard let main else { throw .damaged(source, "it does not say which part is the workbook") }
    let type = try package.contentType(of: main) ?? ""
    guard type.contains("sheet.") || type.contains("template.") || type.contains("addin."),
      type.contains("spreadsheetml") || type.contains("ms-excel"), type.hasSuffix("+xml")
    else { throw .noWorkbook(source, type) }
    let facts = WorkbookListener()
    try package.read(main, Self.namespaces, into: facts)
    let relationships = try package.relationships(of: main)
    var sheets: [Sheet] = []
    for sheet in facts.sheets {
      guard let relationship = relationships.first(where: { $0.id == sheet.relationship }) else {
        throw .damaged(source, "no part is named for the sheet `\(sheet.name)`")
      }
      // Charts, dialogues and old macros have tabs as well, but no cells.
      guard relationship.kind == "worksheet", let part = relationship.part else { continue }
      sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, part: part))
    }
    var parts: [String: String] = [:]
    for relationship in relationships where parts[relationship.kind] == nil {
      parts[relationship.kind] = relationship.part
    }
    self.sheets = sheets
    self.package = package
    self.parts = parts
    self.facts = facts
  }

  /// The sheet of a name; without one, the only sheet that people see.
  public func sheet(named name: String?) throws(Diagnostic) -> Sheet {
    guard let name else {
      let visible = sheets.filter { !$0.isHidden }
      guard let only = visible.first, visible.count == 1 else { throw .sheetUnclear(self) }
      return only
    }
    guard let sheet = sheets.first(where: { $0.name == name }) else { throw .unknownSheet(name, self) }
    return sheet
  }

  /// The table on a sheet, and what is wrong with it.
  ///
  /// The first row that is not empty names the columns. Empty rows and columns are left out; every other cell is read, or
  /// told with its place. The table is nil when nothing can be relied on.
  public func table(_ sheet: Sheet) -> (table: Table?, diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      let formats = NumberFormats()
      if let styles = parts["styles"] { try package.read(styles, Self.namespaces, into: formats) }
      let strings = SharedStrings()
      if let part = parts["sharedStrings"] { try package.read(part, Self.namespaces, into: strings) }
      if strings.isBeyondReading { throw .workbookTooLarge(source, SharedStrings.limit) }
      let reader = SheetReader(
        strings: strings, formats: formats.byStyle,
        dates: SerialDate(startsIn1904: facts.startsIn1904), trustsFormulas: !facts.isToBeComputed)
      try package.read(sheet.part, Self.namespaces, into: reader)
      if let fault = reader.fault { throw fault.diagnostic(sheet, source) }
      return try SheetPage(reader, name: sheet.name, source).table()
    } catch {
      return (nil, [error])
    }
  }

  private var source: SourceFile { package.archive.source }

  fileprivate var name: String { source.name }

  /// The names of all sheets for a message.
  fileprivate var listed: String {
    let names = sheets.prefix(20).map { "`\($0.name)`" + ($0.isHidden ? " (hidden)" : "") }
    return names.joined(separator: ", ") + (sheets.count > 20 ? ", … (\(sheets.count) in all)" : "")
  }
}

/// Hears what the workbook itself says: its sheets, how it counts days, and whether its formulas were computed.
final class WorkbookListener: XMLListener {
  fileprivate private(set) var sheets: [(name: String, relationship: String, isHidden: Bool)] = []
  private(set) var startsIn1904 = false
  /// A spreadsheet program is to compute everything on opening: what stands at formulas now was never computed.
  private(set) var isToBeComputed = false

  func begin(_ element: XMLElement) -> Bool {
    if element.is("sheet"), let name = element["name"], let relationship = element.prefixed("id") {
      sheets.append((name, relationship, ["hidden", "veryHidden"].contains(element["state"])))
    } else if element.is("workbookPr") {
      startsIn1904 = element.says("date1904")
    } else if element.is("calcPr") {
      isToBeComputed = element.says("fullCalcOnLoad")
    }
    return true
  }

  func end() -> Bool { true }
}

extension Diagnostic {
  fileprivate static func noOfficeFile(_ source: SourceFile, _ archive: ZipArchive) -> Diagnostic {
    let isOpenDocument = archive.has("mimetype") && archive.has("content.xml")
    return Diagnostic(
      "not-a-workbook",
      isOpenDocument
        ? "`\(source.name)` is an OpenDocument file, which is not read"
        : "`\(source.name)` is an archive, but no workbook in the format XLSX", at: nil,
      help: "save it as .xlsx or as CSV")
  }

  fileprivate static func noWorkbook(_ source: SourceFile, _ type: String) -> Diagnostic {
    let what =
      type.contains("binary")
      ? "a workbook in the binary format .xlsb"
      : type.contains("word")
        ? "a text document" : type.contains("presentation") ? "a presentation" : "no workbook"
    return Diagnostic(
      "not-a-workbook", "`\(source.name)` is \(what), which is not read", at: nil,
      help: "save it as .xlsx or as CSV")
  }

  fileprivate static func sheetUnclear(_ workbook: Workbook) -> Diagnostic {
    let visible = workbook.sheets.count { !$0.isHidden }
    return Diagnostic(
      "sheet-unclear",
      workbook.sheets.isEmpty
        ? "`\(workbook.name)` has no sheet with cells"
        : visible == 0
          ? "`\(workbook.name)` has hidden sheets only: \(workbook.listed)"
          : "`\(workbook.name)` has several sheets: \(workbook.listed)", at: nil,
      help: workbook.sheets.isEmpty
        ? nil : "state which of them is meant, such as `\(workbook.sheets[0].name)`"
    )
  }

  fileprivate static func unknownSheet(_ name: String, _ workbook: Workbook) -> Diagnostic {
    Diagnostic(
      "unknown-sheet", "`\(workbook.name)` has no sheet `\(name)`; it has \(workbook.listed)", at: nil,
      help: didYouMean(name, workbook.sheets.map(\.name)))
  }
}
