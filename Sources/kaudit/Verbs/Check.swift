import ArgumentParser
import AuditCore
import AuditDocuments
import AuditStore
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
        kaudit check *.yaml --format github     # notes beside the lines, in GitHub Actions
        kaudit check Workflows/*.yaml --run-tests

      `kaudit explain CODE` says more about the code of a diagnostic. Exit code 1 if there is any error; warnings alone leave it 0.
      """)

  @Argument(help: ArgumentHelp("Audit files, workflows or vocabularies.", valueName: "file"))
  var files: [String]

  @Flag(help: "Run the tests that workflows bring along under `tests:`.") var runTests = false

  /// How diagnostics are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github
  }

  @Option(help: "How to print what is found: text, json or github.")
  var format: Format = .text

  func run() throws {
    let shelf = try Shelf.find()
    var diagnostics: [Diagnostic] = []
    var tests = 0
    for file in files {
      do throws(Stop) { diagnostics += try Self.check(file, shelf, running: runTests, &tests) } catch {
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
    case .github: console.printCommands(gitHubAnnotations(diagnostics) { Files.pathFromHere($0) })
    case .text:
      console.say(diagnostics)
      if let code = diagnostics.inOrder().first?.code, console.isTerminal {
        console.remark("`kaudit explain \(code)` says more about the first of them")
      }
      let held =
        runTests && !diagnostics.containsError ? ", \(counted(tests, "test holds", "tests hold"))" : ""
      if diagnostics.isEmpty { console.print("\(files.joined(separator: ", ")): nothing is wrong\(held)") }
    }
    if diagnostics.containsError { exitProcess(.faulty) }
  }

  /// Everything that is wrong with a file, and with what it names.
  static func check(_ path: String, _ shelf: Shelf) throws(Stop) -> [Diagnostic] {
    var tests = 0
    return try check(path, shelf, running: false, &tests)
  }

  private static func check(
    _ path: String, _ shelf: Shelf, running: Bool, _ tests: inout Int
  ) throws(Stop) -> [Diagnostic] {
    let text = MendedText(try Files.source(path))
    switch text.kind {
    case .audit:
      let (_, workflow, diagnostics) = try shelf.load(audit: AuditDocument(text))
      guard let workflow else { return diagnostics }
      return diagnostics + (try TemplateFiles(beside: path, shelf).faults(workflow.workflow))
    case .vocabulary: return VocabularyFile.check(text)
    case .workflow:
      let (loaded, diagnostics) = WorkflowReader.read(
        text, known: shelf.workflowNames, find: shelf.used)
      guard let workflow = loaded?.workflow else { return diagnostics }
      let templates = try TemplateFiles(beside: path, shelf)
      let (unfit, failed) = atOnce {
        templates.faults(workflow)
      } _: {
        self.tests(text, workflow, shelf, running: running)
      }
      tests += failed.count
      return diagnostics + unfit + failed.diagnostics
    }
  }

  /// What is wrong with the tests of a workflow, and, where they are run, how many there are and which do not hold.
  private static func tests(
    _ text: MendedText, _ workflow: Workflow, _ shelf: Shelf, running: Bool
  ) -> (count: Int, diagnostics: [Diagnostic]) {
    let (tests, diagnostics) = WorkflowReader.tests(text, of: workflow) { shelf.used($0, by: text.source) }
    guard running, !diagnostics.containsError else { return (0, diagnostics) }
    let run = TestRun(workflow: workflow)
    return (tests.count, diagnostics + tests.flatMap(run.failures))
  }

  /// The templates as an audit that begins here would take them.
  private struct TemplateFiles {
    private let files: [PinnedContent]
    private let own: [String]
    private let path: String

    init(beside path: String, _ shelf: Shelf) throws(Stop) {
      self.path = path
      let folder = Files.folder(of: path)
      files = try shelf.templateFiles(with: folder)
      own = shelf.ownTemplateNames(in: folder)
    }

    /// What is wrong with them as templates of a workflow.
    func faults(_ workflow: Workflow) -> [Diagnostic] {
      let documents = Templates.documents(workflow, files, areChecked: true)
      let diagnostics = documents.diagnostics + documents.unused(among: own).filter { !isNamedBeside($0) }
      letGo(documents)
      return diagnostics
    }

    /// Whether another file beside this one speaks of the document, as a workflow that has it or includes this one.
    private func isNamedBeside(_ unused: Diagnostic) -> Bool {
      guard let template = unused.span?.file.name.split(separator: "/").last?.dropLast(".md".count) else {
        return false
      }
      let folder = Files.folder(of: path)
      return Files.names(in: folder).contains { name in
        guard name.hasSuffix(".yaml"), case let other = Files.join(folder, name), other != path,
          let bytes = try? Files.read(other)
        else { return false }
        return String(decoding: bytes, as: UTF8.self).contains(template)
      }
    }
  }
}
