public import CEL
public import Diagnostics

/// A template whose names and types have been checked, ready to be written as often as one likes.
public struct Template: Sendable {
  private let compiled: CompiledTemplate

  /// The variables of the host and the fields that the template reads, with all that it includes.
  public var mentions: Set<Mention> { compiled.mentions }

  fileprivate init(_ compiled: CompiledTemplate) { self.compiled = compiled }

  /// Reads and checks a template with all that it includes and extends.
  ///
  /// There is a template only where no diagnostic is an error; all mistakes come in one run. `find` gives the
  /// file of a name in `include` or `extends`; `judging` says what the host finds wrong with an expression, and `helping`
  /// what may have been meant by one of these texts with a problem.
  public static func parse(
    _ source: SourceFile, in environment: CEL.Environment,
    including find: @escaping (String) -> SourceFile? = { _ in nil },
    judging: @escaping (CheckedExpression) -> [Diagnostic] = { _ in [] },
    helping: @escaping (Problem, String) -> String? = { _, _ in nil }
  ) -> (template: Template?, diagnostics: [Diagnostic]) {
    var reader = TemplateReader(in: environment, including: find, judging: judging, helping: helping)
    return reader.read(source)
  }

  /// A document and the drawings that it shows.
  public struct Rendering: Equatable, Sendable {
    public let text: [UInt8]
    /// Files that stand beside a Markdown document; none elsewhere.
    public let figures: [Figure]
  }

  /// The document for these variables, which stand in the order of the environment; nil is absent.
  ///
  /// Throws where something that is read has no value: a document has no silent blanks. The names of figures begin
  /// with `figurePrefix`, which holds nothing but letters, digits and `._-`.
  public func render(
    _ bindings: [CELValue?], as kind: OutputKind = .markdown, limits: RenderLimits = RenderLimits(),
    figurePrefix: String = ""
  ) throws(Diagnostic) -> Rendering {
    var run = RenderRun(
      bindings + Array(repeating: nil, count: max(0, compiled.slots - bindings.count)), kind, limits,
      figurePrefix: figurePrefix)
    try compiled.parts.render(&run)
    guard run.size <= limits.output else {
      throw Diagnostic("limit", "the document is longer than \(limits.output) bytes", at: nil)
    }
    return Rendering(text: run.output, figures: run.figures)
  }
}

/// Reads templates that may include the same files, each of which is read once.
public struct TemplateReader {
  private var compiler: TemplateCompiler

  /// `find` gives the file of a name in `include` or `extends`; `judging` says what the host finds wrong with an expression,
  /// and `helping` what may have been meant by one of these texts with a problem.
  public init(
    in environment: CEL.Environment, including find: @escaping (String) -> SourceFile?,
    judging: @escaping (CheckedExpression) -> [Diagnostic] = { _ in [] },
    helping: @escaping (Problem, String) -> String? = { _, _ in nil }
  ) {
    compiler = TemplateCompiler(environment, find: find, judging: judging, helping: helping)
  }

  /// A template, where nothing is wrong with it, and what was not told yet.
  public mutating func read(_ source: SourceFile) -> (template: Template?, diagnostics: [Diagnostic]) {
    let (compiled, diagnostics) = compiler.compile(source)
    guard let compiled, !compiled.summary.isFaulty else { return (nil, diagnostics) }
    return (Template(compiled), diagnostics)
  }
}
