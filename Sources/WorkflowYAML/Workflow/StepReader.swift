import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Reads the steps of a workflow in two rounds: first what expressions can name, then everything.
final class StepReader {
  /// A step of which the place, the name and the fields' types are known.
  struct Outline {
    let id: StepID
    let node: YAMLNode
    let reader: MappingReader
    let phase: String
    let parent: StepID?
    let kind: String
    let kindNode: YAMLNode
    /// Where `each` is written, here or on a group around the step; a group hands it on to its steps.
    let eachNode: YAMLNode?
    var each: Each?
    /// The fields that the workflow declares.
    var fields: [FieldReader.Outline] = []
    /// Subjects, dimensions and scale, for a step that rates.
    var rating: Rating?
    /// The fields that a step has by its kind: those of a rating, or of what is written.
    var standing: [Field] = []
    /// The workflow that is included, where it could be read.
    var included: Workflow?
    /// Its steps as they stand here.
    var steps: [Step] = []

    /// Whether it takes entries that others can name.
    var isRegister: Bool {
      ["collect", "rate", "write"].contains(kind) || (kind == "ask" && eachNode != nil)
    }
    /// What expressions on its entries stand on.
    var stand: Stand { Stand(id, each: each) }
    /// All fields, as far as their types are known.
    var all: [Field] {
      let own = rating?.fields ?? standing + fields.map(\.bare)
      return (each.map { [$0.field] } ?? []) + own
    }
  }

  static let kinds = ["ask", "collect", "rate", "analyse", "write", "review", "include", "steps"]
  static let keys =
    [
      "step", "title", "guidance", "source", "needs", "each", "when", "approve", "assign", "documents",
      "checks", "evidence",
    ] + kinds

  let findings: Findings
  let vocabularies: VocabularyReader
  let roles: Vocabulary
  let languages: [Language]
  private(set) var outlines: [Outline] = []
  /// Where the outline of a step stands among the others.
  private var numbers: [String: Int] = [:]
  private var places: [String: SourceSpan] = [:]
  private var eachesRead: Set<Position> = []
  /// Whether there are more steps than a workflow may have; those beyond are not known.
  private(set) var isOverfull = false
  private let includes: IncludeReader
  /// The steps of included workflows, under the names that they have here.
  private var includedSteps: [StepID: Step] = [:]
  /// The steps that were to include workflows which could not be read.
  private var broken: Set<String> = []

  init(
    vocabularies: VocabularyReader, roles: Vocabulary, languages: [Language], includes: IncludeReader,
    _ findings: Findings
  ) {
    self.includes = includes
    self.vocabularies = vocabularies
    self.roles = roles
    self.languages = languages
    self.findings = findings
  }

  // MARK: First round

  /// Takes in the steps of a phase or group, with those inside them.
  func outline(_ node: YAMLNode, phase: String, parent: StepID? = nil, each: YAMLNode? = nil) {
    guard node.kind == .sequence else {
      findings.expected("a list of steps", at: node, help: node.helpForItems("step"))
      return
    }
    for item in node.items {
      guard takesMore(at: item) else { return }
      guard let reader = MappingReader(item, as: "a step", keys: Self.keys, findings) else { continue }
      let key = reader.required("step") ?? item
      let name = name(reader["step"])
      if Spelling.templateNames.contains(name) {
        findings.add(
          Diagnostic(
            "name-clash", "`\(name)` cannot be the name of a step: templates mean something else by it",
            at: key.span,
            help: "they use \(listed(Spelling.templateNames.sorted())) themselves; choose another name"))
      }
      if parent == nil, AuditFileReader.headerKeys.contains(name) {
        findings.add(
          Diagnostic(
            "name-clash", "`\(name)` cannot be the name of a step: audit files mean something else by it",
            at: key.span,
            help: "they begin with \(listed(AuditFileReader.headerKeys)); choose another name"))
      }
      if vocabularies.defines(name) {
        findings.add(
          Diagnostic(
            "name-clash", "`\(name)` is a step and a vocabulary, scale or crosswalk as well", at: key.span,
            help: "expressions could not tell them apart; rename one of them"))
      }
      places[name] = places[name] ?? key.span
      guard let (kind, kindNode) = kind(reader, name) else { continue }
      if let inner = reader.key("each"), each != nil {
        findings.add(
          Diagnostic(
            "each-inside-each", "the group around `\(name)` is done for each entry already", at: inner.span,
            help: "take out one of the two"))
      }
      numbers[name] = outlines.count
      let eachNode = each ?? reader["each"]
      if eachNode != nil, let word = Self.neverForEach[kind] {
        findings.add(
          Diagnostic(
            "cannot-be-for-each", "`\(name)` \(word), which is not done for each entry", at: key.span,
            help: "put it outside; it can read the answers of all entries there"))
      }
      outlines.append(
        Outline(
          id: StepID(name), node: item, reader: reader, phase: phase, parent: parent, kind: kind,
          kindNode: kindNode, eachNode: eachNode))
      if kind == "include" { include(kindNode, numbers[name] ?? 0, key.span) }
      if kind == "steps" { outline(kindNode, phase: phase, parent: StepID(name), each: eachNode) }
    }
  }

  /// Whether there is room for another step; the first that finds none is told.
  private func takesMore(at item: YAMLNode) -> Bool {
    guard outlines.count >= WorkflowLimits.steps else { return true }
    if !isOverfull { findings.add(.tooManySteps(at: item.useSpan)) }
    isOverfull = true
    return false
  }

  private static let neverForEach = [
    "analyse": "is computed", "review": "is a sign-off", "include": "includes a workflow",
  ]

  /// Takes in the steps of an included workflow, as they are called here.
  private func include(_ node: YAMLNode, _ place: Int, _ span: SourceSpan) {
    let step = outlines[place].id
    guard let workflow = includes.workflow(node, speaking: languages) else {
      broken.insert(step.name)
      return
    }
    guard outlines.count + includedSteps.count + workflow.steps.count <= WorkflowLimits.steps else {
      findings.add(.tooManySteps(at: span))
      broken.insert(step.name)
      return
    }
    outlines[place].included = workflow
    // A step whose name is taken is left out, so that each name means one thing; it was told.
    for inner in workflow.steps(under: step, phase: outlines[place].phase) {
      let name = inner.id.name
      if let first = places[name] {
        findings.add(.includedNameClash(inner, under: step, at: span, first: first))
      } else if vocabularies.defines(name) {
        findings.add(.includedNameClash(inner, under: step, at: span, first: nil))
      } else {
        places[name] = span
        includedSteps[inner.id] = inner
        outlines[place].steps.append(inner)
      }
    }
  }

  /// A step of an included workflow, by the name that it has here.
  func includedStep(_ id: StepID) -> Step? { includedSteps[id] }

  /// Where a step is named, or the step that includes its workflow.
  func place(of step: StepID) -> SourceSpan? {
    let outline = outlines.first { $0.id == step || $0.steps.contains { $0.id == step } }
    return outline?.reader["step"]?.span
  }

  /// All names of steps, in the order of the workflow.
  var names: [String] { outlines.flatMap { [$0.id.name] + $0.steps.map(\.id.name) } }

  /// The name of a step; a stand-in where it is wrong, so that the other mistakes of the step are told as well.
  private func name(_ node: YAMLNode?) -> String {
    let standIn = "step \(places.count + 1)"
    guard let node, let name = findings.name(node, "a step") else {
      // What others call the step is no second mistake.
      guard let text = node?.text, !text.isEmpty, places[text] == nil, !Spelling.reserved.contains(text)
      else {
        return standIn
      }
      return text
    }
    guard let first = places[name] else { return name }
    if let included = includedSteps[StepID(name)], let step = included.part {
      findings.add(.includedNameClash(included, under: step, at: first, first: node.span))
      return standIn
    }
    findings.add(.duplicateName(name, at: node.span, first: first))
    return standIn
  }

  private func kind(_ reader: MappingReader, _ name: String) -> (String, YAMLNode)? {
    let given = reader.node.entries.map(\.key.text).filter(Self.kinds.contains)
    if given.count > 1, let second = reader.key(given[1]) {
      findings.add(
        Diagnostic("two-kinds", "step `\(name)` can only do one of \(listed(given))", at: second.span))
    }
    if let kind = given.first, let node = reader[kind] { return (kind, node) }
    // A kind that is misspelt was named as an unknown key already.
    for kind in Self.kinds { if let node = reader[kind] { return (kind, node) } }
    findings.add(
      Diagnostic(
        "missing-kind", "step `\(name)` does not say what is done: it needs one of \(listed(Self.kinds))",
        at: reader["step"]?.span ?? reader.node.entries.first { _ in true }?.key.span))
    return nil
  }

  /// Reads the types of all fields; needs all steps outlined, since references name them.
  func outlineFields() -> FieldReader {
    var registers = Set(outlines.filter(\.isRegister).map(\.id.name))
    // A step that does not say what it does may well be meant to collect.
    registers.formUnion(places.keys.filter(excusesStep))
    registers.formUnion(includedSteps.values.filter(\.isRegister).map(\.id.name))
    let fields = FieldReader(
      vocabularies: vocabularies, roles: roles, languages: languages, findings: findings,
      registers: registers,
      others: Dictionary(
        outlines.filter { !$0.isRegister }.map { ($0.id.name, $0.kind) },
        uniquingKeysWith: { first, _ in first }),
      excuses: excusesStep)
    for place in outlines.indices {
      let kind = outlines[place].kind
      outlines[place].each = outlines[place].eachNode.flatMap { each($0, fields) }
      if findings.addBareFields(outlines[place].kindNode, of: kind) {
        outlines[place].fields = FieldReader.bareFields(of: outlines[place].kindNode, fields)
        continue
      }
      guard !["steps", "analyse", "include"].contains(kind), let keys = Self.kindKeys[kind],
        let reader = MappingReader(
          outlines[place].kindNode, as: "`\(kind)`", keys: keys, findings,
          misplaced: { $0 == "required" ? "each field says itself whether it is `required`" : nil })
      else { continue }
      for key in Self.requiredKeys[kind] ?? [] { _ = reader.required(key) }
      outlines[place].fields = fields.outlines(reader["fields"])
      if kind == "rate" {
        outlines[place].rating = rating(reader, fields, outlines[place].fields.map(\.bare))
      }
      if kind == "write" { outlines[place].standing = WritingReader(self, fields).fields(reader) }
      refuseReserved(outlines[place], reader["fields"])
    }
    return fields
  }

  /// Keys that a kind of step must have, and all that it may have.
  static let requiredKeys = ["ask": ["fields"], "collect": ["fields"], "review": ["of", "by"]]

  static let kindKeys = [
    "ask": ["fields", "checks"],
    "collect": ["key", "at_least", "at_most", "fields", "checks"],
    "rate": ["subjects", "on", "scale", "raters", "blind", "where", "fields", "checks"],
    "write": WritingReader.keys, "review": ["of", "by"],
  ]

  /// `{group: customer_groups}`; what is wrong with it on a group is told once.
  private func each(_ node: YAMLNode, _ fields: FieldReader) -> Each? {
    let quiet = eachesRead.insert(node.span.start).inserted ? findings : Findings()
    guard node.kind == .mapping, node.count == 1, let (key, value) = node.entries.first(where: { _ in true })
    else {
      quiet.expected(
        "a name for the entry and its register, as `{group: customer_groups}`,", at: node,
        help: node.word.map { "write `{entry_name: \($0)}`, with a name for the single entry" })
      return nil
    }
    guard let name = quiet.name(key, "the entry"), let text = quiet.text(value, "the name of a register"),
      let register = fields.register(text, at: value, quiet)
    else { return nil }
    if places[name] != nil || vocabularies.defines(name) {
      quiet.add(
        Diagnostic(
          "name-clash", "`\(name)` means a step, vocabulary, scale or crosswalk already", at: key.span,
          help: "expressions could not tell them apart; choose another name for the entry"))
      return nil
    }
    return Each(name: FieldID(name), title: title(of: register), register: register)
  }

  /// What a rating rates; `rules` are read in the second round.
  private func rating(_ reader: MappingReader, _ fields: FieldReader, _ extra: [Field]) -> Rating? {
    let step = reader.required("subjects").flatMap { node in
      findings.text(node, "the name of a register").flatMap { fields.register($0, at: node) }
    }
    let scale = reader.required("scale").flatMap { node in
      findings.text(node, "the name of a scale").flatMap { fields.scale($0, at: node) }
    }
    var dimensions: [(name: FieldID, title: Text, over: Rating.Dimension)] = []
    if let on = reader["on"] {
      guard on.kind == .mapping else {
        findings.expected("a group of dimensions, as `{group: customer_groups}`,", at: on)
        return nil  // Without the dimensions, nothing is known of the entries.
      }
      for (key, value) in on.entries {
        guard let name = findings.name(key, "a dimension"),
          let over = findings.text(value, "a register or vocabulary")
        else { continue }
        if let vocabulary = vocabularies.vocabulary(over) {
          dimensions.append((FieldID(name), vocabulary.title, .vocabulary(vocabulary)))
        } else if let register = fields.register(over, at: value) {
          dimensions.append((FieldID(name), title(of: register), .register(register)))
        }
      }
    }
    let raters = findings.whole(reader["raters"], atLeast: 1) ?? 1
    let isBlind = findings.boolean(reader["blind"]) ?? false
    guard let step, let scale else { return nil }
    return Rating(
      subjects: step, dimensions: dimensions, scale: scale,
      raters: raters, isBlind: isBlind, extra: extra)
  }

  /// The title of a step; what is wrong with it is told when the step itself is read.
  func title(of step: StepID) -> Text {
    if let included = includedSteps[step] { return included.title }
    let node = outline(of: step)?.reader["title"]
    return Findings().localized(node, languages: languages) ?? Text(step.name)
  }

  func outline(of step: StepID) -> Outline? { numbers[step.name].map { outlines[$0] } }

  /// Whether a step of that name is there, but does not say what it does.
  func excusesStep(_ name: String) -> Bool {
    (places[name] != nil && numbers[name] == nil && includedSteps[StepID(name)] == nil)
      || broken.contains { name.hasPrefix("\($0)_") }
  }

  /// Whether a name in an expression may be right, because the step, entry or vocabulary of that name is wrong itself; one
  /// that is nearly another name is told in any case, but where it is declared just so.
  func excuses(_ name: String, isNear: Bool) -> Bool {
    outlines.contains { $0.each == nil && $0.eachNode?.entries.contains { $0.key.text == name } ?? false }
      || !isNear && (vocabularies.excuses(name) || excusesStep(name))
  }

  /// Whether what an expression reads is a step or field whose own definition could not be read.
  func isBroken(_ mention: Mention) -> Bool {
    switch mention {
    case .variable(let name):
      guard let outline = outline(of: StepID(name)) else { return false }
      return (outline.kind == "rate" && outline.rating == nil)
        || (outline.eachNode != nil && outline.each == nil)
    case .field(let shape, let name):
      let path = shape.split(separator: ".").map(String.init)
      guard let step = path.first.map({ StepID($0) }), let outline = outline(of: step) else { return false }
      if isBroken(.variable(step.name)) { return true }
      var fields = outline.fields
      for part in path.dropFirst() + [name] {
        guard let field = fields.first(where: { $0.id.name == part }) else { return false }
        if field.isBroken { return true }
        fields = field.inner
      }
      return false
    }
  }

  func method(_ outline: Outline) -> AnalysisMethod? {
    outline.kindNode["method"].flatMap { AnalysisMethod.named($0.text) }
  }
}
