import AuditCore
import Diagnostics
import Foundation
import Testing
import WorkflowYAML

/// The schema takes what kaudit takes for a value, in whichever characters it is written, and little else.
@Suite struct AlikeSchemaTests {
  private static let text = """
    kaudit: 1
    workflow: alike
    version: 1
    title: Alike
    languages: [zh]
    vocabularies:
      work: {plan: 审计计划, what: 什么、哪里（详述）, person: 个人 A-1, wearing: 着手}
    scales: {depth: {min: 0, max: 1, labels: {0: 无, 1: 沉淀}}}
    phases:
      - phase: one
        title: 一
        steps:
          - step: facts
            title: 事实
            ask:
              fields:
                work: {type: choice, of: work, title: 工作}
                depth: {type: scale, of: depth, title: 深度}
                sure: {type: boolean, title: 确定}
    """

  private func accepts(_ field: String, _ value: String) throws -> (kaudit: Bool, schema: Bool) {
    let (loaded, _) = WorkflowReader.read(SourceFile(name: "alike.yaml", text: Self.text)) { _ in nil }
    let workflow = try #require(loaded).workflow
    let audit = "audit: a\nworkflow: alike\nfacts: {\(field): \"\(value)\"}\n"
    let (_, diagnostics) = AuditDocument(SourceFile(name: "a.yaml", text: audit)).read(as: workflow) { _ in
      nil
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data(audit.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let schema = EditorSchema.auditFile(of: workflow, language: .chinese)
    let refused = try IndependentValidator.refused(schema, [file.path])
    return (!diagnostics.containsError, refused.isEmpty)
  }

  @Test(arguments: [
    ("work", "審計計劃"), ("work", "審計計畫"), ("work", "甚麼、哪裡(詳述)"), ("work", "個人　Ａ－１"), ("work", "著手"),
    ("work", "ｐｌａｎ"), ("work", "plan"), ("depth", "無"), ("depth", "沈澱"), ("sure", "ｎｏ"),
  ])
  func takesOtherCharacters(field: String, value: String) throws {
    #expect(try accepts(field, value) == (true, true), "\(field): \(value)")
  }

  @Test(arguments: [("work", "審計計算"), ("work", "审计"), ("work", "plans"), ("depth", "浅"), ("sure", "maybe")])
  func refusesOtherWords(field: String, value: String) throws {
    #expect(try accepts(field, value) == (false, false), "\(field): \(value)")
  }
}
