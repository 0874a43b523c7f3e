import ArgumentParser
import AuditCore

/// `kaudit workflows`
struct Workflows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workflows",
    abstract: "List the workflows that ship.",
    discussion: """
        kaudit workflows
        kaudit workflows --language zh
      """)

  @Option(help: "Language of the titles: en or zh.")
  var language: LanguageOption = .en

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let shelf = try Shelf.find()
    var rows: [Value] = []
    for path in shelf.workflowFiles {
      let workflow = try shelf.load(workflow: path).workflow
      let steps = workflow.steps.count { !$0.isGroup }
      switch format {
      case .text:
        let spoken = language.language
        Console.standard.print(
          "\(workflow.id) \(workflow.version)  \(workflow.title[spoken])"
            + spoken.words(" (\(steps) steps)", "（\(steps) 步）"))
      case .json:
        rows.append(
          .record([
            "workflow": .text(workflow.id), "version": .text(workflow.version),
            "title": .text(workflow.title[language.language]), "steps": .integer(steps), "file": .text(path),
          ]))
      }
    }
    if format == .json { Console.standard.printJSON(Value.list(rows).jsonText) }
  }
}

extension Value {
  /// The canonical JSON as a text.
  var jsonText: String { String(decoding: json, as: UTF8.self) }
}
