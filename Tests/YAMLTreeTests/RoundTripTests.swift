import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// A tree as a test thinks of it.
private indirect enum Thing: Equatable {
  case text(String)
  case list([Thing])
  case mapping([(String, Thing)])

  static func == (left: Thing, right: Thing) -> Bool { left.outline == right.outline }

  var outline: String {
    switch self {
    case .text(let text): "‹\(text)›"
    case .list(let items): "[" + items.map(\.outline).joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { "‹\($0)›:\($1.outline)" }.joined(separator: ",") + "}"
    }
  }

  init(_ node: YAMLNode) {
    switch node.kind {
    case .scalar: self = .text(node.text)
    case .sequence: self = .list(node.items.map(Thing.init))
    case .mapping: self = .mapping(node.entries.map { ($0.key.text, Thing($0.value)) })
    }
  }

  static func random(_ depth: Int, _ random: inout SplitMix64) -> Thing {
    switch Int.random(in: 0..<(depth > 4 ? 1 : 4), using: &random) {
    case 2: return .list((0..<Int.random(in: 0...4, using: &random)).map { _ in .random(depth + 1, &random) })
    case 3:
      return .mapping(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          ("\(index)" + randomText(8, &random), .random(depth + 1, &random))
        })
    default: return .text(randomText(20, &random))
    }
  }

  /// Written as a block or in brackets, with or without anchors' blanks and comments between.
  func yaml(indent: Int, _ random: inout SplitMix64) -> String {
    let isFlow = indent > 3 || Bool.random(using: &random)
    let margin = String(repeating: " ", count: indent * 2)
    switch self {
    case .text(let text): return " " + YAMLWriter.yamlScalar(text)
    case .list(let items):
      if isFlow || items.isEmpty {
        return " [" + items.map { $0.yaml(indent: 9, &random) }.joined(separator: ",") + "]"
      }
      return items.map { "\n\(margin)-\($0.yaml(indent: indent + 1, &random))" }.joined()
    case .mapping(let entries):
      let written = entries.map { (YAMLWriter.yamlScalar($0), $1) }
      if isFlow || entries.isEmpty {
        return " {" + written.map { "\($0):\($1.yaml(indent: 9, &random))" }.joined(separator: ",") + "}"
      }
      return written.map { "\n\(margin)\($0):\($1.yaml(indent: indent + 1, &random)) # 审：" }.joined()
    }
  }
}

private func randomText(_ longest: Int, _ random: inout SplitMix64) -> String {
  let pool: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x61...0x7A, 0x4E00...0x4E20, 0x20...0x40, 0x1...0x1F, 0x80...0xA0, 0x2020...0x2070,
    0xFEF0...0xFFFF,
    0x3000...0x3010, 0xFF00...0xFF20, 0x1F600...0x1F610, 0x10FF00...0x10FFFF, 0xD7F0...0xD7FF,
    0xE000...0xE010,
  ]
  var text = ""
  for _ in 0..<Int.random(in: 0...longest, using: &random) {
    let range = pool[Int.random(in: 0..<pool.count, using: &random)]
    if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
      text.unicodeScalars.append(scalar)
    }
  }
  return text
}

@Suite struct RoundTripTests {
  @Test(arguments: 1...5)
  func readsBackWhatItWrites(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<4_000 {
      let text = randomText(30, &random)
      let written = YAMLWriter.yamlScalar(text)
      for (yaml, path) in [
        (written, 0), ("k: \(written)\n", 1), ("[\(written), x]", 2), ("- \(written): v\n", 3),
      ] {
        let document = YAMLTree.parse(SourceFile(name: "t", text: yaml))
        let found =
          switch path {
          case 0: document.root
          case 1: document.root?["k"]
          case 2: document.root?.items.first { _ in true }
          default: document.root?.items.first { _ in true }?.entries.first { _ in true }?.key
          }
        let isEmptyKey = path == 3 && text.isEmpty
        #expect(document.diagnostics.isEmpty || isEmptyKey, "\(yaml)")
        #expect(found?.text.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(yaml)")
        #expect(found?.isNull == false)
      }
    }
  }

  @Test(arguments: [
    "", "~", "null", "true", "No", "1e3", "- a", "a: b", "a #b", "#", "&a", "*a", "!a", "|", ">", "%", "@",
    "`", "'", "\"", "?", ":", "-", ",", "[", "{", "<<", "=", " a", "a ", "a\n", "\u{FEFF}", "标题：审计", "　",
    "\\", "a\u{85}b", "---", "...",
  ])
  func quotesWhatWouldBeMisread(text: String) {
    let document = YAMLTree.parse(SourceFile(name: "t", text: "k: \(YAMLWriter.yamlScalar(text))\n"))
    #expect(document.diagnostics.isEmpty)
    #expect(document.root?["k"]?.text == text)
    #expect(document.root?["k"]?.isPlain == false)
  }

  @Test(arguments: ["owner", "知识审计", "客户知识，审计", "a b-c_d.e/f", "Zürich"])
  func leavesOrdinaryWordsPlain(text: String) {
    #expect(YAMLWriter.yamlScalar(text) == text)
  }

  @Test(arguments: 1...8)
  func readsBackWholeTrees(seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 7_919)
    for _ in 0..<300 {
      let thing = Thing.random(0, &random)
      let yaml = "root:\(thing.yaml(indent: 1, &random))\n"
      let document = YAMLTree.parse(SourceFile(name: "t", text: yaml))
      #expect(document.diagnostics.isEmpty, "\(yaml)")
      #expect(try Thing(#require(document.root?["root"])) == thing, "\(yaml)")
    }
  }
}

@Suite struct HostileTests {
  /// Pieces out of which hostile texts are made; random bytes alone never get far.
  private static let pieces: [[UInt8]] =
    [
      "a", ":", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&a ", "*a", "!x ", "\"", "'", "|\n", ">-\n",
      "#", "---\n", "...\n",
      "%YAML 1.2\n", "? ", "\t", "\r", "审", "：", "\u{3000}", "\u{FEFF}", "\u{2028}", "\u{85}", "\\u", "\\",
      "\0", "<<", "~", "@", "\u{202E}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC4, 0xE3], [0xFF, 0xFE], [0xE5, 0xAE]]

  /// Everything a reader could ask of a tree.
  private func use(_ node: YAMLNode, _ left: inout Int) {
    guard left > 0 else { return }
    left -= 1
    #expect(node.span.start <= node.span.end)
    _ = node.useSpan
    let length = node.text.unicodeScalars.count
    for offset in [-1, 0, 1, length / 2, length, length + 1] {
      let place = node.position(ofScalar: offset)
      #expect(place.line >= 1 && place.column >= 1)
    }
    for item in node.items { use(item, &left) }
    for (key, value) in node.entries {
      use(key, &left)
      use(value, &left)
    }
  }

  @Test(arguments: 1...8)
  func survivesAnyBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed &* 104_729)
    for _ in 0..<2_500 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }
      let document = YAMLTree.parse(SourceFile(name: "t", bytes: bytes))
      #expect(document.root != nil || !document.diagnostics.isEmpty, "\(bytes)")
      let printed = DiagnosticPrinter(colour: false).text(document.diagnostics)
      #expect(!printed.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      for diagnostic in document.diagnostics {
        #expect(!diagnostic.message.isEmpty && diagnostic.code != "unreadable-yaml", "\(bytes) \(printed)")
        #expect(diagnostic.span.map { $0.start <= $0.end } ?? true, "\(bytes) \(printed)")
      }
      var left = 1_000
      if let root = document.root { use(root, &left) }
    }
  }
}
