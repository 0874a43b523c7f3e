import ArgumentParser
import AuditCore
import AuditDocuments
import Diagnostics
import WorkflowYAML

/// `kaudit check FILE…`
struct CheckVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with workflow, vocabulary and audit files.",
    discussion: """
      Every mistake is named with its file, line and column, what was expected, and what would mend it.

        kaudit check acme.yaml
        kaudit check Workflows/*.yaml --format json
        kaudit check Workflows/*.yaml --run-tests

      Exit code 1 if there is any error; warnings alone leave it 0.
      """)

  @Argument(help: ArgumentHelp("Audit files, workflows or vocabularies.", valueName: "file"))
  var files: [String]

  @Flag(help: "Run the tests that workflows bring along under `tests:`.") var runTests = false

  @Option(help: "How to print what is found: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let shelf = try Shelf.find()
    var diagnostics: [Diagnostic] = []
    var tests = 0
    for file in files {
      do throws(Stop) { diagnostics += try check(file, shelf, &tests) } catch {
        // A file that cannot be read does not keep the others from being checked.
        if error.diagnostics.isEmpty, error.code != .faulty { throw error }
        diagnostics +=
          error.diagnostics.isEmpty
          ? [Diagnostic("unreadable-file", error.message, at: nil)] : error.diagnostics
      }
    }
    let console = Console.standard
    switch format {
    case .json: console.printJSON(json(diagnostics.inOrder()))
    case .text:
      console.say(diagnostics)
      let held =
        runTests && !diagnostics.containsError ? ", \(counted(tests, "test holds", "tests hold"))" : ""
      if diagnostics.isEmpty { console.print("\(files.joined(separator: ", ")): nothing is wrong\(held)") }
    }
    if diagnostics.containsError { exitProcess(.faulty) }
  }

  private func check(_ path: String, _ shelf: Shelf, _ tests: inout Int) throws(Stop) -> [Diagnostic] {
    let source = try Files.source(path)
    let document = AuditDocument(source)
    switch document.kind {
    case .audit:
      let (_, workflow, diagnostics) = try shelf.load(audit: document)
      guard let workflow else { return diagnostics }
      return diagnostics + (try Self.unfitTemplates(workflow.workflow, beside: path, shelf))
    case .vocabulary: return VocabularyFile.check(source)
    case .workflow:
      let (loaded, diagnostics) = WorkflowReader.read(
        source, known: shelf.workflowNames, find: shelf.used)
      guard let workflow = loaded?.workflow else { return diagnostics }
      return diagnostics + (try Self.unfitTemplates(workflow, beside: path, shelf))
        + self.tests(source, workflow, shelf, &tests)
    }
  }

  /// What is wrong with the tests of a workflow, and, where they are run, which do not hold.
  private func tests(
    _ source: SourceFile, _ workflow: Workflow, _ shelf: Shelf, _ count: inout Int
  ) -> [Diagnostic] {
    let (tests, diagnostics) = WorkflowReader.tests(source, of: workflow) { shelf.used($0, by: source) }
    guard runTests, !diagnostics.containsError else { return diagnostics }
    count += tests.count
    let run = TestRun(workflow: workflow)
    return diagnostics + tests.flatMap(run.failures)
  }

  /// What is wrong with the templates as an audit that begins here would take them.
  private static func unfitTemplates(
    _ workflow: Workflow, beside path: String, _ shelf: Shelf
  ) throws(Stop) -> [Diagnostic] {
    Templates.documents(workflow, try shelf.templateFiles(with: Files.folder(of: path))).diagnostics
  }
}
