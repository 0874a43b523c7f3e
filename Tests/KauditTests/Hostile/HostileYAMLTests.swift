import Testing

/// YAML that nobody writes in good faith, and files that are no YAML at all.
@Suite struct HostileYAMLTests {
  @Test(arguments: cases) func isNamedAndNothingHappens(hostile: HostileCase) throws { try hostile.hold() }

  private static let head = "audit: acme\nworkflow: workflow\nlanguage: en\n"

  private static func yaml(
    _ kind: String, _ text: @autoclosure @escaping @Sendable () -> String, _ says: String
  ) -> HostileCase {
    bytes(kind, Array(text().utf8), says)
  }

  private static func bytes(
    _ kind: String, _ bytes: @autoclosure @escaping @Sendable () -> [UInt8], _ says: String
  ) -> HostileCase {
    HostileCase(kind, file: "h.yaml", bytes, "kaudit check h.yaml", says.hasPrefix("error") ? 1 : 0, says)
  }

  /// After a whole head, so that what follows would be read as part of an audit.
  private static func audit(
    _ kind: String, _ text: @autoclosure @escaping @Sendable () -> String, _ says: String
  ) -> HostileCase {
    yaml(kind, head + text(), says)
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static func bomb(_ first: String, _ item: (Int, String) -> String) -> String {
    "a0: &a0 \(first)\n"
      + (1...8).map { level in
        item(level, Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))
      }.joined()
  }

  private static func utf16(_ text: String, _ mark: [UInt8] = []) -> [UInt8] {
    mark + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func utf32(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0] }
  }

  private static let tooDeep =
    "error[too-deep]: lists and mappings lie more than 64 deep inside one another here"
  private static let notUTF8 = "error[not-utf-8]: the file is not UTF-8 from here on"

  @Listed<HostileCase> static var cases: [HostileCase] {
    // What multiplies.
    yaml(
      "alias bomb", bomb("[lol, lol]") { "a\($0): &a\($0) [\($1)]\n" },
      "error[too-many-aliases]: written out, the aliases up to here would be more than 10930 keys and values"
    )
    audit(
      "alias bomb in an audit", bomb("[lol, lol]") { "a\($0): &a\($0) [\($1)]\n" },
      "error[too-many-aliases]: written out,…")
    yaml(
      "merge-key bomb", bomb("{k: v}") { "a\($0): &a\($0) {<<: [\($1)]}\n" },
      "error[merge-key]: `<<` does not merge mappings here")
    yaml(
      "quadratic aliases", "a: &a [\(times("x, ", 1000))]\nb: [\(times("*a, ", 16_000))]\n",
      "error[too-many-aliases]: written out, the aliases up to here would be more than…")
    audit(
      "aliases of a long text in a list",
      "title: &a \(times("x", 50_000))\nassets: [{id: A1, tags: [\(times("*a, ", 11_000))]}]\n",
      "error[too-many-aliases]: written out, the aliases up to here would be more than 1942 kB of text")
    audit(
      "aliases of a long text in rows",
      "title: &a \(times("x", 900_000))\nassets:\n"
        + (0..<3_000).map { "- {id: A\($0), name: *a}\n" }.joined(),
      "error[too-many-aliases]: written out, the aliases up to here would be more than…")
    audit(
      "alias inside itself", "mandate: &m {authority: x, contact: *m}\n",
      "error[alias-inside-itself]: `*m`…")
    audit("alias of nothing", "title: *nobody\n", "error[unknown-alias]:…")
    audit(
      "many anchors", "title: x\nassets:\n" + (0..<50_000).map { "- &a\($0) {}\n" }.joined(),
      "error[missing-key-field]: an entry of `assets` needs `id`")

    // What is deep.
    yaml("1,000 brackets", times("[", 1_000), tooDeep)
    yaml("10,000 brackets", times("[", 10_000), tooDeep)
    yaml("100,000 brackets", times("[", 100_000), tooDeep)
    yaml("100,000 brackets, closed", times("[", 100_000) + times("]", 100_000), tooDeep)
    yaml("100,000 braces", times("{a: ", 100_000), tooDeep)
    yaml("20,000 dashes", times("- ", 20_000), tooDeep)
    yaml("3,000 nested blocks", (0..<3_000).map { times(" ", $0) + "a:\n" }.joined(), tooDeep)
    yaml("5,000 question marks", times("? ", 5_000), tooDeep)

    // What is read in two ways.
    audit(
      "duplicate step", "mandate: {authority: a}\nmandate: {authority: b}\n",
      "error[duplicate-key]: key `mandate` is given twice")
    yaml(
      "next line as a line break", "audit: x\u{85}workflow: workflow\n",
      "error[line-separator]: the invisible character U+0085 would end the line here")
    audit(
      "line separator", "title: a\u{2028}b\n", "error[line-separator]: the invisible character U+2028…")
    yaml(
      "two documents", "audit: a\nworkflow: workflow\n---\naudit: b\n",
      "error[several-documents]: a second document begins here, but a file holds one")
    audit(
      "escaped NUL", "title: \"x\\0y\"\n",
      "error[nul-character]: a NUL character, here written as an escape,…")
    audit("byte order mark in the midst", "title: a\u{FEFF}b\n", "error[stray-byte-order-mark]:…")
    audit("bidi override", "title: a\u{202E}b\n", "warning[bidi-control]: the invisible character U+202E…")
    audit("bidi isolate", "title: a\u{2066}b\n", "warning[bidi-control]: the invisible character U+2066…")
    audit(
      "escape of a terminal", "title: a\u{1B}[31mb\n",
      "error[control-character]: the invisible character U+001B…")
    audit("tab as indentation", "mandate:\n\tauthority: a\n", "error[tab-indentation]:…")
    audit("key of 2,000 characters", times("k", 2_000) + ": a\n", "error[key-too-long]:…")
    audit("text of 1.5 MB", "title: " + times("x", 1_500_000) + "\n", "error[scalar-too-long]:…")
    yaml(
      "quote that never ends", "\"" + times("\n", 1_000_000),
      "error[unclosed-quote]: this quote is not closed")
    yaml("3 MB of comment", times("#", 3_000_000), "error[empty-file]:…")
    yaml("nothing", "", "error[empty-file]:…")
    audit(
      "20,000 mistakes", (0..<20_000).map { "x\($0): 1\n" }.joined(),
      "error[unknown-key]: an audit file has no `x0`;…")

    // Tags and directives.
    yaml(
      "tag of Python", "!!python/object/apply:os.system [\"touch x\"]\n",
      "error[tag]: `!!python/object/apply:os.system`…")
    audit("unknown tag", "mandate: !foo {authority: a}\n", "error[tag]: `!foo`…")
    audit("binary tag", "title: !!binary aGk=\n", "error[tag]: `!!binary`…")
    yaml("version 9.9", "%YAML 9.9\n---\n" + head, "error[yaml-version]:…")

    // Other encodings, and no text at all.
    bytes("UTF-16 with a mark", utf16(head, [0xFF, 0xFE]), "h.yaml: nothing is wrong")
    bytes(
      "UTF-16 without a mark", utf16(head),
      "error[unsupported-encoding]: the file looks like UTF-16 without…")
    bytes("UTF-32", utf32("\u{FEFF}" + head), "error[unsupported-encoding]: the file looks like UTF-32")
    bytes(
      "Latin-1", Array(head.utf8) + Array("title: caf".utf8) + [0xE9, 0x0A],
      notUTF8 + "; it looks like Windows-1252 (Latin-1)")
    bytes("overlong", Array(head.utf8) + [0x74, 0x3A, 0x20, 0xC0, 0xAF, 0x0A], notUTF8 + "…")
    bytes("surrogate", Array(head.utf8) + [0x74, 0x3A, 0x20, 0xED, 0xA0, 0x80, 0x0A], notUTF8)
    bytes(
      "raw NUL", Array((head + "title: a\0b\n").utf8),
      "error[nul-character]: a NUL character cannot stand in a text")
    bytes("a picture", [0x89] + Array("PNG\r\n\u{1A}\n\0\0\0\rIHDR".utf8), notUTF8 + "…")
    bytes(
      "an archive", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 100),
      "error[control-character]:…")
    bytes("every byte", Array(0...255), notUTF8)

    // YAML 1.1 would read other values than are written.
    audit(
      "looks like other types, in text",
      "assets: [\(lookalikes.map { "{id: \"\($0)\", name: \($0)}" }.joined(separator: ", "))]\n",
      "h.yaml: nothing is wrong")
    for word in lookalikes {
      audit(
        "`\(word)` as a number", "assets: [{id: A1, count: \(word)}]\n",
        "error[wrong-value]: `count`: a whole number is expected, but this is `\(word)`")
    }
    for word in lookalikes where !["no", "y", "TRUE"].contains(word) {
      audit(
        "`\(word)` as yes or no", "mandate: {authority: a, in_force: \(word)}\n",
        "error[wrong-value]: `in_force`: `true` or `false` is expected, but this is `\(word)`")
    }
    audit(
      "a number of 23 digits", "assets: [{id: A1, count: \(times("9", 23))}]\n",
      "error[wrong-value]: `count`:…")
    audit(
      "the smallest number less one", "assets: [{id: A1, count: -9223372036854775809}]\n",
      "error[wrong-value]: `count`:…")
    audit(
      "1e400", "assets: [{id: A1, share: 1e400}]\n",
      "error[wrong-value]: `share`: a number is expected, but this is `1e400`")
    audit("digits of another script", "assets: [{id: A1, count: ١٢}]\n", "error[wrong-value]: `count`:…")
  }

  /// What YAML 1.1 takes for booleans, numbers in base 8 or 60, dates and infinities.
  private static let lookalikes = [
    "no", "on", "1:30", "1_000", "2024-01-02", "1e3", "0o14", "0x1F", "0b11", ".inf", "-.INF", ".nan", "y",
    "TRUE",
  ]
}
