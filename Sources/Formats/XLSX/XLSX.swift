public import Diagnostics

/// Spreadsheets in Office Open XML (ECMA-376, transitional and strict): read into a `Table`, never written.
///
/// A cell is read as it is shown, as far as that loses nothing: a day as `2026-01-31`, a share of 25% as `0.25`, a number
/// in the fewest digits that mean it, a formula as the value that was computed last.
public enum XLSX {
  public static let maximumFileBytes = 256 << 20
  public static let maximumParts = 10_000
  /// How large a part of the archive may be when it is inflated.
  public static let maximumPartBytes = 128 << 20
  /// How long all texts of a sheet may be together, those that cells share counted for each cell.
  public static let maximumTextBytes = 64 << 20
  /// How much larger than in the archive a part may be. Sheets come to some ten or twenty.
  public static let maximumRatio = 200
  /// Smaller parts may have any ratio.
  static let harmlessPartBytes = 8 << 20
  public static let maximumDepth = 64
  public static let maximumRows = 1_048_576
  public static let maximumColumns = 16_384
  public static let maximumCellBytes = 1 << 20
  /// How many cells a table may have, the empty ones between others included.
  public static let maximumCells = 4_000_000
  /// So many mistakes of one kind in a sheet are told one by one; the rest are counted.
  static let toldMistakes = 50

  /// Whether a file is a spreadsheet, or meant to be one, and not a text.
  public static func isSpreadsheet(_ source: SourceFile) -> Bool {
    if source.bytes.starts(with: zipMark) || source.bytes.starts(with: emptyZipMark) { return true }
    if source.bytes.starts(with: compoundMark) { return true }
    let name = source.name.lowercased()
    return [".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods"].contains { name.hasSuffix($0) }
  }

  static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  static let emptyZipMark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  /// The first bytes of old Office files, and of new ones under a password.
  static let compoundMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
}

extension Diagnostic {
  /// Why a file is no archive at all; nothing where it looks like one.
  static func notAnArchive(_ source: SourceFile) -> Diagnostic? {
    let bytes = source.bytes
    if bytes.count > XLSX.maximumFileBytes { return .fileTooLarge(source, XLSX.maximumFileBytes) }
    if bytes.starts(with: XLSX.zipMark) || bytes.starts(with: XLSX.emptyZipMark) { return nil }
    guard bytes.starts(with: XLSX.compoundMark) else {
      return Diagnostic(
        "not-a-workbook",
        bytes.isEmpty ? "`\(source.name)` is empty" : "`\(source.name)` is no workbook in the format XLSX",
        at: nil,
        help: firstInvalidUTF8(in: bytes) == nil && !bytes.isEmpty
          ? "it is a text: if it is CSV, let its name end in `.csv`" : "save it as .xlsx or as CSV")
    }
    let isProtected = bytes.holds("EncryptedPackage".utf8.flatMap { [$0, 0] })
    return isProtected
      ? Diagnostic(
        "protected-workbook", "`\(source.name)` is protected by a password, so it cannot be read", at: nil,
        help: "save a copy without the password, or the sheet as CSV")
      : Diagnostic(
        "not-a-workbook", "`\(source.name)` is in the format of Excel 97 to 2003, which is not read", at: nil,
        help: "save it as .xlsx or as CSV")
  }

  /// What is wrong with the make of a workbook, which no author has written by hand.
  static func damaged(_ source: SourceFile, _ what: String) -> Diagnostic {
    Diagnostic(
      "damaged-workbook", "`\(source.name)` is damaged: \(what)", at: nil,
      help: "open it in a spreadsheet program and save it again, or save the sheet as CSV")
  }

  /// A limit that an honest workbook does not reach.
  static func workbookTooLarge(_ source: SourceFile, _ what: String) -> Diagnostic {
    Diagnostic(
      "workbook-too-large", "`\(source.name)`: \(what)", at: nil,
      help: "save the sheet as CSV, of which more is read")
  }
}

extension [UInt8] {
  /// Whether some bytes stand in the first 64 KB, or in the last.
  fileprivate func holds(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    func holds(_ part: ArraySlice<UInt8>) -> Bool {
      part.indices.contains { part[$0] == first && part[$0...].starts(with: wanted) }
    }
    return holds(prefix(1 << 16)) || holds(suffix(1 << 16))
  }
}
