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

  /// A scalar without quotes that has caught the builder's eye, and what it stands in.
  struct Suspect {
    var node: Int
    var parent: Int?
  }

  /// A quick look at a text's bytes, as almost none begins with a word and such a colon, or with such a space.
  @inline(__always)
  static func deserveALook(_ bytes: UnsafeBufferPointer<UInt8>, inEntryPlace: Bool) -> Bool {
    if bytes[0] == 0xE3, bytes[1] == 0x80, bytes[2] == 0x80 { return true }
    guard inEntryPlace else { return false }
    for at in 0..<min(bytes.count - 2, 100) where bytes[at] == 0xEF || bytes[at] == 0xE3 {
      if bytes[at] == 0xEF, bytes[at + 1] == 0xBC, bytes[at + 2] == 0x9A { return true }
      if bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 { return true }
    }
    return false
  }

  /// The suspects that stand where entries stand around them.
  static func confirm(_ suspects: [Suspect], in arena: YAMLArena, most: Int) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var lastList: (node: Int, mayHoldEntries: Bool)?
    for suspect in suspects where suspect.node < arena.nodes.count && found.count <= most {
      if let space = leadingSpace(suspect.node, arena) {
        found.append(space)
        continue
      }
      guard let lookalike = find(in: arena.text(of: suspect.node)) else { continue }
      guard let parent = suspect.parent else {
        found.append(report(lookalike, suspect.node, arena))
        continue
      }
      switch arena.nodes[parent].form.kind {
      case .sequence:
        if lastList?.node != parent { lastList = (parent, mayHoldEntries(parent, arena)) }
        if lastList?.mayHoldEntries == true { found.append(report(lookalike, suspect.node, arena)) }
      case .mapping:
        let isMeant = isKeyAlone(suspect.node, arena) || standsLikeAnEntry(suspect.node, lookalike, arena)
        if isMeant { found.append(report(lookalike, suspect.node, arena)) }
      case .scalar, .alias: break
      }
    }
    return found
  }

  // MARK: Where an entry would stand

  /// Whether a list has a mapping in it; or all its items look alike, with first words in ASCII as keys are.
  private static func mayHoldEntries(_ list: Int, _ arena: YAMLArena) -> Bool {
    let items = YAMLItems(arena, list)
    if items.contains(where: { $0.kind == .mapping }) { return true }
    return items.allSatisfy { item in
      item.isPlain && find(in: item.text.prefix(100))?.key.utf8.allSatisfy { $0 < 0x80 } == true
    }
  }

  /// `{标题：审计}`: a key without a value.
  private static func isKeyAlone(_ index: Int, _ arena: YAMLArena) -> Bool {
    guard arena.nodes[index].isKey, index + 1 < arena.nodes.count else { return false }
    return arena.nodes[index + 1].isEmptyPlain
  }

  /// Prose may well begin with a word and a colon; a key of ours is ASCII, or another such line follows.
  private static func standsLikeAnEntry(_ index: Int, _ lookalike: Lookalike, _ arena: YAMLArena) -> Bool {
    guard !arena.nodes[index].isKey, index > 0 else { return false }
    let (key, value) = (arena.span(of: index - 1), arena.span(of: index))
    guard value.start.line > key.end.line else { return false }
    if lookalike.key.utf8.allSatisfy({ $0 < 0x80 }) { return true }
    guard value.end.line > value.start.line else { return false }
    let next = String(decoding: arena.source.line(value.start.line + 1), as: UTF8.self)
    return find(in: next.drop { $0 == " " || $0 == "\t" }) != nil
  }

  private static func report(_ lookalike: Lookalike, _ index: Int, _ arena: YAMLArena) -> Diagnostic {
    .lookalikeColon(lookalike, at: arena.span(of: index).start, in: arena.source)
  }

  /// U+3000 looks like indentation, but is a letter to YAML.
  private static func leadingSpace(_ index: Int, _ arena: YAMLArena) -> Diagnostic? {
    let node = arena.nodes[index]
    guard node.form == .plain, node.b >= 3 else { return nil }
    guard arena.text(of: index).unicodeScalars.first == "\u{3000}" else { return nil }
    let width = arena.text(of: index).unicodeScalars.prefix { $0 == "\u{3000}" }.count
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
