public import AuditCore
public import CEL
public import Diagnostics
import Formats
public import Template

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
  /// The names of the templates that documents are made from, with all that these include.
  private let usedTemplates: Set<String>
  /// Those of the workflows that are included: their templates say what they say where those stand alone.
  private let parts: [(part: Workflow.Part, set: DocumentSet)]

  /// Reads and checks the template of every document. `templates` are files by name: `audit_charter.md`,
  /// `parts/table.md`. The phrases give each document its title under its own name, and, where they have `contents`
  /// and `draft_banner`, what the pages say.
  /// `faults` is what was wrong with the file of the phrases already; `judging` says what is wrong with an expression that
  /// can be read, in the workflow that its template is for, and `helping` what may have been meant by one with a problem.
  public init(
    workflow: Workflow, templates: [String: SourceFile], phrases: Vocabulary, faults: [Diagnostic] = [],
    judging: @escaping (Workflow, CheckedExpression) -> [Diagnostic] = { _, _ in [] },
    helping: @escaping (Workflow, Problem, String) -> String? = { _, _, _ in nil }
  ) {
    self.workflow = workflow
    self.phrases = phrases
    sources = templates
    let own = WorkflowDocument.all(of: workflow, phrases)
    parts = workflow.directParts.map { part in
      (
        part,
        DocumentSet(
          workflow: part.workflow, templates: templates, phrases: phrases, judging: judging,
          helping: helping)
      )
    }
    documents =
      own
      + parts.flatMap { part, set in set.documents.map { $0.inside(part.step, of: workflow) } }
    // A template means the same in every language but for the words it calls up, so it is checked in one.
    names = DocumentNames(workflow, phrases, workflow.languages.first ?? .english)
    var diagnostics = faults
    var checked: [String: Template] = [:]
    var read = Set(own.map(\.id))
    let used = UsedNames()
    var reader = TemplateReader(
      in: names.environment,
      including: { name in
        used.names.insert(name)
        return templates[name]
      }, judging: { judging(workflow, $0) }, helping: { helping(workflow, $0, $1) })
    for document in own {
      guard let source = templates[document.templateName] else {
        diagnostics.append(.missingTemplate(document, known: templates.keys.sorted()))
        continue
      }
      if phrases[document.id] == nil { diagnostics.append(.missingTitle(document)) }
      used.names.insert(document.templateName)
      let (template, found) = reader.read(source)
      diagnostics += found
      checked[document.id] = template
      for case .field("phrase", let key) in template?.mentions ?? [] { read.insert(key) }
    }
    diagnostics += Self.untranslated(phrases, read: read, workflow.languages)
    diagnostics += parts.flatMap(\.set.diagnostics)
    self.diagnostics = diagnostics.inOrder()
    self.checked = checked
    usedTemplates = used.names
  }

  private final class UsedNames { var names: Set<String> = [] }

  /// Templates among those named from which no document is made.
  public func unused(among names: [String]) -> [Diagnostic] {
    names.filter { name in
      !usedTemplates.contains(name) && !parts.contains { $0.set.usedTemplates.contains(name) }
    }.compactMap { name in
      sources[name].map { .unusedTemplate($0, documents.map(\.id)) }
    }
  }

  /// Phrases that a template reads but that nobody has written in one of the workflow's languages.
  private static func untranslated(
    _ phrases: Vocabulary, read: Set<String>, _ languages: [Language]
  ) -> [Diagnostic] {
    phrases.items.filter { read.contains($0.key) }.flatMap { item in
      languages.filter { !item.label.isWritten(in: $0) }.map { .untranslatedPhrase(item.key, $0) }
    }
  }

  /// The steps that a document stands on: those that name it, and what it shows with all that this follows from.
  public func ground(of document: WorkflowDocument) -> Set<StepID> {
    document.ground(showing: checked[document.id]?.mentions ?? [], in: workflow).union(document.steps)
  }

  /// Whether a document is a draft: a step that names it, or one that what it shows stands on, is open or stale.
  public func isDraft(_ document: WorkflowDocument, in state: AuditState) -> Bool {
    guard let (part, id, set) = part(of: document) else {
      return ground(of: document).contains { !state.state($0).opensTheWay }
    }
    let state = state.part(part)
    return set.documents.first { $0.id == id }.map { set.isDraft($0, in: state) } ?? false
  }

  /// Whether a document is made as the answers stand; those whose condition does not hold are not.
  public func isMade(_ document: WorkflowDocument, in state: AuditState) -> Bool {
    guard let (part, id, set) = part(of: document) else { return AuditBindings(state).isMade(document.id) }
    guard !state.state(part.step).isLeftOut else { return false }
    let state = state.part(part)
    return set.documents.first { $0.id == id }.map { set.isMade($0, in: state) } ?? false
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
    if let (part, id, set) = part(of: document) {
      let (rendered, diagnostics) = set.render(id, language: language, of: state.part(part), mark: mark)
      return (rendered?.inside(part.step.name), diagnostics)
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

  /// The included workflow that a document is one of, and what it is called there.
  private func part(
    of document: WorkflowDocument
  ) -> (part: Workflow.Part, id: String, set: DocumentSet)? {
    guard let slash = document.id.firstIndex(of: "/"),
      let (part, set) = parts.first(where: { $0.part.step.name == document.id[..<slash] })
    else { return nil }
    return (part, String(document.id[document.id.index(after: slash)...]), set)
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

  fileprivate static func unusedTemplate(_ source: SourceFile, _ documents: [String]) -> Diagnostic {
    let id = source.name.split(separator: "/").last.map { String($0.dropLast(".md".count)) } ?? source.name
    return Diagnostic(
      "unused-template", "no step names a document `\(id)`, and no template includes this one",
      at: source.span(bytes: 0..<0), severity: .warning,
      help: didYouMean(id, documents)
        ?? "name it under `documents:` of a step, or take it out")
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
      help: didYouMean(id, known))
  }

  fileprivate static func unknownLanguage(_ language: Language, of workflow: Workflow) -> Diagnostic {
    let list = workflow.languages.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Diagnostic(
      "unknown-language", "the workflow is not held in `\(language.rawValue)`, but in \(list)", at: nil)
  }
}
