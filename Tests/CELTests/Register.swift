import CEL

/// A register as expressions see it: entries with fields, some absent, that refer to each other.
enum Register {
  static let shape: Shape = {
    let shape = Shape("members", key: ["person"])
    shape.set(fields: [
      .init("person", .string), .init("kind", .string), .init("level", .int), .init("share", .double),
      .init("owner", .object(shape)), .init("done", .bool), .init("due", .timestamp),
    ])
    return shape
  }()

  static let environment = Environment(
    variables: [
      .init("this", .object(shape)), .init("members", .list(.object(shape))),
      .init("member_kind", .list(.string)), .init("limit", .int),
    ],
    functions: [
      Function("label", [.string], result: .string) { (values) throws(EvaluationError) in
        .string("label of \(values[0].text ?? "")")
      }
    ],
    constants: [
      "most": .int(5), "kinds": .list([.string("leader"), .string("general")]),
      "weights": map([(.string("leader"), .int(2)), (.string("general"), .int(1))]),
      "levels": map([(.int(0), .string("none")), (.int(1), .string("some"))]),
    ])

  private static func map(_ entries: [(key: CELValue, value: CELValue)]) -> CELValue {
    CELMap(entries).map(CELValue.map) ?? .null
  }

  static func entry(_ person: String, kind: String? = nil, level: Int64? = nil, share: Double? = nil)
    -> Object
  {
    Object(
      shape,
      [
        .string(person), kind.map { .string($0) }, level.map { .int($0) }, share.map { .double($0) }, nil,
        nil, nil,
      ])
  }

  /// The value of an expression on an entry of a small register.
  static func value(_ text: String, this: Object? = nil, members: [Object] = []) throws -> CELValue {
    let result = try Expression(parsing: text).check(in: environment)
    guard let program = result.program else { throw Unchecked(problems: result.problems) }
    let kinds = ["leader", "general"].map { CELValue.string($0) }
    return try program.evaluate([
      this.map { .object($0) }, .list(members.map { .object($0) }), .list(kinds), nil,
    ])
  }

  struct Unchecked: Error {
    let problems: [Problem]
  }
}
