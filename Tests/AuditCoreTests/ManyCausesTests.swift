import Diagnostics
import Testing
import WorkflowYAML

@testable import AuditCore

/// A list of causes stays short however much changes, and nothing in it is left out.
@Suite struct ManyCausesTests {
  private static let workflow: Workflow? = {
    let text = """
      kaudit: 1
      workflow: wide
      version: 1.0.0
      title: Wide
      languages: [en]
      phases:
        - phase: only
          title: Only
          steps:
            - step: assets
              title: Assets
              collect: {key: id, fields: {id: {type: text}, level: {type: integer}, note: {type: text, required: false}}}
            - step: summary
              title: Summary
              ask: {fields: {text: {type: text}}}
              checks:
                - {that: "assets.all(a, a.level > 0)", message: levels are positive}
      """
    return WorkflowReader.read(SourceFile(name: "wide.yaml", text: text), find: { _ in nil }).workflow?
      .workflow
  }()

  @Test func namesTheStepOnceVeryManyOfItsEntriesChanged() throws {
    var scenario = Scenario(try #require(Self.workflow))
    for number in 0..<200 {
      try scenario.answer(EntryID("assets", EntryKey(["A\(number)"])), ["level": .integer(1)])
    }
    try scenario.when(.submit("assets"))
    try scenario.answer(EntryID("summary"), ["text": .text("fine")])
    try scenario.when(.submit("summary"))
    for number in 0..<200 {
      try scenario.answer(
        EntryID("assets", EntryKey(["A\(number)"])), because: "measured", ["level": .integer(2)])
      let causes = scenario.state.row("summary")?.causes ?? []
      if number < Cause.mostOfOneStep {
        #expect(causes.map(\.entry.key.written) == (0...number).map { "A\($0)" })
      } else {
        #expect(causes.map(\.entry) == [EntryID("assets")])
        #expect(causes.first?.fields == ["level"])
      }
    }
    #expect(scenario.state.state("summary") == .stale)
  }
}
