import AuditCore
import CEL

/// What a document says of itself.
struct DocumentFacts {
  let id: String
  let title: String
  let language: Language
  let isDraft: Bool
  let state: AuditState
  let mark: RecordMark

  private var workflow: Workflow { state.workflow }
  var asOf: String { state.asOf }

  /// A step that was skipped or not asked, so that the audit says nothing of it.
  static let leftOutShape = Shape(
    "left-out step",
    fields: [
      .init("title", .string),
      .init("state", .string, values: StepState.allCases.filter(\.isLeftOut).map(\.rawValue)),
      .init("state_label", .string),
      .init("reason", .string),
    ])

  var object: Object {
    Object(
      DocumentNames.documentShape,
      [
        .string(id), .string(title), .string(language.rawValue), .bool(isDraft), .string(mark.version),
        .string(workflow.id), .string(workflow.title[language]), .string(workflow.version),
        .int(Int64(mark.size)),
        .string(mark.digest), .string(asOf), .list(leftOut.map(CELValue.object)),
      ])
  }

  /// In the order of the steps; of a step that is done for each entry, the instances that were left out.
  private var leftOut: [Object] {
    let words = AnswerText(state, language)
    return workflow.steps.filter { !$0.isGroup }.flatMap { step -> [Object] in
      let instances = step.each == nil ? [StepInstance(step.id)] : state.instances(of: step.id)
      return instances.compactMap { instance in
        guard let row = state.row(of: instance), row.state.isLeftOut else {
          return nil
        }
        let name = step.each.map { words.title(of: instance.key, in: $0.register) }
        return Object(
          Self.leftOutShape,
          [
            .string([step.title[language], name].compactMap(\.self).joined(separator: " · ")),
            .string(row.state.rawValue), .string(row.state.word(in: language)),
            row.state == .skipped ? row.remark.map(CELValue.string) : nil,
          ])
      }
    }
  }
}
