public import AuditCore
import CEL
public import Diagnostics
import Formats
import Template

/// The documents of a workflow with their templates, checked and ready to be rendered as often as one likes.
public struct DocumentSet: Sendable {
  /// The documents that steps of the workflow name, in the order in which they are first named.
  public let documents: [WorkflowDocument]
  /// Everything that is wrong with the templates and phrases; documents whose templates have errors cannot be rendered.
  public let diagnostics: [Diagnostic]
  private let workflow: Workflow
  private let sources: [String: SourceFile]
  private let phrases: Vocabulary
  /// The templates as they were checked, with the names of the workflow's first language.
  private let checked: [String: Template]
  private let names: DocumentNames

  /// Reads and checks the template of every document. `templates` are files by name: `audit_charter.md`,
  /// `parts/table.md`. The phrases give each document its title under its own name, and, where they have `contents`
  /// and `draft_banner`, what the pages say.
  /// `faults` is what was wrong with the file of the phrases already.
  public init(
    workflow: Workflow, templates: [String: SourceFile], phrases: Vocabulary, faults: [Diagnostic] = []
  ) {
    self.workflow = workflow
    self.phrases = phrases
    sources = templates
    documents = WorkflowDocument.all(of: workflow, phrases)
    // A template means the same in every language but for the words it calls up, so it is checked in one.
    names = DocumentNames(workflow, phrases, workflow.languages.first ?? .english)
    var diagnostics = faults
    var checked: [String: Template] = [:]
    var read = Set(documents.map(\.id))
    for document in documents {
      if phrases[document.id] == nil { diagnostics.append(.missingTitle(document)) }
      guard let source = templates[document.templateName] else {
        diagnostics.append(.missingTemplate(document, known: templates.keys.sorted()))
        continue
      }
      let (template, found) = Template.parse(source, in: names.environment) { templates[$0] }
      diagnostics += found
      checked[document.id] = template
      for case .field("phrase", let key) in template?.mentions ?? [] { read.insert(key) }
    }
    diagnostics += Self.untranslated(phrases, read: read, workflow.languages)
    self.diagnostics = diagnostics.inOrder()
    self.checked = checked
  }

  /// Phrases that a template reads but that nobody has written in one of the workflow's languages.
  private static func untranslated(
    _ phrases: Vocabulary, read: Set<String>, _ languages: [Language]
  ) -> [Diagnostic] {
    phrases.items.filter { read.contains($0.key) }.flatMap { item in
      languages.filter { !item.label.isWritten(in: $0) }.map { .untranslatedPhrase(item.key, $0) }
    }
  }

  /// Whether anything that a document covers is still open, so that it is a draft.
  public func isDraft(_ document: WorkflowDocument, in state: AuditState) -> Bool {
    document.steps.contains { !state.state($0).opensTheWay }
  }

  /// Whether a document is made as the answers stand; those whose condition does not hold are not.
  public func isMade(_ document: WorkflowDocument, in state: AuditState) -> Bool {
    AuditBindings(state).isMade(document.id)
  }

  /// The document as Markdown and as a page; nothing but diagnostics where it cannot be rendered.
  ///
  /// The state is one of the workflow that the set was made for. The same state and mark give the same bytes.
  public func render(
    _ id: String, language: Language, of state: AuditState, mark: RecordMark
  ) -> (document: RenderedDocument?, diagnostics: [Diagnostic]) {
    guard let document = documents.first(where: { $0.id == id }) else {
      return (nil, [.unknownDocument(id, known: documents.map(\.id))])
    }
    guard workflow.languages.contains(language) else {
      return (nil, [.unknownLanguage(language, of: workflow)])
    }
    precondition(
      state.workflow === workflow, "a document is made of a state of the workflow it was checked for")
    guard let (template, names) = template(document, language) else {
      return (nil, diagnostics.filter { $0.severity == .error })
    }
    let facts = DocumentFacts(
      id: id, title: document.title[language], language: language, isDraft: isDraft(document, in: state),
      state: state, mark: mark)
    do throws(Diagnostic) {
      let (values, keeping) = names.bindings(state, facts, template.mentions)
      let name = "\(id).\(language.rawValue)"
      let rendering = try withExtendedLifetime(keeping) { () throws(Diagnostic) in
        try template.render(values, figurePrefix: "\(name).")
      }
      let markdown = String(decoding: Self.tidied(rendering.text), as: UTF8.self)
      let html = try page(markdown, rendering.figures, facts, of: state)
      return (
        RenderedDocument(
          name: name, markdown: markdown, html: html,
          charts: rendering.figures.map { .init(name: $0.name, text: $0.drawing) }), []
      )
    } catch {
      return (nil, [error])
    }
  }

  private func template(_ document: WorkflowDocument, _ language: Language) -> (Template, DocumentNames)? {
    guard let template = checked[document.id] else { return nil }
    if language == names.language { return (template, names) }
    guard let source = sources[document.templateName] else { return nil }
    let names = DocumentNames(workflow, phrases, language)
    return Template.parse(source, in: names.environment) { sources[$0] }.template.map { ($0, names) }
  }

  /// Without the blank lines that tags leave behind: one at most between two paragraphs, none at the beginning.
  ///
  /// No text of a document has blank lines of its own; templates hold no code blocks.
  private static func tidied(_ bytes: [UInt8]) -> [UInt8] {
    var tidied: [UInt8] = []
    tidied.reserveCapacity(bytes.count + 1)
    var lineEnds = 2
    for byte in bytes {
      if byte == 0x0A {
        lineEnds += 1
        if lineEnds > 2 { continue }
      } else {
        lineEnds = 0
      }
      tidied.append(byte)
    }
    while tidied.last == 0x0A { tidied.removeLast() }
    return tidied + [0x0A]
  }

  private func page(
    _ markdown: String, _ figures: [Figure], _ facts: DocumentFacts, of state: AuditState
  ) throws(Diagnostic) -> String {
    let wording = Wording(language: facts.language)
    let rendering = try Markdown.render(
      markdown, figures: Dictionary(figures.map { ($0.name, $0.drawing) }, uniquingKeysWith: { $1 }))
    let audit = (state.description.title ?? state.opening?.audit ?? "").split(whereSeparator: \.isNewline)
      .joined(separator: " ")
    let draft = phrase("draft_banner", facts.language) ?? wording.draft
    return HTMLPage(
      language: wording.tag, title: audit.isEmpty ? facts.title : "\(facts.title) · \(audit)",
      body: rendering.html,
      headings: rendering.headings, contentsTitle: phrase("contents", facts.language) ?? wording.contents,
      contentsDepth: 3, banner: facts.isDraft ? draft : nil,
      footer: wording.foot(audit: audit, day: facts.asOf, mark: facts.mark)
    ).text
  }

  private func phrase(_ key: String, _ language: Language) -> String? { phrases[key]?.label[language] }
}

extension Diagnostic {
  fileprivate static func missingTemplate(_ document: WorkflowDocument, known: [String]) -> Diagnostic {
    let steps = document.steps.map { "`\($0)`" }.joined(separator: ", ")
    let named = document.steps.count == 1 ? "step \(steps) names" : "steps \(steps) name"
    let near = nearest(to: document.templateName, among: known)
    return Diagnostic(
      "missing-template",
      "\(named) document `\(document.id)`, but there is no template `\(document.templateName)`",
      at: nil,
      help: near.map { "did you mean `\($0.dropLast(3))`?" }
        ?? "write it into the folder `Templates` beside the audit, or take the document out of the step")
  }

  fileprivate static func missingTitle(_ document: WorkflowDocument) -> Diagnostic {
    Diagnostic(
      "missing-phrase", "document `\(document.id)` has no title", at: nil,
      help: "the phrases have its title under its own name, `\(document.id): {en: …, zh: …}`")
  }

  fileprivate static func untranslatedPhrase(_ key: String, _ language: Language) -> Diagnostic {
    Diagnostic(
      "missing-translation", "phrase `\(key)` has no text in `\(language.rawValue)`", at: nil,
      help: "the workflow is held in this language too, and a document has no half-translated page")
  }

  fileprivate static func unknownDocument(_ id: String, known: [String]) -> Diagnostic {
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      "unknown-document",
      known.isEmpty
        ? "the workflow names no documents" : "no step names a document `\(id)`; there are \(list)", at: nil,
      help: nearest(to: id, among: known).map { "did you mean `\($0)`?" })
  }

  fileprivate static func unknownLanguage(_ language: Language, of workflow: Workflow) -> Diagnostic {
    let list = workflow.languages.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Diagnostic(
      "unknown-language", "the workflow is not held in `\(language.rawValue)`, but in \(list)", at: nil)
  }
}
