import CEL
import Diagnostics

/// How much a template may do before it is stopped.
public struct RenderLimits: Sendable {
  /// Tags and rounds of loops.
  public var steps: Int
  /// Bytes.
  public var output: Int
  /// What one expression may cost.
  public var expression: Int
  /// What all expressions of a document may cost together.
  public var expressions: Int

  public init(
    steps: Int = 50_000_000, output: Int = 100_000_000, expression: Int = 100_000_000,
    expressions: Int = 10_000_000_000
  ) {
    self.steps = steps
    self.output = output
    self.expression = expression
    self.expressions = expressions
  }
}

/// A template on its way to a document.
struct RenderRun {
  let kind: OutputKind
  let limits: RenderLimits
  var bindings: [CELValue?]
  private(set) var output: [UInt8] = []
  private(set) var figures: [Figure] = []
  /// What the names of all figures begin with.
  private let figurePrefix: String
  private var figureCounts: [String: Int] = [:]
  private var figureBytes = 0
  private var lineStart = 0
  private var steps = 0
  /// What the expressions may still cost.
  private var budget: Int

  init(_ bindings: [CELValue?], _ kind: OutputKind, _ limits: RenderLimits, figurePrefix: String) {
    self.bindings = bindings
    self.kind = kind
    self.limits = limits
    self.figurePrefix = figurePrefix
    budget = limits.expressions
  }

  /// The document and all that it shows.
  var size: Int { output.count + figureBytes }

  mutating func append(_ text: [UInt8], lineEnd: Int?) {
    if let lineEnd { lineStart = output.count + lineEnd + 1 }
    output.append(contentsOf: text)
  }

  @inline(__always)
  mutating func count(_ site: ExpressionSite) throws(Diagnostic) {
    steps += 1
    if steps > limits.steps {
      throw .limit("the template takes more than \(limits.steps) steps", at: site.span)
    }
    if size > limits.output {
      throw .limit("the document is longer than \(limits.output) bytes", at: site.span)
    }
  }

  /// The value of an expression, or why it has none.
  @inline(__always)
  mutating func evaluate(_ site: ExpressionSite) throws(Diagnostic) -> CELValue {
    var left = min(limits.expression, budget)
    let allowed = left
    defer { budget -= allowed - left }
    do throws(EvaluationError) {
      return try site.program.evaluate(bindings, budget: &left)
    } catch {
      throw explained(error, site)
    }
  }

  @inline(__always)
  mutating func holds(_ site: ExpressionSite) throws(Diagnostic) -> Bool {
    var left = min(limits.expression, budget)
    let allowed = left
    defer { budget -= allowed - left }
    do throws(EvaluationError) {
      return try site.program.holds(bindings, budget: &left)
    } catch {
      throw explained(error, site)
    }
  }

  private func explained(_ error: EvaluationError, _ site: ExpressionSite) -> Diagnostic {
    guard case .costLimit = error.kind, budget < limits.expression else { return site.diagnostic(error) }
    return .limit("the document's expressions take more than \(limits.expressions) steps", at: site.span)
  }

  mutating func write(_ value: CELValue, _ site: ExpressionSite, following: UInt8) throws(Diagnostic) {
    switch value {
    case .string(let text): kind.append(text, to: &output, lineStart: &lineStart, following: following)
    case .int(let number): append(number)
    case .object(let object) where object.shape === Markup.shape:
      guard case .string(let text)? = object[0] else { return }
      guard case .string(let kind)? = object[1] else { return append(markup: text) }
      if case .string(let drawing)? = object[2] {
        place(drawing, kind, alternative: text)
      } else {
        self.kind.append(text, to: &output, lineStart: &lineStart, following: following)
      }
    default:
      guard let text = value.text else { throw .notWritten("\(value.type)", at: site.span) }
      kind.append(text, to: &output, lineStart: &lineStart, following: following)
    }
  }

  private mutating func append(markup text: String) {
    let bytes = Array(text.utf8)
    append(bytes, lineEnd: bytes.lastIndex(of: 0x0A))
  }

  /// Puts a drawing into the document: as a picture beside it, within it, or as what it says.
  private mutating func place(_ drawing: String, _ kind: String, alternative: String) {
    switch self.kind {
    case .html: append(markup: drawing)
    case .plain: self.kind.append(alternative, to: &output, lineStart: &lineStart, following: 0)
    case .markdown:
      let number = figureCounts[kind, default: 0] + 1
      figureCounts[kind] = number
      let figure = Figure(
        name: "\(figurePrefix)\(kind)\(number == 1 ? "" : "-\(number)").svg", drawing: drawing)
      figures.append(figure)
      figureBytes += drawing.utf8.count
      output += "![".utf8
      self.kind.append(alternative, to: &output, lineStart: &lineStart, following: UInt8(ascii: "]"))
      output += "](\(figure.name))".utf8
    }
  }

  private mutating func append(_ number: Int64) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = output.count
    repeat {
      output.append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
  }
}

/// An expression in a template, and where it stands.
struct ExpressionSite: Sendable {
  let source: SourceFile
  let range: Range<Int>
  let program: Program

  var span: SourceSpan { source.span(bytes: range) }

  func diagnostic(_ error: EvaluationError) -> Diagnostic {
    let place = error.range.map { source.span(bytes: source.bytes(of: $0, from: range.lowerBound)) } ?? span
    guard case .absent(let path, _, let shape) = error.kind else {
      return Diagnostic("cannot-evaluate", error.description, at: place)
    }
    return Diagnostic(
      "no-value", "`\(path)` has no value yet", at: place,
      help: shape == nil ? nil : "what may be missing stands within `{% if has(\(path)) %}`")
  }
}

extension SourceFile {
  /// The bytes of a range of Unicode scalars that are counted from a byte on.
  func bytes(of scalars: Range<Int>, from start: Int) -> Range<Int> {
    let first = byte(after: scalars.lowerBound, from: start)
    return first..<byte(after: scalars.count, from: first)
  }

  private func byte(after count: Int, from start: Int) -> Int {
    var position = start
    for _ in 0..<count where position < bytes.count {
      position += 1
      while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    }
    return position
  }
}

extension Diagnostic {
  static func limit(_ message: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("limit", message, at: span)
  }
}
