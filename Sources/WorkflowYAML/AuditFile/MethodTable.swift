public import AuditCore
public import Diagnostics
import Formats

/// A table read for one method: the only register of a workflow that does nothing but compute that method on it.
///
/// The columns that the method takes are named by settings, or called as its arguments are. What is wrong in a cell is told as in
/// any table that an audit reads.
public struct MethodTable: Sendable {
  public let workflow: Workflow
  public let file: AuditFile
  /// Columns that could have been meant, but hold no number.
  public let leftOut: [String]
  /// The columns that were taken because nobody said which.
  public let assumed: [String]
  private let headings: [(field: String, heading: String)]
  private let places: FaultPlaces

  /// The step that holds the rows of the main table, and the one that is computed.
  static let rows = "rows"
  public static let result: StepID = "result"

  /// The texts that are written for a table, which nobody sees.
  private static let declared = "workflow of a table"
  private static let written = "audit of a table"

  /// What is asked for beside the table.
  public struct Request: Sendable {
    public let method: AnalysisMethod
    /// The arguments of the method: names of columns, numbers, words; several names with commas.
    public var settings: [(name: String, value: String)] = []
    /// The columns that tell the rows apart.
    public var key: [String] = []
    public var sheet: String?
    /// The further tables that the method takes, by their names.
    public var tables: [(name: String, file: SourceFile)] = []
    /// Results of other methods that it draws on, in JSON.
    public var results: [(name: String, file: SourceFile)] = []
    /// The weights of axes in tables of their own, by the columns of the axes.
    public var weights: [(column: String, file: SourceFile)] = []
    /// The day that counts as today, `2026-01-31`.
    public var asOf: String?

    public init(_ method: AnalysisMethod) { self.method = method }
  }

  /// Reads a table of CSV, of a workbook or of JSON; none where the method computes from what is set alone. Diagnostics without
  /// a place are about the request.
  public static func read(
    _ file: SourceFile?, for request: Request
  ) -> (table: MethodTable?, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let sheet = request.sheet.map { (name: $0, span: SourceSpan?.none) }
    let source = file ?? SourceFile(name: "", bytes: [])
    let nothing = Table(header: [], cells: [], of: source)
    guard let table = file == nil ? nothing : TableSource(file: source, sheet: sheet).table(findings) else {
      return (nil, findings.diagnostics.inOrder())
    }
    let registers = MethodRegisters(table, request, findings)
    guard let registers, !findings.diagnostics.containsError else {
      return (nil, findings.diagnostics.inOrder())
    }
    let (loaded, faults) = WorkflowReader.read(text(Self.declared, registers.workflow)) { _ in nil }
    // That text was not written by the user, so its places say nothing.
    findings.add(
      faults.map { fault in
        var fault = fault
        fault.span = nil
        if fault.code == "not-on-a-scale" {
          fault.help = "say where the scale ends, with `--minimum` and `--maximum`"
        }
        return fault
      })
    guard let workflow = loaded?.workflow else { return (nil, findings.diagnostics.inOrder()) }
    let document = AuditDocument(text(Self.written, registers.audit))
    let (file, told) = document.read(as: workflow) { registers.files[$0] ?? source }
    findings.add(told)
    let (columns, headings) = (registers.rows, registers.headings)
    return (
      file.map {
        MethodTable(
          workflow: workflow, file: $0, leftOut: columns.leftOut, assumed: columns.assumed,
          headings: headings,
          places: registers.places
        )
      },
      findings.diagnostics.inOrder().map { diagnostic in
        var diagnostic = diagnostic
        // What we wrote ourselves is no place that anybody could look up.
        if let file = diagnostic.span?.file.name, [Self.written, Self.declared].contains(file) {
          diagnostic.span = nil
        }
        diagnostic.message = Self.named(diagnostic.message, headings)
        diagnostic.help = diagnostic.help.map { Self.named($0, headings) }
        return diagnostic
      }
    )
  }

  /// What keeps the method from its result, each with the cell or row that it is about.
  public func diagnostics(_ faults: [AnalysisFault]) -> [Diagnostic] {
    zip(faults, places.spans(of: faults)).map { Diagnostic("wrong-value", named($0.reason), at: $1) }
      .inOrder()
  }

  /// A text of a result or refusal, with columns called as the table calls them.
  public func named(_ text: String) -> String { Self.named(text, headings) }

  private static func named(_ text: String, _ headings: [(field: String, heading: String)]) -> String {
    headings.reduce(
      text.replacing("`\(rows).", with: "`").replacing("in `\(rows)`", with: "in the table")
        .replacing(", or the field of a form,", with: "").replacing(", or a field as `form.field`,", with: "")
    ) { $0.replacing($1.field, with: $1.heading) }
  }

  /// The same of a whole result.
  public func named(_ value: Value) -> Value {
    switch value {
    case .text(let text): .text(named(text))
    case .list(let items): .list(items.map(named))
    case .record(let record): .record(Record(record.members.map { ($0.name, named($0.value)) }))
    default: value
    }
  }

  private static func text(_ name: String, _ value: Value) -> SourceFile {
    SourceFile(name: name, bytes: value.json)
  }
}
