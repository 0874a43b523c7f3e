import ArgumentParser
import AuditCore
import AuditDocuments
import Diagnostics

/// `kaudit doc WORKFLOW`
struct Doc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc",
    abstract: "Print a handbook of a workflow that people can read.",
    discussion: """
      What it is for, who takes part, every step with its questions, and the values to choose from; as Markdown, or as one \
      HTML page.

        kaudit doc customer-knowledge-audit --language zh > handbook.md
        kaudit doc leaving.yaml --format html > handbook.html
      """)

  @Argument(
    help: ArgumentHelp("A workflow by its name or file, or by one of its audit files.", valueName: "workflow")
  )
  var workflow: String

  @Option(help: "Language of the handbook: en or zh (else the workflow's first).")
  var language: LanguageOption?

  @Option(help: "How to print: markdown or html.")
  var format: Format = .markdown

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html
  }

  func run() throws {
    let shelf = try Shelf.find()
    let found = try shelf.workflow(workflow)
    let folder = Files.exists(workflow) ? Files.folder(of: workflow) : nil
    let documents = Templates.documents(found, try shelf.templateFiles(with: folder)).documents
    let handbook = WorkflowHandbook(
      found, language: found.language(language), documents: documents, version: Kaudit.version)
    do throws(Diagnostic) {
      let text = format == .html ? try handbook.html() : handbook.markdown
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        Console.standard.print(String(line))
      }
    } catch { throw Stop.faulty([error]) }
  }
}
