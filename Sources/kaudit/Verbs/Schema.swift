import ArgumentParser
import AuditCore
import WorkflowYAML

/// `kaudit schema workflow|vocabulary|WORKFLOW`
struct SchemaVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema with which an editor completes and explains the keys of a file.",
    discussion: """
      For workflow files, for vocabulary files, or for the audit files of a workflow:

        kaudit schema workflow > workflow.schema.json
        kaudit schema vocabulary > vocabulary.schema.json
        kaudit schema customer-knowledge-audit --language zh > audit.schema.json

      VS Code with the YAML extension takes it from a comment at the top of the file:

        # yaml-language-server: $schema=audit.schema.json

      A schema sees the shape of a file; names, expressions and tables are for `kaudit check`.
      """)

  @Argument(
    help: ArgumentHelp(
      "`workflow`, `vocabulary`, or a workflow by its name or file, or by one of its audit files.",
      valueName: "what"))
  var what: String

  @Option(help: "Language of titles and guidance: en or zh.")
  var language: LanguageOption?

  func run() throws {
    Console.standard.printJSON(String(try text.dropLast()))
  }

  private var text: String {
    get throws {
      switch what {
      case "workflow": return EditorSchema.workflow
      case "vocabulary": return EditorSchema.vocabulary
      default:
        let workflow = try Shelf.find().workflow(what)
        return EditorSchema.auditFile(of: workflow, language: workflow.language(language))
      }
    }
  }
}
