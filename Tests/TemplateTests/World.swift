import CEL
import Diagnostics
import Template
import TestSupport

/// A small audit for templates to write about.
enum World {
  static let shape: Shape = {
    let shape = Shape("members")
    shape.set(fields: [
      .init("person", .string), .init("kind", .string), .init("level", .int), .init("share", .double),
    ])
    return shape
  }()

  static let environment = CEL.Environment(
    variables: [.init("title", .string), .init("members", .list(.object(shape))), .init("x", .string)],
    functions: [
      Function("label", [.string], result: .string) { (values) throws(EvaluationError) in values[0] },
      Function("link", [.string], result: Markup.type) { (values) throws(EvaluationError) in
        Markup.value("[link](#\(values[0].text ?? ""))")
      },
      Function("picture", [.string, .bool], result: Markup.type) { (values) throws(EvaluationError) in
        let drawing = values[1] == .bool(true) ? "<svg></svg>" : nil
        return Markup.figure("curve", alternative: values[0].text ?? "", drawing: drawing)
      },
    ])

  static let members: [CELValue] = [
    .object(Object(shape, [.string("Ada | *boss*"), .string("leader"), .int(5), .double(0.5)])),
    .object(Object(shape, [.string("客服中心主任"), nil, .int(-2), .double(0.25)])),
    .object(Object(shape, [.string("Bo\nSecond <b>line</b>"), .string("general_member"), nil, .double(1)])),
  ]

  static func values(_ x: String = "") -> [CELValue?] {
    [.string("Acme & Sons"), .list(members), .string(x)]
  }

  /// A template of the fixtures, and those that it includes from the folder `shared`.
  static func parse(_ name: String) throws -> (template: Template?, diagnostics: [Diagnostic]) {
    let source = SourceFile(name: name, bytes: try fixtureBytes(name))
    return Template.parse(source, in: environment) { name in
      (try? fixtureBytes("shared/\(name)")).map { SourceFile(name: name, bytes: $0) }
    }
  }

  /// What a template of one value gives.
  static func write(
    _ text: String, _ x: String = "", as kind: OutputKind = .markdown, limits: RenderLimits = RenderLimits()
  ) throws -> String {
    let (template, diagnostics) = Template.parse(SourceFile(name: "t.md", text: text), in: environment)
    guard let template else { throw Refused(text: DiagnosticPrinter(colour: false).text(diagnostics)) }
    return String(decoding: try template.render(values(x), as: kind, limits: limits).text, as: UTF8.self)
  }

  struct Refused: Error {
    let text: String
  }
}
