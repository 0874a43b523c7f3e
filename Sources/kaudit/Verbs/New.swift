import ArgumentParser
import AuditCore
import Diagnostics
import WorkflowYAML

/// `kaudit new AUDIT`
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a new audit file, with every question of the workflow to fill in.",
    discussion: """
        kaudit new acme-2026 --workflow customer-knowledge-audit --language zh
      """)

  @Argument(help: ArgumentHelp("The name of the audit; its file is NAME.yaml.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The workflow, by its name or file.", valueName: "workflow"))
  var workflow = "customer-knowledge-audit"

  @Option(help: "The title of the audit.")
  var title: String?

  @Option(help: "The language of the audit: en or zh.")
  var language: LanguageOption = .en

  func run() throws {
    let folder = Files.folder(of: name)
    let audit = Files.name(of: name)
    guard Spelling.isTitleName(audit) else {
      throw Stop(
        .usage, "`\(audit)` cannot be the name of an audit",
        help: "letters, digits, `-` and `_`, a letter first")
    }
    let shelf = try Shelf.find()
    let isBeside = Files.exists(workflow) && Files.folder(of: workflow) == folder
    let found = isBeside ? try Files.source(workflow) : try shelf.workflowFile(workflow, from: folder)
    if found == nil, workflow.contains("/") || workflow.hasSuffix(".yaml") {
      throw Stop(
        .faulty, "the workflow `\(workflow)` does not lie beside the audit file",
        help: "an audit file names a workflow in its own folder, or one that ships")
    }
    guard let found else {
      throw Stop(
        .faulty, "there is no workflow `\(workflow)`",
        help: didYouMean(workflow, shelf.workflowNames) ?? "`kaudit workflows` lists those that ship")
    }
    let loaded = try shelf.load(workflow: found)
    let file = Files.join(folder, "\(audit).yaml")
    guard !Files.exists(file) else {
      throw Stop(.refused, "`\(file)` is there already", help: "choose another name")
    }
    let text = Scaffold.text(
      audit: audit, title: title, workflow: loaded.workflow,
      named: isBeside ? Files.name(of: workflow) : loaded.workflow.id, language: language.language)
    try Files.makeFolder(folder)
    try Files.write(Array(text.utf8), to: file)
    Console.standard.print("\(file) is there. Fill in what is known, then: kaudit check \(file)")
  }
}
