import Diagnostics

/// The mistake beyond which nothing can be read, as libyaml tells it. Places count from 0.
struct SyntaxMistake: Equatable {
  var problem: String
  var context: String
  var place: Place
  var contextPlace: Place
  var isInReading: Bool

  static let outOfMemory = SyntaxMistake(
    problem: "out of memory", context: "", place: .zero, contextPlace: .zero, isInReading: false)

  static func == (left: SyntaxMistake, right: SyntaxMistake) -> Bool {
    left.problem == right.problem && left.place.startLine == right.place.startLine
      && left.place.startColumn == right.place.startColumn
  }
}

extension Place {
  static let zero = Place()
}

extension SyntaxMistake {
  /// The mistake in words that help whoever wrote the text.
  func explained(in source: SourceFile, after builder: TreeBuilder) -> Diagnostic {
    let scene = SyntaxScene(source, self, builder)
    let line = context.hasPrefix("while scanning") ? scene.began.line : scene.place.line
    if let text = Diagnostic.shallowBlockText(scene, at: line) ?? .goingOn(scene, at: line) { return text }
    switch problem {
    case "out of memory":
      return Diagnostic("out-of-memory", "there is not enough memory for this text", at: nil)
    case "found character that cannot start any token":
      return .strayCharacter(scene)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected",
      "found a tab character that violate intendation",
      "found a tab character where an intendation space is expected":
      return .tabIndentation(scene)
    case "could not find expected ':'":
      return .missingColon(scene)
    case "found unexpected ':'":
      return Diagnostic(
        "missing-space", "a space is missing after the colon", at: scene.point,
        help: "put a space after the colon, or the text in quotes if the colon belongs to it")
    case "mapping values are not allowed in this context":
      return .misplacedColon(scene)
    case "block sequence entries are not allowed in this context":
      return .misplacedDash(scene)
    case "mapping keys are not allowed in this context":
      return .misplacedQuestionMark(scene)
    case "did not find expected key", "did not find expected '-' indicator":
      return .misplacedText(scene)
    case "did not find expected <document start>":
      return .textAfterDocument(scene)
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      return .missingComma(scene)
    case "found unexpected end of stream", "found unexpected document indicator":
      return .unclosedQuote(scene)
    case "did not find expected node content":
      return .missingValue(scene)
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return .unknownEscape(scene)
    case "found incompatible YAML document", "found extremely long version number":
      return .unknownVersion(scene)
    default:
      return explainedByContext(scene)
    }
  }

  private func explainedByContext(_ scene: SyntaxScene) -> Diagnostic {
    if context.contains("anchor") { return .badAnchor(scene, mark: "&") }
    if context.contains("alias") { return .badAnchor(scene, mark: "*") }
    if context.contains("tag") || problem.contains("tag") { return .badTag(scene) }
    if context.contains("directive") || problem.contains("directive") { return .badDirective(scene) }
    if context.contains("block scalar") { return .badBlockHeader(scene) }
    return Diagnostic("unreadable-yaml", "from here on the text cannot be read as YAML", at: scene.word)
  }
}
