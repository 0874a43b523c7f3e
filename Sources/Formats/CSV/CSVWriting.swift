/// A row of CSV with its line end: LF, which every reader takes and version control prefers.
public func csvRow(_ cells: some Sequence<String>) -> String {
  cells.map(csvCell).joined(separator: ",") + "\n"
}

/// The text as a cell of CSV: quoted where it must be, and never read as a formula.
///
/// Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end (CWE-1236), so such a cell gets an
/// apostrophe in front. A plain number such as `-3.5` stays a number.
public func csvCell(_ text: String) -> String {
  var content =
    text.unicodeScalars.contains("\0")
    ? String(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : Character($0) }) : text
  if startsFormula(content), !isPlainNumber(content) { content = "'" + content }
  let needsQuotes =
    content.utf8.contains { ",;\"\t\r\n".utf8.contains($0) } || content.hasPrefix(" ")
    || content.hasSuffix(" ")
  guard needsQuotes else { return content }
  var quoted = "\""
  for scalar in content.unicodeScalars {
    if scalar == "\"" { quoted += "\"" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}

private func startsFormula(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first else { return false }
  // The full-width forms count too: some spreadsheets fold them before they look.
  return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
}

/// Digits with an optional sign, point and exponent, and nothing else.
private func isPlainNumber(_ text: String) -> Bool {
  var rest = Array(text.utf8)[...]
  func digits() -> Int {
    let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  func skip(_ characters: String) -> Bool {
    guard let first = rest.first, characters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
  _ = skip("+-")
  guard digits() > 0 else { return false }
  if skip("."), digits() == 0 { return false }
  if skip("eE") {
    _ = skip("+-")
    guard digits() > 0 else { return false }
  }
  return rest.isEmpty
}
