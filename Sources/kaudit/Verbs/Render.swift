import ArgumentParser
import AuditCore
import AuditDocuments
import AuditStore
import Diagnostics

/// `kaudit render [AUDIT] [DOCUMENT…] --to FOLDER`
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Write the audit's documents as Markdown and HTML, in each of its languages.",
    discussion: """
      Charts stand within the HTML, and as SVG files beside the Markdown. The same record gives the same bytes. Documents say that they are drafts while anything that they show, or that this rests on, is open or stale. One that cannot be made holds no other back: the reason is told, with exit code 1.

        kaudit render acme.yaml --to documents
        kaudit render acme.yaml audit_report --language zh --to documents
      """)

  @Argument(
    help: ArgumentHelp("AUDIT, then documents (both optional; all documents).", valueName: "argument"))
  var arguments: [String] = []

  @Option(help: ArgumentHelp("The folder to write to; it is made if it is not there.", valueName: "folder"))
  var to: String?

  @Option(help: "Only this language: en or zh.")
  var language: LanguageOption?

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    if let to, to.isEmpty { throw Stop(.usage, "`--to` names no folder") }
    let folder = to ?? Files.join(place.folder, "documents")
    if to == nil { try Files.requireInside(place.folder, folder) }
    try OpenAudit.reading(place) { audit in
      let set = Templates.documents(audit.workflow, try audit.session.pinned())
      let wanted = try Self.wanted(arguments, set)
      guard !wanted.isEmpty else {
        throw Stop(
          .refused, "the workflow has no documents",
          help: "steps name those that rest on them, as `documents: [report]`")
      }
      try audit.session.loadAll()
      let languages = language.map { [$0.language] } ?? audit.workflow.languages
      let made = wanted.filter { set.isMade($0, in: audit.state) }
      if made.isEmpty || (!arguments.isEmpty && made.count < wanted.count) {
        let left = wanted.filter { !made.contains($0) }.map(\.id)
        throw Stop(
          .refused, "not made as the answers stand: \(listed(left))",
          help: "a step names it with `when:`, which does not hold")
      }
      let (documents, faults) = Self.rendered(made, languages, set, audit)
      // Of a document that cannot be made in one language nothing is written; the others are not held back by it.
      guard !documents.isEmpty else { throw Stop.faulty(faults) }
      let files = documents.flatMap(\.files)
      try Files.makeFolder(folder)
      for file in files {
        let path = Files.join(folder, file.name)
        let inner = Files.folder(of: path)
        if inner != folder {
          try Files.requireInside(folder, inner)
          try Files.makeFolder(inner)
        }
        try Files.write(Array(file.text.utf8), to: path)
      }
      let spoken = language?.language ?? audit.state.description.language
      for document in wanted {
        guard made.contains(document) else {
          Console.standard.print(
            "\(document.id)  \(document.title[spoken])"
              + spoken.words(" (not made: its condition does not hold)", "（未生成：条件不成立）"))
          continue
        }
        guard documents.contains(where: { $0.id == document.id }) else {
          let isOlder = languages.contains {
            Files.exists(Files.join(folder, "\(document.id).\($0.rawValue).md"))
          }
          Console.standard.print(
            "\(document.id)  \(document.title[spoken])"
              + spoken.words(" (not made, for the reason below", "（未生成，原因见下")
              + (isOlder ? spoken.words("; the one in the folder is older", "；文件夹中的是旧版") : "")
              + spoken.words(")", "）"))
          continue
        }
        let draft = set.isDraft(document, in: audit.state) ? spoken.words(" (draft)", "（草稿）") : ""
        Console.standard.print("\(document.id)  \(document.title[spoken])\(draft)")
      }
      Console.standard.print(
        spoken.words("\(files.count) files in \(folder)", "\(folder) 中共 \(files.count) 个文件"))
      if !faults.isEmpty { throw Stop.faulty(faults) }
    }
  }

  private static func wanted(_ names: [String], _ set: DocumentSet) throws(Stop) -> [WorkflowDocument] {
    guard !names.isEmpty else { return set.documents }
    var wanted: [WorkflowDocument] = []
    for name in names {
      guard let document = set.documents.first(where: { $0.id == name }) else {
        let known = set.documents.map(\.id)
        let others = known.isEmpty ? "the workflow declares none" : "there are \(listed(known))"
        throw Stop(.usage, "there is no document `\(name)`; \(others)", help: didYouMean(name, known))
      }
      wanted.append(document)
    }
    return wanted
  }

  /// The documents that can be made, each with its files in all languages, and what is wrong with the others.
  private static func rendered(
    _ documents: [WorkflowDocument], _ languages: [Language], _ set: DocumentSet, _ audit: OpenAudit
  ) -> (documents: [(id: String, files: [RenderedDocument.File])], faults: [Diagnostic]) {
    let head = audit.session.head
    let mark = RecordMark(size: head.size, digest: SHA256.hex(head.digest), version: Kaudit.version)
    var made: [(id: String, files: [RenderedDocument.File])] = []
    var faults: [Diagnostic] = []
    for document in documents {
      let results = languages.map { language in
        set.render(document.id, language: language, of: audit.state, mark: mark)
      }
      // A mistake of a template is one in every language and, where it is included, in every document.
      for found in results.flatMap(\.diagnostics) where !faults.contains(found) { faults.append(found) }
      let whole = results.compactMap(\.document)
      if whole.count == results.count { made.append((document.id, whole.flatMap(\.files))) }
    }
    return (made, faults)
  }
}
