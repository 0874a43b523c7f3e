import AuditCore

/// The schema of the tests that a workflow brings along.
enum TestSchema {
  typealias Key = SchemaMapping.Key

  static let test = SchemaMapping([
    Key("test", "What is tested, in a few words.", .definition("text"), required: true),
    Key("as_of", "The day that counts as today.", SchemaShapes.day),
    Key(
      "answers", "What is answered, step by step, as in an audit file.", ["type": "object"],
      example: "answers:\n  members: [{person: Ada, kind: leader}]"),
    Key("approvals", "Sign-offs, as in an audit file.", SchemaShapes.list(of: .definition("approval"))),
    Key(
      "skip", "Steps that are skipped once they can be, each with the reason.",
      ["type": "object", "additionalProperties": .definition("text")],
      example: "skip: {interviews/b: nobody came}"),
    Key("expect", "What must become of the answers.", .definition("expect"), required: true),
  ])

  static let expect = SchemaMapping([
    Key(
      "states", "In which state each step, or STEP/ENTRY, is in the end.",
      [
        "type": "object",
        "additionalProperties": SchemaShapes.word(of: StepState.allCases.map(\.rawValue)),
      ], example: "states: {team: submitted}"),
    Key(
      "findings", "What the checks of each step, or of `audit`, say: exactly these messages.",
      ["type": "object", "additionalProperties": .definition("texts")],
      example: "findings: {members: [nobody has the role of sponsor]}"),
    Key(
      "values", "What expressions give; nothing where it cannot be decided.",
      ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean", "null"]]],
      example: "values: {members.size(): 3}"),
    Key(
      "documents", "Whether each document is made.",
      ["type": "object", "additionalProperties": SchemaShapes.boolean]),
  ])

  /// As in an audit file; which steps there are is not known here.
  static let approval = SchemaMapping([
    Key("step", "The step that was signed off, or STEP/ENTRY.", .definition("text"), required: true),
    Key("by", "Who signed.", .definition("text"), required: true),
    Key("date", "The day of the sign-off.", SchemaShapes.day, required: true),
    Key("evidence", "What shows it, such as a letter.", .definition("text")),
    Key("note", "A remark.", .definition("text")),
  ])

  static var definitions: SchemaNode {
    ["test": test.node, "expect": expect.node, "approval": approval.node]
  }
}
