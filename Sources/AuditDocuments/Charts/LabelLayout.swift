import Diagnostics

/// The distance from one line of text to the next.
func lineHeight(_ size: Double) -> Double { size * 1.25 }

/// How wide a text will be, near enough to place it: fonts differ from machine to machine, so nothing is set so tight
/// that the difference shows.
func textWidth(_ text: some StringProtocol, size: Double) -> Double {
  text.unicodeScalars.reduce(0) { $0 + scalarWidth($1) } * size
}

private func scalarWidth(_ scalar: Unicode.Scalar) -> Double {
  switch scalar {
  case "i", "j", "l", "I", "'", "|", "!", ".", ",", ":", ";": 0.29
  case "f", "r", "t", "(", ")", "[", "]", "/", " ", "-": 0.37
  case "m", "w", "M", "W", "%", "@": 0.88
  case "A"..."Z", "&": 0.7
  case "→": 1
  // Shown as U+FFFD.
  case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
    "\u{FFFD}"..."\u{FFFF}":
    1
  default:
    scalar.isASCII
      ? 0.56 : displayWidth(String(scalar)) == 2 ? 1 : displayWidth(String(scalar)) == 0 ? 0 : 0.62
  }
}

/// A text in lines no wider than `width` and of much the same length, at most so many; what does not fit ends in `…`.
///
/// Breaks after spaces and hyphens and between Chinese characters, never before a closing mark, and within a word only
/// where the word alone is too wide.
func wrapped(_ text: String, width: Double, size: Double, most: Int) -> [String] {
  let text = String(text.prefix(longestLabel))
  let lines = filled(text, width: width, size: size, most: most)
  if lines.count > most { return cut(lines, width, size, most) }
  // The narrowest lines of the same number leave no single letter in the last.
  var (narrow, wide) = (min(width, widestPiece(of: text, size: size)), width)
  var best = lines
  while lines.count > 1, wide - narrow > 1 {
    let middle = (narrow + wide) / 2
    let tried = filled(text, width: middle, size: size, most: most)
    if tried.count == lines.count { (best, wide) = (tried, middle) } else { narrow = middle }
  }
  return best
}

/// No drawing has room for more letters.
private let longestLabel = 400

private func cut(_ lines: [String], _ width: Double, _ size: Double, _ most: Int) -> [String] {
  var lines = Array(lines.prefix(most))
  if let last = lines.popLast() {
    lines.append(beginning(of: last, width: width - textWidth("…", size: size), size: size) + "…")
  }
  return lines
}

/// The text in lines, each filled before the next; one more than `most` where there are too many.
private func filled(_ text: String, width: Double, size: Double, most: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var rest = pieces(of: text)[...]
  while let piece = rest.first {
    if textWidth(trimmed(line + piece), size: size) <= width {
      line += piece
      rest.removeFirst()
    } else if line.isEmpty {
      let head = beginning(of: piece, width: width, size: size)
      lines.append(head)
      let tail = String(piece.dropFirst(head.count))
      rest.removeFirst()
      if !trimmed(tail).isEmpty { rest = [tail] + rest }
    } else {
      lines.append(trimmed(line))
      line = ""
    }
    if lines.count > most { break }
  }
  if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
  return lines
}

/// The width of the widest part of a text that should not be broken.
func widestPiece(of text: String, size: Double) -> Double {
  pieces(of: text).map { textWidth(trimmed($0), size: size) }.max() ?? 0
}

/// As many letters as fit, but at least one.
private func beginning(of text: String, width: Double, size: Double) -> String {
  var head = ""
  for letter in text {
    if !head.isEmpty, textWidth(head, size: size) + textWidth(String(letter), size: size) > width { break }
    head.append(letter)
  }
  return head
}

private func trimmed(_ text: String) -> String {
  String(text.reversed().drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace })
}

/// The text cut wherever a line may end.
private func pieces(of text: String) -> [String] {
  var pieces: [String] = []
  var piece = ""
  var previous: Character?
  for letter in text.map({ $0.isNewline ? " " : $0 }) {
    if let previous, mayBreak(between: previous, and: letter) {
      pieces.append(piece)
      piece = ""
    }
    piece.append(letter)
    previous = letter
  }
  return piece.isEmpty ? pieces : pieces + [piece]
}

private func mayBreak(between left: Character, and right: Character) -> Bool {
  if right.isWhitespace || "，。、；：！？）》」』”’〉】·,.;:!?)]".contains(right) { return false }
  if "（《「『“‘〈【([".contains(left) { return false }
  if left.isWhitespace || left == "-" || left == "/" { return true }
  return isWide(left) || isWide(right)
}

private func isWide(_ letter: Character) -> Bool { displayWidth(String(letter)) >= 2 }
