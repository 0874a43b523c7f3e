/// What an expression may name: variables, functions and constants beside those of the language.
public struct Environment: Sendable {
  /// A name whose value is given at evaluation, in the order of the environment's variables.
  public struct Variable: Hashable, Sendable {
    /// As expressions write it; dots are allowed.
    public let name: String
    /// What it holds where it is not absent.
    public let type: CELType

    /// A variable; `dyn` where its type is known only at evaluation.
    public init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
    }
  }

  /// In the order in which evaluation expects their values.
  public let variables: [Variable]
  let constants: [String: CELValue]
  private let slots: [String: Int]
  private let functions: [FunctionKey: [Function]]
  /// What the dotted names among them begin with.
  private let qualifiers: Set<String>

  /// Later variables and constants of the same name hide earlier ones.
  public init(variables: [Variable] = [], functions: [Function] = [], constants: [String: CELValue] = [:]) {
    self.variables = variables
    self.constants = constants
    slots = Dictionary(variables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    self.functions = Dictionary(grouping: functions) { FunctionKey(name: $0.name, isMethod: $0.isMethod) }
    qualifiers = Self.qualifiers(variables.map(\.name) + functions.map(\.name) + constants.keys)
  }

  /// The same environment with more variables after its own, which they may hide.
  public func adding(_ more: [Variable]) -> Environment {
    Environment(self, more)
  }

  private init(_ outer: Environment, _ more: [Variable]) {
    variables = outer.variables + more
    functions = outer.functions
    constants = outer.constants
    var slots = outer.slots
    for (place, variable) in more.enumerated() { slots[variable.name] = outer.variables.count + place }
    self.slots = slots
    qualifiers = outer.qualifiers.union(Self.qualifiers(more.map(\.name)))
  }

  fileprivate static func qualifiers(_ names: [String]) -> Set<String> {
    Set(names.filter { $0.utf8.contains(UInt8(ascii: ".")) }.map { String($0.prefix { $0 != "." }) })
  }

  /// Whether dotted names begin with this one, as `math` or `google`.
  func isQualifier(_ name: String) -> Bool {
    qualifiers.contains(name) || standardQualifiers.contains(name)
  }

  /// Where the value of a variable stands among the bindings.
  public func slot(of variable: String) -> Int? { slots[variable] }

  /// Whether a name means something already, as a variable or a constant.
  public func knows(_ name: String) -> Bool { slots[name] != nil || constant(name) != nil }

  func constant(_ name: String) -> CELValue? { constants[name] ?? typeNames[name].map { .type($0) } }

  /// The constants that hold a text among others.
  func lists(of text: String) -> [String] {
    constants.filter { if case .list(let items) = $1 { items.contains(.string(text)) } else { false } }.keys
      .sorted()
  }

  func functions(_ name: String, isMethod: Bool) -> [Function] {
    let key = FunctionKey(name: name, isMethod: isMethod)
    return (functions[key] ?? []) + (standardFunctions[key] ?? [])
  }

  /// All names of functions or of methods, for finding the nearest.
  func functionNames(isMethod: Bool) -> [String] {
    (Array(functions.keys) + Array(standardFunctions.keys)).filter { $0.isMethod == isMethod }.map(\.name)
      + (isMethod ? macroNames : ["has"])
  }

  var names: [String] { variables.map(\.name) + constants.keys.sorted() }
}

struct FunctionKey: Hashable, Sendable {
  let name: String
  let isMethod: Bool
}

/// The types that an expression may name as values.
private let typeNames: [String: String] = {
  let names = [
    "bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type", "optional_type",
    "google.protobuf.Timestamp", "google.protobuf.Duration",
  ]
  return Dictionary(names.map { ($0, $0) }, uniquingKeysWith: { $1 })
}()

/// The functions of the language and its extensions, by name.
private let standardFunctions: [FunctionKey: [Function]] = Dictionary(
  grouping: conversionFunctions + stringFunctions + timeFunctions + mathFunctions + collectionFunctions
    + optionalFunctions + formatFunctions + encodingFunctions
) { FunctionKey(name: $0.name, isMethod: $0.isMethod) }

private let standardQualifiers = Environment.qualifiers(
  standardFunctions.keys.map(\.name) + typeNames.keys)

/// Whether a text may name a variable: letters, digits and `_`, and no word of the language.
public func isVariableName(_ text: String) -> Bool {
  guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
  let isPlain = text.utf8.allSatisfy { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }
  return isPlain && !wordsOfTheLanguage.contains(text)
}
