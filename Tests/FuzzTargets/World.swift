import CEL

/// What expressions and templates can name: a small register, and a value of every type.
enum World {
  static let person = Shape(
    "members",
    fields: [
      Shape.Field("name", .string), Shape.Field("level", .int), Shape.Field("share", .double),
      Shape.Field("since", .timestamp), Shape.Field("roles", .list(.string)), Shape.Field("note", .string),
    ])

  static let environment = Environment(variables: [
    Environment.Variable("this", .object(person)),
    Environment.Variable("members", .list(.object(person))),
    Environment.Variable("kinds", .list(.string)),
    Environment.Variable("weights", .map(.string, .double)),
    Environment.Variable("n", .int),
    Environment.Variable("u", .uint),
    Environment.Variable("x", .dyn),
    Environment.Variable("text", .string),
    Environment.Variable("raw", .bytes),
    Environment.Variable("later", .string),
  ])

  static let bindings: [CELValue?] = {
    let first = Object(
      person,
      [
        .string("韩玉婷"), .int(5), .double(0.25),
        CELTimestamp(year: 2026, month: 1, day: 31).map { .timestamp($0) },
        .list([.string("sponsor"), .string("auditor")]),
        nil,
      ])
    let second = Object(person, [.string("Ada"), .int(-1), nil, nil, .list([]), .string("a\tb")])
    return [
      .object(first), .list([.object(first), .object(second)]),
      .list([.string("leader"), .string("general")]),
      CELMap([(.string("a"), .double(0.5)), (.string("b"), .double(2))]).map { .map($0) }, .int(3), .uint(7),
      .list([.int(1), .string("1"), .double(.nan)]),
      .string("Grün 审计 text"), .bytes([0, 255, 65]), nil,
    ]
  }()
}
