import Diagnostics
import YAMLTree

/// Texts without quotes that end at ` #`, because YAML takes what follows for a remark.
///
/// Remarks are welcome; told is only what can hardly be one: a number such as `#1`, or the rest of a text in brackets.
struct CutTexts {
  private let source: SourceFile
  /// The columns in which remarks begin, by their lines; only of lines that hold such a sign at all.
  private let signs: [Int: Int]
  /// Those lines, in order.
  private let lines: [Int]
  private let findings = Findings()

  static func find(in root: YAMLNode, _ source: SourceFile) -> [Diagnostic] {
    let search = CutTexts(source)
    guard !search.signs.isEmpty else { return [] }
    search.look(at: root)
    return search.findings.diagnostics
  }

  private init(_ source: SourceFile) {
    self.source = source
    var signs: [Int: Int] = [:]
    var lines: [Int] = []
    for at in Self.signs(in: source.bytes) {
      let place = source.position(ofByte: at)
      guard signs[place.line] == nil else { continue }
      signs[place.line] = place.column
      lines.append(place.line)
    }
    self.signs = signs
    self.lines = lines
  }

  /// Where ` #` stands behind something on its line.
  private static func signs(in bytes: [UInt8]) -> [Int] {
    var signs: [Int] = []
    bytes.withUnsafeBytes { bytes in
      var start = 1
      while start < bytes.count {
        if start + 8 <= bytes.count {
          // Eight bytes at a time: what is no `#` stays other than zero.
          let others = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self) ^ 0x2323_2323_2323_2323
          let hasSign = (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 != 0
          if !hasSign {
            start += 8
            continue
          }
        }
        let end = min(start + 8, bytes.count)
        for at in start..<end where bytes[at] == UInt8(ascii: "#") && bytes[at - 1] == UInt8(ascii: " ") {
          if let before = bytes[..<at].last(where: { $0 != UInt8(ascii: " ") }), before != UInt8(ascii: "\n")
          {
            signs.append(at)
          }
        }
        start = end
      }
    }
    return signs
  }

  private func look(at node: YAMLNode) {
    guard holdsSign(node.span) else { return }
    switch node.kind {
    case .mapping: for (_, value) in node.entries where !value.isAlias { look(at: value) }
    case .sequence: for item in node.items where !item.isAlias { look(at: item) }
    case .scalar:
      guard node.isPlain, let sign = signs[node.span.end.line] else { return }
      judge(node, sign)
    }
  }

  private func holdsSign(_ span: SourceSpan) -> Bool {
    let next = lines.partitioningIndex { $0 >= span.start.line }
    return next < lines.count && lines[next] <= span.end.line
  }

  private func judge(_ node: YAMLNode, _ column: Int) {
    let end = node.span.end
    let line = Array(String(decoding: source.line(end.line), as: UTF8.self).unicodeScalars)
    guard column >= end.column, column <= line.count,
      line[(end.column - 1)..<(column - 1)].allSatisfy({ $0 == " " || $0 == "\t" })
    else { return }
    let rest = line[(column - 1)...].reduce(into: "") { $0.unicodeScalars.append($1) }
    let isNumber = rest.dropFirst().first.map { ("0"..."9").contains($0) } ?? false
    guard isNumber || Self.isOpen(node.text) else { return }
    let text = node.text.isEmpty ? rest : "\(node.text) \(rest)"
    let quote = text.contains("\"") ? "'" : "\""
    findings.add(
      Diagnostic(
        "text-cut-at-hash", "what follows ` #` is taken for a remark, so the text ends before it",
        at: SourceSpan(
          file: source, start: Position(line: end.line, column: column),
          end: Position(line: end.line, column: line.count + 1)), severity: .warning,
        help: text.contains(quote) || text.count > 80
          ? "put the whole text in quotes" : "put the whole text in quotes: \(quote)\(text)\(quote)"))
  }

  /// Whether a text opens a bracket or a quote and does not close it.
  private static func isOpen(_ text: String) -> Bool {
    var depth = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "(", "[", "（", "「", "《", "“": depth += 1
      case ")", "]", "）", "」", "》", "”": depth -= 1
      default: break
      }
    }
    return depth > 0
  }
}
