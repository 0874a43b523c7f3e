import Diagnostics

/// Finds text that was meant as `key: value`, but is not, because its colon is the full-width `：` of Chinese input methods,
/// or an ideographic space (U+3000) follows the colon.
///
/// Chinese prose is full of both, so only such text is suspected as stands where an entry would stand.
enum EntryLookalikes {
  struct Lookalike: Equatable {
    var key: String
    /// The colon, counted in Unicode scalars from the text's beginning.
    var colon: Int
    var isFullWidth: Bool
  }

  /// Whether a text begins with a word, and a colon that is none.
  static func find(in text: some StringProtocol) -> Lookalike? {
    var key = ""
    var isAfterColon = false
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if isAfterColon {
        return scalar == "\u{3000}" ? Lookalike(key: key, colon: index - 1, isFullWidth: false) : nil
      }
      if scalar == "：" { return index == 0 ? nil : Lookalike(key: key, colon: index, isFullWidth: true) }
      if scalar == ":", index > 0 { isAfterColon = true; continue }
      guard index < 24, isPartOfWord(scalar) else { return nil }
      key.unicodeScalars.append(scalar)
    }
    return nil
  }

  /// All such places in a tree.
  static func find(in arena: YAMLArena) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, node) in arena.nodes.enumerated() {
      switch node.form.kind {
      case .sequence: found += suspects(inList: index, arena)
      case .mapping: lookThrough(mapping: index, arena, &found)
      case .scalar:
        if index == 0, let found0 = suspect(0, arena) { found.append(found0) }
        if let space = leadingSpace(index, arena) { found.append(space) }
      case .alias: break
      }
      if found.count > 1_000 { break }
    }
    return found
  }

  // MARK: Where an entry would stand

  /// An item among mappings; or all items, if their first words are in ASCII as keys are.
  private static func suspects(inList list: Int, _ arena: YAMLArena) -> [Diagnostic] {
    var hasMapping = false
    var looking = 0
    var item = list + 1
    let end = arena.next(after: list)
    while item < end {
      if arena.nodes[item].form.kind == .mapping { hasMapping = true }
      if mayLook(item, arena) { looking += 1 }
      item = arena.next(after: item)
    }
    guard looking > 0, hasMapping || looking == Int(arena.nodes[list].a) else { return [] }
    let items = YAMLItems(arena, list).map(\.index).filter { mayLook($0, arena) }.prefix(1_000)
    let allAreASCII = items.allSatisfy {
      find(in: arena.text(of: $0))?.key.utf8.allSatisfy { $0 < 0x80 } ?? false
    }
    return hasMapping || allAreASCII ? items.compactMap { suspect($0, arena) } : []
  }

  /// A quick look at the first bytes, as almost no scalar begins with a word and such a colon.
  private static func mayLook(_ index: Int, _ arena: YAMLArena) -> Bool {
    let node = arena.nodes[index]
    guard node.form == .plain, node.b > 3 else { return false }
    let start = Int(node.a)
    for at in start..<start + min(Int(node.b) - 2, 100) where arena.text[at] == 0xEF || arena.text[at] == 0xE3
    {
      if arena.text[at] == 0xEF, arena.text[at + 1] == 0xBC, arena.text[at + 2] == 0x9A { return true }
      if arena.text[at] == 0xE3, arena.text[at + 1] == 0x80, arena.text[at + 2] == 0x80 { return true }
    }
    return false
  }

  private static func lookThrough(mapping: Int, _ arena: YAMLArena, _ found: inout [Diagnostic]) {
    let isFlow = arena.nodes[mapping].form.style == .flow
    var key = mapping + 1
    let end = arena.next(after: mapping)
    while key < end {
      let value = arena.next(after: key)
      guard value < end else { break }
      if isFlow {
        // `{标题：审计}`: a key without a value.
        if arena.nodes[value].isEmptyPlain, arena.nodes[key].form == .plain {
          suspect(key, arena).map { found.append($0) }
        }
      } else if arena.nodes[value].form == .plain, arena.nodes[value].startLine > arena.nodes[key].endLine {
        suspect(value, arena, onLinesOfItsOwn: true).map { found.append($0) }
      }
      key = arena.next(after: value)
    }
  }

  private static func suspect(_ index: Int, _ arena: YAMLArena, onLinesOfItsOwn: Bool = false) -> Diagnostic?
  {
    guard mayLook(index, arena), let lookalike = find(in: arena.text(of: index)) else { return nil }
    if onLinesOfItsOwn {
      // Prose may well begin with a word and a colon; a key of ours is ASCII, or another such line follows.
      let node = arena.nodes[index]
      let next =
        node.endLine > node.startLine
        ? find(in: String(decoding: arena.source.line(Int(node.startLine) + 2), as: UTF8.self).trimmingBlanks)
        : nil
      guard next != nil || lookalike.key.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    }
    return .lookalikeColon(lookalike, at: arena.span(of: index).start, in: arena.source)
  }

  /// U+3000 looks like indentation, but is a letter to YAML.
  private static func leadingSpace(_ index: Int, _ arena: YAMLArena) -> Diagnostic? {
    let node = arena.nodes[index]
    guard node.form == .plain, node.b >= 3 else { return nil }
    let start = Int(node.a)
    guard arena.text[start] == 0xE3, arena.text[start + 1] == 0x80, arena.text[start + 2] == 0x80 else {
      return nil
    }
    let width = arena.text(of: index).unicodeScalars.prefix { $0 == "\u{3000}" || $0 == " " }.count
    let place = arena.span(of: index).start
    return .ideographicSpace(
      at: SourceSpan(
        file: arena.source, start: place, end: Position(line: place.line, column: place.column + width)))
  }

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
    return scalar.properties.isAlphabetic
  }
}

extension YAMLArena {
  func text(of index: Int) -> String {
    String(decoding: text[textRange(of: index)], as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring { drop { $0 == " " || $0 == "\t" } }
}

extension Diagnostic {
  static func lookalikeColon(
    _ lookalike: EntryLookalikes.Lookalike, at start: Position, in source: SourceFile
  ) -> Diagnostic {
    let colon = Position(line: start.line, column: start.column + lookalike.colon)
    let end = Position(line: colon.line, column: colon.column + 1)
    guard lookalike.isFullWidth else {
      return .ideographicSpace(
        at: SourceSpan(
          file: source, start: end, end: Position(line: end.line, column: end.column + 1)))
    }
    return Diagnostic(
      "full-width-colon", "`：` is a full-width colon, so this is one text and not `\(lookalike.key): …`",
      at: SourceSpan(file: source, start: colon, end: end),
      help: "write `\(lookalike.key): ` with an ASCII colon and a space, or put the whole text in quotes")
  }

  static func ideographicSpace(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ideographic-space", "an ideographic space (U+3000) stands here, which separates nothing", at: span,
      help: "use an ordinary space, or put the text in quotes if it is meant")
  }
}
