import CEL
import Testing

/// What is known of an expression before it is evaluated.
@Suite struct CheckTests {
  @Test func mentionsWhatIsRead() throws {
    let text = "member_kind.all(k, members.exists(m, m.kind == k)) || has(this.owner.level) || most == limit"
    let result = try Expression(parsing: text).check(in: Register.environment)
    #expect(
      result.mentions == [
        .variable("member_kind"), .variable("members"), .field(shape: "members", field: "kind"),
        .variable("this"),
        .field(shape: "members", field: "owner"), .field(shape: "members", field: "level"),
        .variable("limit"),
      ])
  }

  @Test(arguments: [
    ("this.level * 2", CELType.int), ("this.share > 1", .bool), ("members.map(m, m.person)", .list(.string)),
    ("members.filter(m, m.level == 5)", .list(.object(Register.shape))),
    ("members[0].owner", .object(Register.shape)),
    ("this.level > 3 ? 'a' : 'b'", .string), ("label(this.kind)", .string), ("{'a': 1}", .map(.string, .int)),
    ("[1, 2.0]", .list(.dyn)), ("timestamp('2026-01-01T00:00:00Z') - duration('1h')", .timestamp),
    ("size(members)", .int), ("math.greatest(1, 2)", .int), ("'%s'.format([1])", .string),
    ("this.?kind.orValue('none')", .string),
  ])
  func knowsTheType(text: String, type: CELType) throws {
    let result = try Expression(parsing: text).check(in: Register.environment)
    #expect(result.problems.isEmpty)
    #expect(result.type == type)
  }

  @Test func notesTheTextsThatFieldsAreComparedWith() throws {
    let text = "this.kind == 'leader' || 'x' != this.person || members.all(m, m.kind in ['a', 'b'])"
    let found = try Expression(parsing: text).check(in: Register.environment).comparedTexts
    #expect(
      found.map { "\($0.shape).\($0.field) \($0.text) \($0.range.lowerBound)" } == [
        "members.kind leader 13", "members.person x 25", "members.kind a 73", "members.kind b 78",
      ])
  }

  @Test func aConstantAndAHostFunctionAreEvaluated() throws {
    #expect(try Register.value("most + 1") == .int(6))
    #expect(try Register.value("label('x')") == .string("label of x"))
  }

  @Test func variablesOfMacrosHideThoseOutside() throws {
    #expect(try Register.value("[1, 2].map(this, this + 1)") == .list([.int(2), .int(3)]))
    #expect(try Register.value("[1].map(x, [2].map(x, x)[0] + x)") == .list([.int(3)]))
    #expect(try Register.value("[1, 2].map(x, [10, 20].map(y, x + y))[1][1]") == .int(22))
  }
}
