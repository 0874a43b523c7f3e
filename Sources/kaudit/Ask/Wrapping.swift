import Diagnostics

/// The text in lines of at most `width` columns, broken at spaces and between wide characters, later lines indented.
func wrapped(_ text: String, to width: Int, indent: Int = 0) -> [String] {
  let room = max(10, width - 1)
  let margin = String(repeating: " ", count: min(indent, room / 2))
  var lines: [String] = []
  for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
    var line = ""
    var used = 0
    for piece in pieces(String(paragraph)) {
      let space = displayWidth(piece)
      if used + displayWidth(piece.trimmedEnd) > room, used > displayWidth(margin) {
        lines.append(line.trimmedEnd)
        line = margin
        used = displayWidth(margin)
      }
      line += piece
      used += space
    }
    lines.append(line.trimmedEnd)
  }
  return lines
}

/// Words with the space after them, and wide characters one by one with the punctuation that must not begin a line.
private func pieces(_ text: String) -> [String] {
  var pieces: [String] = []
  for character in text {
    let isWide = displayWidth(String(character)) > 1
    guard let last = pieces.last?.last else {
      pieces.append(String(character))
      continue
    }
    let mustFollow = character == " " || "，。、；：？！）」』》”’".contains(character)
    let mustStay = "（「『《“‘".contains(last)
    let isSameWord = last != " " && !isWide && displayWidth(String(last)) == 1
    if mustFollow || mustStay || isSameWord {
      pieces[pieces.count - 1].append(character)
    } else {
      pieces.append(String(character))
    }
  }
  return pieces
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
