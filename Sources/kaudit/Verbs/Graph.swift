import ArgumentParser
import AuditCore
import AuditDocuments

/// `kaudit graph WORKFLOW|AUDIT`, `kaudit graph --states`
struct Graph: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a workflow, an audit or the state machine of a step as a Mermaid graph.",
    discussion: """
      Mermaid is drawn by GitHub, GitLab, VS Code, Obsidian and mermaid.live. A solid arrow is a need that the workflow \
      names, a dashed one follows from a reference or expression. Conditions are put into words; of those that are not simple \
      it is said what they look at. Of an audit, every step shows where it stands.

        kaudit graph customer-knowledge-audit --language zh > graph.mmd
        kaudit graph acme.yaml
        kaudit graph --states
      """)

  @Argument(
    help: ArgumentHelp("A workflow by its name or file, an audit file or a record.", valueName: "what"))
  var what: String?

  @Flag(help: "Draw the states of a step and what leads from one to another.")
  var states = false

  @Option(help: "Language of the words: en or zh.")
  var language: LanguageOption?

  func validate() throws {
    guard states == (what != nil) else { return }
    throw ValidationError(
      states
        ? "`--states` takes no workflow: the states are those of every step"
        : "name a workflow or an audit, or say `--states`")
  }

  func run() throws {
    if states { return show(StateGraph.text(in: language?.language ?? .english)) }
    guard let what else { return }
    if try isAudit(what) {
      try OpenAudit.reading(try AuditPlace(what)) { audit in
        let spoken = language?.language ?? audit.state.description.language
        show(WorkflowGraph(audit.workflow, language: spoken, state: audit.state).text)
      }
    } else {
      let workflow = try Shelf.find().workflow(what)
      show(WorkflowGraph(workflow, language: workflow.language(language)).text)
    }
  }

  /// Whether what is named is an audit that has been started.
  private func isAudit(_ what: String) throws -> Bool {
    if what.hasSuffix(".kaudit") || Files.isFolder(what) { return true }
    guard try AuditPlace.isAuditFile(what) else { return false }
    return Files.exists(try AuditPlace(what).record)
  }

  private func show(_ text: String) {
    for line in text.split(separator: "\n") { Console.standard.print(String(line)) }
  }
}
