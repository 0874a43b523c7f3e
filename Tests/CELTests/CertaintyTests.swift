import CEL
import Testing

/// What of a condition is settled before anything is answered.
@Suite struct CertaintyTests {
  private static let environment = Environment(
    variables: [
      .init(
        "this",
        .object(
          Shape(
            "team",
            fields: [
              .init("kind", .string), .init("level", .int), .init("share", .double), .init("sure", .bool),
              .init("name", .string), .init("roles", .list(.string)),
            ]))), .init("team", .list(.object(Shape("team", fields: [.init("level", .int)])))),
    ], constants: ["kinds": .list([.string("a"), .string("b")])])

  private static func domain(_ shape: String, _ field: String) -> FieldDomain? {
    switch field {
    case "kind": .texts(["a", "b"])
    case "level": .numbers(0...5)
    case "share": .numbers(0...1)
    default: nil
    }
  }

  private func certainty(_ text: String) throws -> Certainty {
    try Expression(parsing: text).check(in: Self.environment).certainty(domain: Self.domain)
  }

  @Test(arguments: [
    "false", "1 > 2", "!true", "this.level > 5", "5 < this.level", "this.level < 0", "this.level == 6",
    "-1 >= this.level", "this.kind == 'a' && this.kind == 'b'", "this.kind != 'a' && this.kind != 'b'",
    "this.kind in []", "!(this.kind in kinds)", "this.level > 2 && this.level < 3",
    "this.share > 0.5 && this.share < 0.5", "team.size() < 0", "size(team) == -1",
    "team.exists(t, t.level > 5)", "!team.all(t, t.level <= 5)", "this.sure && !this.sure",
    "has(this.name) && !has(this.name)", "this.name == 'x' && this.name == 'y'", "this.name != this.name",
    "this.sure == true && this.sure == false", "this.level > 5 || this.level < 0",
    "(this.sure ? this.level > 5 : this.level < 0)", "this.sure && (this.kind == 'a' && this.kind == 'b')",
    "this.level != 0 && this.level != 1 && this.level != 2 && this.level > -1 && this.level < 3",
    "this.name in ['x', 'y'] && this.name == 'z'", "this.level > this.level",
    "this.name.contains('x') && !this.name.contains('x')", "this.share >= 80.0",
  ])
  func isAlwaysFalse(text: String) throws {
    #expect(try certainty(text).whole == false)
    #expect(try certainty("!(\(text))").whole == true)
    #expect(try !certainty(text).parts.isEmpty)
  }

  @Test(arguments: [
    "this.level > 4", "this.level >= 0 && this.level < 5 && this.sure",
    "this.kind == 'a' || this.name == 'b'",
    "this.kind == 'a' && this.name == 'b'", "this.level > 2 && this.level < 4", "team.size() > 0",
    "this.share > 0.5 && this.share < 0.6", "team.exists(t, t.level == 5)", "this.sure || has(this.name)",
    "this.name == 'x' || this.name == 'y'", "this.name != 'x' && this.name != 'y'", "'x' in this.roles",
    "'x' in this.roles && !('y' in this.roles)", "this.name.contains('a b') && !this.name.contains('ab')",
    "this.level == this.level + 1", "this.sure ? this.level > 5 : this.level > 4",
    "team.exists(t, t.level == 1) && team.exists(t, t.level == 2)", "team.all(t, t.level == 1)",
    "this.level % 2 == 0 && this.level % 2 == 1 || this.sure", "this.name < 'b'", "this.share != 0.5",
  ])
  func isNotSettled(text: String) throws {
    #expect(try certainty(text).whole == nil)
  }

  @Test func namesTheSmallestPart() throws {
    let parts = try certainty("this.sure && (this.level > 5 || has(this.name)) && team.size() >= 0").parts
    #expect(parts.map(\.text) == ["this.level > 5", "team.size() >= 0"])
    #expect(parts.map(\.isTrue) == [false, true])
    #expect(parts.first?.fields == [.field(shape: "team", field: "level")])
  }

  @Test func staysQuickWhereMacrosLieDeepInEachOther() throws {
    var text = "this.level > 4"
    for _ in 0..<20 { text = "team.all(t, !team.exists(u, \(text)))" }
    #expect(try certainty(text).whole == nil)
    let long = (0..<3000).map { "this.name == '\($0)'" }.joined(separator: " || ")
    #expect(try certainty(long).whole == nil)
  }
}
