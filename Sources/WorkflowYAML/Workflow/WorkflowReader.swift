public import AuditCore
public import Diagnostics
import YAMLTree

/// A workflow as it was read: what it says, and from which files.
public struct LoadedWorkflow: Sendable {
  public let workflow: Workflow
  /// The workflow's own file first, then those it uses and includes, under the names by which it calls them.
  public let files: [File]

  /// What a file is called that an included workflow uses: `audit.yaml/vocabularies/common.yaml`, since the workflow around
  /// it may use another of the same name.
  static func name(of file: String, usedBy user: String) -> String { "\(user)/\(file)" }

  /// A file that says how an audit is done.
  public struct File: Sendable {
    public let name: String
    public let source: SourceFile
  }
}

/// Turns workflow files into workflows.
public enum WorkflowReader {
  static let keys = [
    "kaudit", "workflow", "version", "title", "description", "languages", "source", "uses", "roles",
    "vocabularies", "scales", "crosswalks", "about", "evidence", "checks", "phases", "tests",
  ]

  /// Reads a workflow whose files all lie in one place; `find` gives the text of one by the name under `uses:` or
  /// `include:`.
  public static func read(
    _ source: SourceFile, find: @escaping (String) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    read(source) { name, _ in find(name) }
  }

  /// Reads a workflow and the files it uses and includes; `find` gives the text of one by the name that another calls it.
  ///
  /// Everything that is wrong is told at once. A workflow is given only where nothing is wrong; warnings do not count.
  /// `known` are the names of workflows that could be included, for finding the nearest.
  public static func read(
    _ source: SourceFile, known: [String] = [], find: @escaping (String, SourceFile) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    read(MendedText(source), known: known, find: find)
  }

  /// The same of a text that was read already.
  public static func read(
    _ text: MendedText, known: [String] = [], find: @escaping (String, SourceFile) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    read(text, known: known, isKept: false, find)
  }

  private static func read(
    _ document: MendedText, known: [String], isKept: Bool,
    _ find: @escaping (String, SourceFile) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    let findings = Findings()
    findings.add(document.diagnostics)
    guard let root = document.root else { return (nil, findings.diagnostics.inOrder()) }
    let name = document.source.name.split(separator: "/").last.map(String.init) ?? document.source.name
    let main = LoadedWorkflow.File(name: name, source: document.source)
    let includes = IncludeReader(main, known: known, isKept: isKept, findings, find: find)
    let workflow = workflow(root, findings, includes)
    let diagnostics = findings.diagnostics.inOrder()
    guard let workflow, !diagnostics.containsError else { return (nil, diagnostics) }
    return (LoadedWorkflow(workflow: workflow, files: includes.files), diagnostics)
  }

  /// Reads a workflow out of a record, which keeps its files under the names that `LoadedWorkflow` gives them.
  public static func read(
    kept source: SourceFile, file: @escaping (String) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    read(MendedText(kept: source), known: [], isKept: true) { name, user in
      file(user.name == source.name ? name : LoadedWorkflow.name(of: name, usedBy: user.name))
    }
  }

  /// Reads a workflow by itself, also one that another includes.
  static func workflow(_ root: YAMLNode, _ findings: Findings, _ includes: IncludeReader) -> Workflow? {
    let isBare = root["phases"] == nil && root["steps"] != nil
    guard
      let reader = MappingReader(
        root, as: "a workflow", keys: keys, findings,
        misplaced: { word in
          isBare && word == "steps"
            ? "steps stand in phases: `phases:`, and below it `- phase: …` with its `title` and `steps`" : nil
        })
    else { return nil }
    if let format = reader.required("kaudit", help: "begin with `kaudit: 1`, the format"), format.text != "1"
    {
      findings.add(
        Diagnostic(
          "unknown-format", "this kaudit reads workflows of format 1, but this is `\(format.text)`",
          at: format.useSpan, help: format.text.hasPrefix("1.") ? "write `kaudit: 1`" : nil))
    }
    let id = findings.text(reader.required("workflow"), "the name of the workflow")
    if let id, !Spelling.isTitleName(id), let node = reader["workflow"] {
      findings.add(
        Diagnostic(
          "bad-name", "`\(id)` cannot be the name of a workflow", at: node.useSpan,
          help: "the name becomes part of file names: letters, digits, `-`, `_`"))
    }
    let version = findings.text(reader.required("version"), "a version, such as 1.0.0,")
    let languages = languages(reader["languages"], findings)
    let vocabularies = VocabularyReader(languages: languages, findings)
    for (name, node) in findings.texts(reader["uses"], "a file") {
      if let root = includes.vocabularies(name, at: node) {
        vocabularies.read(file: root)
      } else {
        vocabularies.missFile()
      }
    }
    vocabularies.read(reader)
    vocabularies.readCrosswalks()
    let roles = roles(reader["roles"], languages, findings)
    let steps = StepReader(
      vocabularies: vocabularies, roles: roles, languages: languages, includes: includes, findings)
    let outlined = phases(isBare ? nil : reader.required("phases"), steps, languages, findings)
    // What names the steps beyond the limit is no second mistake.
    guard !steps.isOverfull else { return nil }
    let fields = steps.outlineFields()
    let scope = steps.scope()
    let rules = RuleReader(
      scope: scope, isBroken: steps.isBroken, excuses: steps.excuses, isKept: includes.isKept, findings)
    let phases = outlined.map { phase, condition in
      Workflow.Phase(id: phase.id, title: phase.title, condition: condition.flatMap { rules.rule($0) })
    }
    let title = findings.localized(reader.required("title"), languages: languages)
    let evidence = evidence(reader["evidence"], steps, fields, findings)
    let workflow = Workflow(
      id: id ?? "", version: version ?? "", title: title ?? Text(""),
      description: findings.localized(reader["description"], languages: languages), languages: languages,
      source: findings.texts(reader["source"], "a source").map(\.text), roles: roles,
      vocabularies: vocabularies.vocabularies, scales: vocabularies.scales,
      crosswalks: vocabularies.crosswalks, phases: phases,
      steps: steps.steps(fields, rules, citing: evidence), evidence: evidence,
      checks: rules.checks(reader["checks"], languages: languages), parts: steps.parts, scope: scope)
    let judgement = Judgement(
      workflow: workflow, steps: steps, rules: rules.read, root: reader, findings: findings)
    // Of what a record keeps, which may come from strangers, only what would go round for ever is looked for.
    if includes.isKept { judgement.judgeCircles() } else { judgement.judge() }
    return workflow
  }

  /// The register whose entries answers cite; they are cited by one word, so its key has one part.
  private static func evidence(
    _ node: YAMLNode?, _ steps: StepReader, _ fields: FieldReader, _ findings: Findings
  ) -> StepID? {
    guard let node, let name = findings.text(node, "the name of a register"),
      let register = fields.register(name, at: node)
    else { return nil }
    guard citesByOneWord(register, steps) else {
      findings.add(
        Diagnostic(
          "bad-evidence-register", "`\(name)` cannot hold the evidence that answers cite", at: node.useSpan,
          help: "name a register that is collected under one key, such as `id`"))
      return nil
    }
    return register
  }

  private static func citesByOneWord(_ register: StepID, _ steps: StepReader) -> Bool {
    if let step = steps.includedStep(register) { return step.register != nil && step.keyFields.count == 1 }
    guard let outline = steps.outline(of: register) else { return true }
    let key = outline.kindNode["key"]
    return outline.kind == "collect" && outline.eachNode == nil && (key?.kind != .sequence || key?.count == 1)
  }

  private static func languages(_ node: YAMLNode?, _ findings: Findings) -> [Language] {
    guard let node else { return Language.allCases }
    let languages = findings.texts(node, "a language").compactMap { word, node -> Language? in
      if let language = Language(rawValue: word) { return language }
      findings.add(
        Diagnostic(
          "unknown-language", "`\(word)` is not one of \(listed(Language.allCases.map(\.rawValue)))",
          at: node.useSpan,
          help: asList(word) { Language(rawValue: $0) != nil }
            ?? OtherWords.keys(word, among: Language.allCases.map(\.rawValue)).first.map { "write `\($0)`" })
      )
      return nil
    }
    return languages.isEmpty ? Language.allCases : languages
  }

  private static func roles(_ node: YAMLNode?, _ languages: [Language], _ findings: Findings) -> Vocabulary {
    guard let node else { return Vocabulary(name: "roles", items: []) }
    guard node.kind == .mapping else {
      findings.expected("a group of roles, each under its name,", at: node, help: node.helpForLabels)
      return Vocabulary(name: "roles", items: [])
    }
    return Vocabulary(
      name: "roles", title: Text([.english: "Roles", .chinese: "角色"]),
      items: node.entries.compactMap { key, label in
        guard let name = findings.name(key, "a role", inExpressions: false),
          let label = findings.localized(label, languages: languages)
        else { return nil }
        return Vocabulary.Item(key: name, label: label)
      })
  }

  /// The phases, with where their conditions are written: these are read when it is known what they can name.
  private static func phases(
    _ node: YAMLNode?, _ steps: StepReader, _ languages: [Language], _ findings: Findings
  ) -> [(phase: Workflow.Phase, condition: YAMLNode?)] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      findings.expected("a list of phases", at: node, help: node.helpForItems("phase"))
      return []
    }
    return node.items.compactMap { item in
      guard
        let reader = MappingReader(
          item, as: "a phase", keys: ["phase", "title", "source", "when", "steps"], findings),
        let name = findings.name(reader.required("phase"), "a phase", inExpressions: false)
      else { return nil }
      if let node = reader.required("steps") { steps.outline(node, phase: name) }
      let title = findings.localized(reader.required("title"), languages: languages)
      return (Workflow.Phase(id: name, title: title ?? Text(name)), reader["when"])
    }
  }
}
