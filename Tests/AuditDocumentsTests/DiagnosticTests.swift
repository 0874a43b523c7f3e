import AuditCore
import AuditDocuments
import Diagnostics
import TestSupport
import Testing

/// What authors of templates are told.
@Suite struct DiagnosticTests {
  private func explain(_ diagnostics: [Diagnostic]) -> String {
    let printer = DiagnosticPrinter(colour: false)
    return diagnostics.map { printer.text($0) + "\n" }.joined()
  }

  @Test func tellsEverythingThatIsWrongAtOnce() throws {
    var templates = try SmallAudit.templates("err")
    templates["charters.md"] = templates.removeValue(forKey: "charter.md")
    let phrases = Vocabulary(
      name: "phrases",
      items: try SmallAudit.phrases().items.filter { $0.key != "register" } + [
        .init(key: "only_english", label: Text([.english: "Only"]))
      ])
    let set = DocumentSet(workflow: try SmallAudit.workflow(), templates: templates, phrases: phrases)
    try expectGolden(explain(set.diagnostics), "err/all.out")
  }

  @Test func namesTemplatesThatMakeNoDocument() throws {
    var templates = try SmallAudit.templates()
    templates["charters.md"] = SourceFile(name: "Templates/charters.md", text: "x")
    let set = DocumentSet(
      workflow: try SmallAudit.workflow(), templates: templates, phrases: try SmallAudit.phrases())
    #expect(set.unused(among: templates.keys.sorted()).map(\.code) == ["unused-template"])
    #expect(
      explain(set.unused(among: ["charters.md", "charter.md", "nowhere.md"])) == """
        warning[unused-template]: no step names a document `charters`, and no template includes this one
          --> Templates/charters.md:1:1
          |
        1 | x
          | ^
        help: did you mean `charter`?


        """)
  }

  @Test func namesTheDocumentsThereAre() throws {
    let audit = try SmallAudit()
    let (rendered, diagnostics) = audit.set.render(
      "chart", language: .english, of: audit.state, mark: SmallAudit.mark)
    #expect(rendered == nil)
    #expect(
      explain(diagnostics) == """
        error[unknown-document]: no step names a document `chart`; there are `charter`, `register`, `report`
        help: did you mean `charter`?


        """)
  }

  @Test func saysWhereAValueIsMissing() throws {
    var templates = try SmallAudit.templates()
    templates["register.md"] = SourceFile(
      name: "register.md",
      text:
        "# {{ document.title }}\n\n{% for a in assets %}\n- {{ a.name }} {{ a.owner.person }}\n{% endfor %}\n"
    )
    var audit = try SmallAudit(templates: templates)
    try audit.answerFromFile()
    let (rendered, diagnostics) = audit.set.render(
      "register", language: .english, of: audit.state, mark: SmallAudit.mark)
    #expect(rendered == nil)
    try expectGolden(explain(diagnostics), "err/absent.out")
  }
}
