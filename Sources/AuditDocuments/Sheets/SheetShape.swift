import AuditCore
import CEL

/// What a template can name of a step's sheet: `sheet.STEP`.
enum SheetShape {
  static let column = Shape(
    "column",
    fields: [.init("id", .string), .init("title", .string), .init("align", .string), .init("is_long", .bool)])

  static let answer = Shape(
    "answer of a sheet",
    fields: [
      .init("id", .string), .init("title", .string), .init("text", .string), .init("is_long", .bool),
    ])

  static let row = Shape(
    "row of a sheet",
    fields: [
      .init("key", .string), .init("title", .string), .init("cells", .list(.string)),
      .init("answers", .list(.object(answer))), .init("open", .list(.string)), .init("is_stale", .bool),
    ])

  static let sheet = Shape(
    "sheet of a step",
    fields: [
      .init("id", .string), .init("title", .string), .init("guidance", .string), .init("kind", .string),
      .init("is_form", .bool),
      .init("state", .string, values: StepState.allCases.map(\.rawValue)), .init("state_label", .string),
      .init("is_open", .bool),
      .init("remark", .string),
      .init("entry_count", .int), .init("stale_count", .int), .init("submitted_by", .string),
      .init("submitted_on", .string), .init("role", .string), .init("signed_by", .string),
      .init("signed_on", .string), .init("signed_note", .string), .init("signed_how", .string),
      .init("signed_evidence", .string), .init("entered_by", .string), .init("content_digest", .string),
      .init("columns", .list(.object(column))), .init("has_long", .bool), .init("rows", .list(.object(row))),
    ])

  static let name = "sheet"

  /// `sheet` itself: a field for each step.
  static func all(of workflow: Workflow) -> Shape {
    Shape(name, fields: workflow.steps.map { .init($0.id.name, .object(sheet)) })
  }
}
