import Diagnostics
import YAMLTree

/// A text in braces that was cut at its commas: what follows them looks like keys.
struct SplitText {
  /// The value that was cut, where it can be told.
  let value: YAMLNode?
  let key: YAMLNode
  /// The place of the entry behind the text among those of the mapping.
  let end: Int
  fileprivate let whole: String?

  /// The text of which an entry that is no key seems to be a part; `entries` are those of a mapping in braces.
  init?(_ entries: [(key: YAMLNode, value: YAMLNode)], at position: Int) {
    let before = entries[..<position].last { $0.value.kind == .scalar && !$0.value.isNull }?.value
    var open = before.map { $0.isPlain ? Self.openBrackets(in: $0.text) : 0 } ?? 0
    guard entries[position].key.isPlain, Self.isBare(entries[position]) || open > 0 else { return nil }
    var end = position
    while end < entries.count, entries[end].key.isPlain, Self.isBare(entries[end]) || open > 0 {
      let (key, value) = entries[end]
      open += Self.openBrackets(in: key.text) + (value.isPlain ? Self.openBrackets(in: value.text) : 0)
      end += 1
    }
    self.value = before
    key = entries[position].key
    self.end = end
    let last = entries[end - 1]
    whole = before.flatMap { before in
      guard before.isPlain else { return nil }
      let stop = Self.isBare(last) ? last.key.useSpan.end : last.value.useSpan.end
      let file = last.key.span.file
      let (from, to) = (file.byteOffset(of: before.useSpan.start), file.byteOffset(of: stop))
      guard from < to, to - from <= Self.longest else { return nil }
      return String(decoding: file.bytes[from..<to], as: UTF8.self)
    }
  }

  fileprivate static let longest = 200

  /// The help that shows the text as it is written in one piece.
  fileprivate static func help(for whole: String?) -> String {
    guard let whole, !whole.contains("\n") else { return "put the whole text in quotes" }
    let quote = whole.contains("\"") ? "'" : "\""
    return whole.contains(quote)
      ? "put the whole text in quotes" : "put the whole text in quotes: \(quote)\(whole)\(quote)"
  }

  /// The number that was cut, where both pieces are digits.
  fileprivate var number: String? {
    guard let value, Int(value.text) != nil, Int(key.text) != nil else { return nil }
    return value.text + key.text
  }

  private static func isBare(_ entry: (key: YAMLNode, value: YAMLNode)) -> Bool {
    entry.value.isNull && entry.value.textLength == 0
  }

  /// How many brackets a text opens and does not close.
  fileprivate static func openBrackets(in text: String) -> Int {
    text.unicodeScalars.reduce(0) { count, scalar in
      switch scalar {
      case "(", "[": count + 1
      case ")", "]": count - 1
      default: count
      }
    }
  }
}

extension Findings {
  func add(_ split: SplitText) {
    dismiss("duplicate-key", at: split.key.span.start)
    // The tag has taken the beginning of the text, with its comma.
    if wasTag(before: split.key) {
      return dismiss("key-without-colon", at: split.key.span.start)
    }
    let part = split.key.text
    let diagnostic =
      split.number.map {
        Diagnostic(
          "text-split-at-comma", "the number is cut at its comma: `\(part)` has become a key of its own",
          at: split.key.span, help: "write numbers without separators: \($0)")
      }
      ?? Diagnostic(
        "text-split-at-comma", "the text is cut at a comma: `\(part)` has become a key of its own",
        at: split.key.span, help: SplitText.help(for: split.whole))
    add(diagnostic, insteadOf: "key-without-colon")
    if let value = split.value { cutTexts.insert(value.useSpan.start) }
  }

  /// Tells that an expression ends at a comma inside its brackets, where the rest passes for keys: `f(a, title: 3)`.
  ///
  /// What was told of the rest is no second mistake. False where that is not what is wrong.
  func addCut(_ node: YAMLNode) -> Bool {
    let file = node.span.file
    var open = node.isPlain ? SplitText.openBrackets(in: node.text) : 0
    let start = file.byteOffset(of: node.span.end)
    let rest = file.bytes[start...].prefix(SplitText.longest).prefix { $0 != UInt8(ascii: "\n") }
    guard open > 0, rest.first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: ",") else { return false }
    for place in rest.indices where open > 0 {
      open += SplitText.openBrackets(in: String(decoding: rest[place...place], as: UTF8.self))
      guard open == 0 else { continue }
      let whole = String(decoding: file.bytes[file.byteOffset(of: node.span.start)...place], as: UTF8.self)
      for code in ["duplicate-key", "empty-key", "tag", "unknown-key"] {
        dismiss(code, within: node.span.end..<file.position(ofByte: place + 1), of: file)
      }
      add(
        Diagnostic(
          "text-split-at-comma", "the text is cut at a comma: `\(node.text)` is only its beginning",
          at: node.useSpan, help: SplitText.help(for: whole)))
      return true
    }
    return false
  }
}
