import Diagnostics

/// Cuts a template into text and tags.
struct TagScanner {
  private let source: SourceFile
  private let bytes: [UInt8]
  private(set) var tokens: [TemplateToken] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile) {
    self.source = source
    bytes = source.bytes
  }

  mutating func scan() {
    var textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var position = textStart
    while position + 1 < bytes.count {
      guard bytes[position] == UInt8(ascii: "{"), let kind = Self.kind(of: bytes[position + 1]) else {
        position += 1
        continue
      }
      addText(textStart..<position)
      position = tag(kind, from: position)
      textStart = position
    }
    addText(textStart..<bytes.count)
  }

  private static func kind(of byte: UInt8) -> TemplateToken.Kind? {
    switch byte {
    case UInt8(ascii: "{"): .output
    case UInt8(ascii: "%"): .statement
    case UInt8(ascii: "#"): .comment
    default: nil
    }
  }

  private mutating func addText(_ range: Range<Int>) {
    if !range.isEmpty { tokens.append(TemplateToken(kind: .text, range: range, inner: range)) }
  }

  /// Takes in the tag that opens here, and says where the text goes on.
  private mutating func tag(_ kind: TemplateToken.Kind, from start: Int) -> Int {
    var inner = start + 2
    // `{{-5}}` is a number, `{{- 5 }}` cuts the blanks before it.
    let isSign =
      kind == .output && inner + 1 < bytes.count && !bytes[inner + 1].isBlank && !bytes[inner + 1].isLineEnd
    let trimsBefore = inner < bytes.count && bytes[inner] == UInt8(ascii: "-") && !isSign
    if trimsBefore { inner += 1 }
    guard let end = end(of: kind, from: inner) else {
      let within = tagWithin(kind, from: inner)
      diagnostics.append(
        within.map { .tagInTag(at: source.span(bytes: $0.place)) }
          ?? .openTag(kind, at: source.span(bytes: start..<start + 2)))
      let next = within?.end ?? resume(after: inner)
      if kind == .statement {
        let line = inner..<min(endOfLine(from: inner), within?.place.lowerBound ?? next)
        tokens.append(TemplateToken(kind: kind, range: start..<next, inner: line, isCut: true))
      }
      return next
    }
    let trimsAfter = end > inner && bytes[end - 1] == UInt8(ascii: "-")
    tokens.append(
      TemplateToken(
        kind: kind, range: start..<end + 2, inner: inner..<(trimsAfter ? end - 1 : end),
        trimsBefore: trimsBefore,
        trimsAfter: trimsAfter))
    return end + 2
  }

  /// A tag that stands in this one where it should be an expression, and where this one ends in the same line.
  private func tagWithin(_ kind: TemplateToken.Kind, from start: Int) -> (place: Range<Int>, end: Int)? {
    let line = endOfLine(from: start)
    let place = resume(after: start)
    guard place < line, let inner = Self.kind(of: bytes[place + 1]),
      let end = end(of: inner, from: place + 2, before: line), end < line
    else { return nil }
    let mark = kind == .output ? UInt8(ascii: "}") : UInt8(ascii: "%")
    let next = resume(after: end + 2)
    let close = (end + 2..<max(end + 2, min(next, line) - 1)).first {
      bytes[$0] == mark && bytes[$0 + 1] == UInt8(ascii: "}")
    }
    return close.map { (place..<end + 2, $0 + 2) }
  }

  /// Where a line ends, or is so long that nobody reads it as one.
  private func endOfLine(from start: Int) -> Int {
    let most = min(bytes.count, start + 1000)
    return (start..<most).first { bytes[$0].isLineEnd } ?? most
  }

  /// The next tag after one that is not closed.
  private func resume(after start: Int) -> Int {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "{"), Self.kind(of: bytes[position + 1]) != nil { return position }
      position += 1
    }
    return bytes.count
  }

  /// Where the closing mark stands: not within a quoted text, nor within the braces of a map.
  private func end(of kind: TemplateToken.Kind, from start: Int, before limit: Int? = nil) -> Int? {
    let limit = limit ?? bytes.count
    let mark =
      kind == .output ? UInt8(ascii: "}") : (kind == .statement ? UInt8(ascii: "%") : UInt8(ascii: "#"))
    var position = start
    var depth = 0
    while position + 1 < limit {
      let byte = bytes[position]
      if byte == mark, bytes[position + 1] == UInt8(ascii: "}"), depth == 0 { return position }
      if kind != .comment {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          if let after = endOfQuote(from: position) {
            position = after
            continue
          }
        case UInt8(ascii: "{"):
          if bytes[position + 1] == UInt8(ascii: "%") { return nil }
          depth += 1
        case UInt8(ascii: "}"): depth = max(0, depth - 1)
        default: break
        }
      }
      position += 1
    }
    return nil
  }

  /// Where a quoted text ends; nil where it does not end in its line, which the expression will complain about.
  private func endOfQuote(from start: Int) -> Int? {
    let quote = bytes[start]
    let before = start > 0 ? bytes[start - 1] | 0x20 : 0
    let isRaw = before == UInt8(ascii: "r")
    var position = start + 1
    if position + 1 < bytes.count, bytes[position] == quote, bytes[position + 1] == quote {
      position += 2
      while position + 2 < bytes.count {
        if bytes[position] == quote, bytes[position + 1] == quote, bytes[position + 2] == quote {
          return position + 3
        }
        position += 1
      }
      return nil
    }
    while position < bytes.count, bytes[position] != 0x0A {
      if bytes[position] == quote { return position + 1 }
      position += bytes[position] == UInt8(ascii: "\\") && !isRaw ? 2 : 1
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func openTag(_ kind: TemplateToken.Kind, at span: SourceSpan) -> Diagnostic {
    let (open, close) =
      switch kind {
      case .output: ("{{", "}}")
      case .statement: ("{%", "%}")
      case .comment, .text: ("{#", "#}")
      }
    return Diagnostic(
      "open-tag", "the tag that opens with `\(open)` is not closed", at: span,
      help: "close it with `\(close)`")
  }
}
