/// One thing wrong with an expression that could be read.
public struct Problem: Hashable, Sendable {
  /// What kind of thing, in the words of a diagnostic's code.
  public enum Kind: String, Sendable {
    case unknownName = "unknown-name"
    case unknownField = "unknown-field"
    case unknownFunction = "unknown-function"
    case wrongType = "wrong-type"
    case badPattern = "bad-pattern"
  }

  public let kind: Kind
  public let message: String
  /// In Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
  public let help: String?

  init(_ kind: Kind, _ message: String, at range: Range<Int>, help: String? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
    self.help = help
  }
}

/// Something that an expression reads.
public enum Mention: Hashable, Sendable {
  case variable(String)
  case field(shape: String, field: String)
}

/// A field compared with a text that is written out, e.g. `m.kind == "leader"` or `"sponsor" in m.roles`.
///
/// For the host, which knows what a field may hold, and can say so where it can never be that text.
public struct ComparedText: Hashable, Sendable {
  public let shape: String
  public let field: String
  public let text: String
  /// Where the text stands, in Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
}

/// What is known of an expression before it is evaluated.
public struct CheckResult: Sendable {
  /// What it evaluates to; `dyn` where that is not known.
  public let type: CELType
  /// Everything that is wrong, in the order of the text.
  public let problems: [Problem]
  /// What it reads, each once, in the order of the text.
  public let mentions: [Mention]
  /// The texts that its fields are compared with.
  public let comparedTexts: [ComparedText]
  /// The fields that are keys of constant maps.
  public let fieldsAsKeys: [FieldAsKey]
  /// Ready to evaluate; nil where there are problems.
  public let program: Program?
}

extension Expression {
  /// Checks the expression against the names and types it may use, and compiles it.
  public func check(in environment: Environment, expecting expected: CELType? = nil) -> CheckResult {
    var checker = Checker(self, environment)
    let type = checker.checkAll(expecting: expected)
    let program = checker.problems.isEmpty ? Compiler(checker).program() : nil
    return CheckResult(
      type: type, problems: checker.problems.sorted { $0.range.lowerBound < $1.range.lowerBound },
      mentions: checker.mentions, comparedTexts: checker.comparedTexts,
      fieldsAsKeys: checker.fieldsAsKeys, program: program)
  }

  /// Compiles the expression whatever its types; what does not fit becomes an error when it is evaluated.
  public func unchecked(in environment: Environment) -> Program {
    var checker = Checker(self, environment)
    _ = checker.checkAll(expecting: nil)
    return Compiler(checker).program()
  }
}
