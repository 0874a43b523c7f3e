import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// What a record keeps is read by every later kaudit, also what `check` would no longer let pass.
@Suite struct KeptWorkflowTests {
  private static func source(_ condition: String) -> SourceFile {
    SourceFile(
      name: "kept.yaml",
      text: """
        kaudit: 1
        workflow: kept
        version: 1.0.0
        title: Kept
        languages: [en]
        vocabularies: {kind: {explicit: Explicit, tacit: Tacit}, place: {file: File}}
        crosswalks: {places: {from: kind, to: place, map: {explicit: [file], tacit: []}}}
        phases:
          - phase: only
            title: Only
            steps:
              - step: facts
                title: Facts
                ask:
                  fields:
                    kind: {type: choice, of: kind}
                    note: {type: text, when: "\(condition)"}
        """)
  }

  @Test(arguments: [
    "places.explict.size() > 0", "places['explict'].size() > 0", "'explict' in kind || this.kind == 'tacit'",
    "this.kind == 'Tacit'",
  ])
  func readsKeysThatThereAreNot(condition: String) throws {
    #expect(WorkflowReader.read(Self.source(condition)) { _ in nil }.workflow == nil)
    let (kept, diagnostics) = WorkflowReader.read(kept: Self.source(condition)) { _ in nil }
    #expect(Reading.text(diagnostics) == "")
    let note = try #require(kept).workflow["facts"]?.field("note")
    #expect(note?.condition?.text == condition)
  }

  @Test(arguments: ["places.explict.size() > 0 && this.knd == 'tacit'", "'explict' in kinds"])
  func readsNothingElseThatIsWrong(condition: String) {
    #expect(WorkflowReader.read(kept: Self.source(condition)) { _ in nil }.workflow == nil)
  }
}
