/// One thing wrong with an expression that could be read.
public struct Problem: Hashable, Sendable {
  /// What kind of thing, in the words of a diagnostic's code.
  public enum Kind: String, Sendable {
    /// Nothing bears the name here.
    case unknownName = "unknown-name"
    /// The value has no such field, or no fields at all.
    case unknownField = "unknown-field"
    /// No function, or no method, bears the name.
    case unknownFunction = "unknown-function"
    /// An operand, argument, index, key or the result is of a type that does not fit.
    case wrongType = "wrong-type"
    /// A regular expression that is written out is none.
    case badPattern = "bad-pattern"
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// What is wrong, in lower case and without a full stop.
  public let message: String
  /// In Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
  /// What to write instead, or the nearest name, where there is one.
  public let help: String?
  /// Whether a map is asked for a key that it lacks, or a field for a text that it never holds: the expression can be
  /// compiled all the same.
  public let isMissingKey: Bool

  init(
    _ kind: Kind, _ message: String, at range: Range<Int>, help: String? = nil, isMissingKey: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.range = range
    self.help = help
    self.isMissingKey = isMissingKey
  }
}

/// Something that an expression reads.
public enum Mention: Hashable, Sendable {
  /// A variable of the environment, by its name.
  case variable(String)
  /// A field of an object, by the name of its shape and its own.
  case field(shape: String, field: String)

  /// By the last name, which tells most apart.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .variable(let name), .field(_, let name): hasher.combine(name)
    }
  }
}

/// A field compared with a text that is written out, e.g. `m.kind == "leader"` or `"sponsor" in m.roles`.
///
/// For the host, which knows what a field may hold, and can say so where it can never be that text.
public struct ComparedText: Hashable, Sendable {
  /// The name of the shape that the field belongs to.
  public let shape: String
  /// The name of the field.
  public let field: String
  /// What it is compared with.
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
  let checker: Checker
}

extension Expression {
  /// Checks the expression against the names and types it may use, and compiles it.
  public func check(in environment: Environment, expecting expected: CELType? = nil) -> CheckResult {
    var checker = Checker(self, environment)
    let type = checker.checkAll(expecting: expected)
    let program = checker.problems.isEmpty ? Program(checker) : nil
    return CheckResult(
      type: type, problems: checker.problems.sorted { $0.range.lowerBound < $1.range.lowerBound },
      mentions: checker.mentions, comparedTexts: checker.comparedTexts,
      fieldsAsKeys: checker.fieldsAsKeys, program: program, checker: checker)
  }

  /// Compiles the expression whatever its types; what does not fit becomes an error when it is evaluated.
  public func unchecked(in environment: Environment) -> Program {
    var checker = Checker(self, environment)
    _ = checker.checkAll(expecting: nil)
    return Program(checker)
  }
}
