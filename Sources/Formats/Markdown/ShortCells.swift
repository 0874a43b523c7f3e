import Diagnostics

/// Marks the cells of tables that are better not broken: dates, names, states.
///
/// A browser may break Chinese anywhere, and a date at its hyphens; in a narrow column it breaks `2026-03-15` and a
/// name of three letters although the column beside it has room to give.
enum ShortCells {
  /// In columns of a terminal: ten hold a date, or five Chinese characters.
  private static let longest = 10

  /// The page with `class="short"` at every short cell that could break. No text can look like a cell: its `<` is
  /// escaped.
  static func marked(in html: [UInt8]) -> [UInt8] {
    let (opening, closing) = (Array("<td".utf8), Array("</td>".utf8))
    var result: [UInt8] = []
    result.reserveCapacity(html.count + html.count / 16)
    var (copied, index) = (0, 0)
    while index + closing.count < html.count {
      guard html[index] == UInt8(ascii: "<"), html[index + 1] == UInt8(ascii: "t"),
        html[index..<index + 3].elementsEqual(opening),
        let start = html[index...].firstIndex(of: UInt8(ascii: ">"))
      else {
        index += 1
        continue
      }
      if isShort(html[(start + 1)...]) {
        result += html[copied..<index + 3]
        result += " class=\"short\"".utf8
        copied = index + 3
      }
      index = start + 1
    }
    return copied == 0 ? html : result + html[copied...]
  }

  /// Whether the cell that begins here is short and could break all the same. A cell stands on one line.
  private static func isShort(_ html: ArraySlice<UInt8>) -> Bool {
    var text: [UInt8] = []
    var isInTag = false
    for byte in html {
      if byte == 0x0A || text.count > 4 * longest { break }
      if byte == UInt8(ascii: "<") { isInTag = true }
      if !isInTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    let mayBreak = text.contains { $0 >= 0x80 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ") }
    return mayBreak && displayWidth(String(decoding: text, as: UTF8.self)) <= longest
  }
}
