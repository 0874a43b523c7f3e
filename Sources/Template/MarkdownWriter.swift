/// Writes a text into Markdown so that it reads as that text and nothing in it becomes markup.
///
/// Escapes only what could be markup where it stands: `C#`, `R&D`, `a_b`, `-5` and `3.5` stay as they are.
/// Rules after CommonMark 0.31 and the tables and strikethrough of GitHub Flavored Markdown.
struct MarkdownWriter {
  private let text: UnsafeBufferPointer<UInt8>
  private let following: UInt8
  private var index = 0
  /// From here on the text has not been written yet.
  private var pending = 0

  init(_ text: UnsafeBufferPointer<UInt8>, following: UInt8) {
    self.text = text
    self.following = following
  }

  mutating func write(to output: inout [UInt8], lineStart: inout Int) {
    if let first = text.first, first.isBlank, Self.isBeforeContent(output, from: lineStart) { skipBlanks() }
    while index < text.count {
      let byte = text[index]
      if mayBeMarkup[Int(byte)] {
        special(byte, &output, &lineStart)
      } else {
        index += 1
      }
    }
    flush(&output, upTo: text.count)
  }

  private mutating func skipBlanks() {
    while index < text.count, text[index].isBlank { index += 1 }
    pending = index
  }

  private mutating func flush(_ output: inout [UInt8], upTo end: Int) {
    if pending < end { output.append(contentsOf: UnsafeBufferPointer(rebasing: text[pending..<end])) }
    pending = end
  }

  /// Writes what stands before, then `written` in place of the byte here.
  private mutating func replace(_ written: StaticString, _ output: inout [UInt8]) {
    flush(&output, upTo: index)
    output.append(contentsOf: UnsafeBufferPointer(start: written.utf8Start, count: written.utf8CodeUnitCount))
    index += 1
    pending = index
  }

  private mutating func escape(_ output: inout [UInt8]) {
    flush(&output, upTo: index)
    output.append(UInt8(ascii: "\\"))
    index += 1
  }

  private mutating func special(_ byte: UInt8, _ output: inout [UInt8], _ lineStart: inout Int) {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      escape(&output)
    case UInt8(ascii: "<"): replace("&lt;", &output)
    case UInt8(ascii: "&"): beginsEntity ? replace("&amp;", &output) : skip()
    case UInt8(ascii: "*"), UInt8(ascii: "_"): isEmphasis(byte, output, lineStart) ? escape(&output) : skip()
    case UInt8(ascii: "!"):
      index + 1 == text.count && following == UInt8(ascii: "[") ? escape(&output) : skip()
    case UInt8(ascii: ">"): quote(&output, lineStart)
    case UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="),
      UInt8(ascii: ":"):
      opensBlock(byte, &output, lineStart) ? escape(&output) : skip()
    case UInt8(ascii: "."), UInt8(ascii: ")"): endsNumber(&output, lineStart) ? escape(&output) : skip()
    case 0x09: replace(" ", &output)
    case 0x0A, 0x0D: newline(&output, &lineStart)
    default: hidden(&output, &lineStart)
    }
  }

  private mutating func skip() { index += 1 }

  // MARK: Neighbours

  /// The byte before this one, in the text or in what has been written.
  private func previous(_ output: [UInt8]) -> UInt8? { index > pending ? text[index - 1] : output.last }

  /// The byte after this one; nil at the end, where anything may follow.
  private var next: UInt8? {
    guard index + 1 < text.count else { return following == 0 ? nil : following }
    return isSeparator(at: index + 1) ? 0x0A : text[index + 1]
  }

  /// Whether a line or paragraph separator (U+2028, U+2029) begins at a byte.
  private func isSeparator(at position: Int) -> Bool {
    position + 2 < text.count && text[position] == 0xE2 && text[position + 1] == 0x80
      && (text[position + 2] == 0xA8 || text[position + 2] == 0xA9)
  }

  private var beginsEntity: Bool {
    var end = index + 1
    while end < text.count, end < index + 34, text[end].isWord || text[end] == UInt8(ascii: "#") { end += 1 }
    if end == text.count { return following == 0 || following == UInt8(ascii: ";") }
    return text[end] == UInt8(ascii: ";") && end > index + 1
  }

  private func isEmphasis(_ byte: UInt8, _ output: [UInt8], _ lineStart: Int) -> Bool {
    if byte == UInt8(ascii: "_") {
      return !(isLetter(before: index, output) && isLetter(after: index))
    }
    guard let before = previous(output), let after = next, before.isBlank, after.isBlank else { return true }
    return index == 0 || Self.isBeforeContent(output, from: lineStart)
  }

  private func isLetter(before position: Int, _ output: [UInt8]) -> Bool {
    if position > pending {
      if text[position - 1] < 0x80 { return text[position - 1].isLetterOrDigit }
      var start = position - 1
      while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
      return String(decoding: text[start..<position], as: UTF8.self).unicodeScalars.allSatisfy(
        \.isLetterOrDigit)
    }
    guard let last = output.last else { return false }
    if last < 0x80 { return last.isLetterOrDigit }
    var start = output.count - 1
    while start > 0, output[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: output[start...], as: UTF8.self).unicodeScalars.allSatisfy(\.isLetterOrDigit)
  }

  private func isLetter(after position: Int) -> Bool {
    guard position + 1 < text.count else { return following < 0x80 && following.isLetterOrDigit }
    if text[position + 1] < 0x80 { return text[position + 1].isLetterOrDigit }
    var end = position + 2
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: text[(position + 1)..<end], as: UTF8.self).unicodeScalars.allSatisfy(
      \.isLetterOrDigit)
  }

  // MARK: Beginnings of lines

  /// Whether a line holds nothing yet but blanks and the marks of lists and quotes.
  private static func isBeforeContent(_ output: [UInt8], from lineStart: Int) -> Bool {
    var position = lineStart
    while position < output.count {
      let byte = output[position]
      if byte.isDigit {
        while position < output.count, output[position].isDigit { position += 1 }
        guard position < output.count,
          output[position] == UInt8(ascii: ".") || output[position] == UInt8(ascii: ")")
        else { return false }
      } else if !byte.isBlank, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "-"),
        byte != UInt8(ascii: "+"),
        byte != UInt8(ascii: "*")
      {
        return false
      }
      position += 1
    }
    return true
  }

  /// Whether a block could begin here: nothing but marks stands before it in its line.
  private mutating func isAtLineStart(_ output: inout [UInt8], _ lineStart: Int) -> Bool {
    if let before = previous(output), !before.isBlank, before != UInt8(ascii: ">"), !before.isLineEnd {
      return false
    }
    flush(&output, upTo: index)
    return Self.isBeforeContent(output, from: lineStart)
  }

  private mutating func quote(_ output: inout [UInt8], _ lineStart: Int) {
    let endsComment =
      index > 1 && text[index - 1] == UInt8(ascii: "-") && text[index - 2] == UInt8(ascii: "-")
    endsComment || index == 0 && output.last == UInt8(ascii: "-") || isAtLineStart(&output, lineStart)
      ? replace("&gt;", &output) : skip()
  }

  /// Headings, bullets, rules, underlines: their mark is followed by a blank, the end, or its like.
  private mutating func opensBlock(_ byte: UInt8, _ output: inout [UInt8], _ lineStart: Int) -> Bool {
    // `:-` and `-:` alone in a line would make the line above the head of a table.
    let partner =
      byte == UInt8(ascii: ":") ? UInt8(ascii: "-") : (byte == UInt8(ascii: "-") ? UInt8(ascii: ":") : byte)
    if let after = next, after != partner {
      guard byte != UInt8(ascii: ":"), after.isBlank || after.isLineEnd || after == byte else { return false }
    }
    if byte == UInt8(ascii: "#"), let before = previous(output), before.isBlank { return true }
    return isAtLineStart(&output, lineStart)
  }

  /// Whether a number at the beginning of the line ends here and would count a list.
  private mutating func endsNumber(_ output: inout [UInt8], _ lineStart: Int) -> Bool {
    guard let before = previous(output), before.isDigit else { return false }
    if let after = next, !after.isBlank, !after.isLineEnd { return false }
    flush(&output, upTo: index)
    var start = output.count
    while start > lineStart, output[start - 1].isDigit { start -= 1 }
    return output.count - start <= 9 && Self.isBeforeContent(Array(output[lineStart..<start]), from: 0)
  }

  // MARK: What is not seen

  private mutating func hidden(_ output: inout [UInt8], _ lineStart: inout Int) {
    if let hidden = HiddenCharacter(text, at: index) {
      flush(&output, upTo: index)
      hidden.append(to: &output)
      index += hidden.length
      pending = index
    } else if isSeparator(at: index) {
      newline(&output, &lineStart)
    } else {
      index += 1
    }
  }

  /// Line ends in a text: a break within the same paragraph, or ` / ` where the line must not end.
  private mutating func newline(_ output: inout [UInt8], _ lineStart: inout Int) {
    var end = index
    while end > pending, text[end - 1].isBlank { end -= 1 }
    flush(&output, upTo: end)
    skipLineEnds()
    guard index < text.count else { return }
    if output.count == lineStart || Self.isBeforeContent(output, from: lineStart) { return }
    let first = output[lineStart...].first { !$0.isBlank && $0 != UInt8(ascii: ">") }
    if first == UInt8(ascii: "|") || first == UInt8(ascii: "#") {
      output.append(contentsOf: " / ".utf8)
    } else {
      output.append(contentsOf: "\\\n".utf8)
      lineStart = output.count
    }
  }

  private mutating func skipLineEnds() {
    while index < text.count {
      if text[index].isBlank || text[index].isLineEnd {
        index += 1
      } else if isSeparator(at: index) {
        index += 3
      } else {
        break
      }
    }
    pending = index
  }
}

/// The bytes that are looked at twice.
private let mayBeMarkup: [Bool] = {
  var table = Array(repeating: false, count: 256)
  for byte in 0..<0x20 { table[byte] = true }
  for byte in "\\`*_[]<>#|&~-+=.):!\u{7F}".utf8 { table[Int(byte)] = true }
  for byte in [0xC2, 0xE2, 0xEF] { table[byte] = true }
  return table
}()

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isLetterOrDigit: Bool { isWord && self != UInt8(ascii: "_") }
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool { properties.isAlphabetic || properties.numericType != nil }
}
