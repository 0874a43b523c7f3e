public import AuditCore
public import Diagnostics
import YAMLTree

/// A workflow as it was read: what it says, and from which files.
public struct LoadedWorkflow: Sendable {
  public let workflow: Workflow
  /// The workflow's own file first, then those it uses, under the names by which it calls them.
  public let files: [File]

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
    "vocabularies", "scales", "evidence", "checks", "phases",
  ]

  /// Reads a workflow and the files it uses; `find` gives the text of a used file by the name under `uses:`.
  ///
  /// Everything that is wrong is told at once. A workflow is given only where nothing is wrong; warnings do not count.
  public static func read(
    _ source: SourceFile, find: (String) -> SourceFile?
  ) -> (workflow: LoadedWorkflow?, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let document = MendedText(source)
    findings.add(document.diagnostics)
    guard let root = document.root else { return (nil, findings.diagnostics.inOrder()) }
    guard let reader = MappingReader(root, as: "a workflow", keys: keys, findings) else {
      return (nil, findings.diagnostics.inOrder())
    }
    let name = source.name.split(separator: "/").last.map(String.init) ?? source.name
    var files = [LoadedWorkflow.File(name: name, source: document.source)]
    let workflow = workflow(reader, findings, &files, find)
    let diagnostics = findings.diagnostics.inOrder()
    guard let workflow, !diagnostics.containsError else { return (nil, diagnostics) }
    return (LoadedWorkflow(workflow: workflow, files: files), diagnostics)
  }

  private static func workflow(
    _ reader: MappingReader, _ findings: Findings, _ files: inout [LoadedWorkflow.File],
    _ find: (String) -> SourceFile?
  ) -> Workflow? {
    if let format = reader.required("kaudit"), format.text != "1" {
      findings.add(
        Diagnostic(
          "unknown-format", "this kaudit reads workflows of format 1, but this is `\(format.text)`",
          at: format.useSpan))
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
      use(name, node, vocabularies, findings, &files, find)
    }
    vocabularies.read(reader)
    let roles = roles(reader["roles"], languages, findings)
    let steps = StepReader(vocabularies: vocabularies, roles: roles, languages: languages, findings)
    let outlined = phases(reader.required("phases"), steps, languages, findings)
    // What names the steps beyond the limit is no second mistake.
    guard !steps.isOverfull else { return nil }
    let fields = steps.outlineFields()
    let scope = steps.scope()
    let rules = RuleReader(
      scope: scope, hasBrokenTypes: steps.hasBrokenTypes, excuses: steps.excuses, findings)
    let phases = outlined.map { phase, condition in
      Workflow.Phase(id: phase.id, title: phase.title, condition: condition.flatMap { rules.rule($0) })
    }
    let title = findings.localized(reader.required("title"), languages: languages)
    let evidence = evidence(reader["evidence"], steps, fields, findings)
    let workflow = Workflow(
      id: id ?? "", version: version ?? "", title: title ?? Text(""), languages: languages,
      source: findings.texts(reader["source"], "a source").map(\.text), roles: roles,
      vocabularies: vocabularies.vocabularies, scales: vocabularies.scales, phases: phases,
      steps: steps.steps(fields, rules, citing: evidence), evidence: evidence,
      checks: rules.checks(reader["checks"], languages: languages), scope: scope)
    for (step, fields) in workflow.circularFields {
      let outline = steps.outlines.first { $0.id == step }
      findings.add(
        Diagnostic(
          "circle", "these fields wait for each other: \(listed(fields.map(\.name)))",
          at: outline?.fields.first { $0.id == fields.first }.flatMap { $0.node["value"] ?? $0.node["when"] }?
            .useSpan))
    }
    guard !findings.hasErrors else { return workflow }
    for circle in circles(workflow) {
      let outline = steps.outlines.first { $0.id == circle.first }
      findings.add(.circle(circle, at: outline?.reader["step"]?.span))
    }
    return workflow
  }

  /// The steps that wait for themselves, but for those in a group that does; where there are none, one longer circle.
  private static func circles(_ workflow: Workflow) -> [[StepID]] {
    let own = Set(workflow.steps.map(\.id).filter { workflow.precedents(of: $0).contains($0) })
    guard own.isEmpty else {
      return workflow.steps.filter { step in
        own.contains(step.id) && !(step.parent.map(own.contains) ?? false)
      }.map { [$0.id] }
    }
    return workflow.circle().map { [$0] } ?? []
  }

  /// The register whose entries answers cite; they are cited by one word, so its key has one part.
  private static func evidence(
    _ node: YAMLNode?, _ steps: StepReader, _ fields: FieldReader, _ findings: Findings
  ) -> StepID? {
    guard let node, let name = findings.text(node, "the name of a register"),
      let register = fields.register(name, at: node)
    else { return nil }
    guard let outline = steps.outline(of: register) else { return register }
    let key = outline.kindNode["key"]
    guard outline.kind == "collect", outline.eachNode == nil, key?.kind != .sequence || key?.count == 1 else {
      findings.add(
        Diagnostic(
          "bad-evidence-register", "`\(name)` cannot hold the evidence that answers cite", at: node.useSpan,
          help: "name a register that is collected under one key, such as `id`"))
      return nil
    }
    return register
  }

  private static func use(
    _ name: String, _ node: YAMLNode, _ vocabularies: VocabularyReader, _ findings: Findings,
    _ files: inout [LoadedWorkflow.File], _ find: (String) -> SourceFile?
  ) {
    guard let source = find(name) else {
      findings.add(
        Diagnostic(
          "missing-file", "the file `\(name)` cannot be found", at: node.useSpan,
          help: "it is looked for beside the workflow, then among the shipped ones"))
      vocabularies.missFile()
      return
    }
    let document = MendedText(source)
    findings.add(document.diagnostics)
    files.append(LoadedWorkflow.File(name: name, source: document.source))
    guard let root = document.root else { return vocabularies.missFile() }
    vocabularies.read(file: root)
  }

  private static func languages(_ node: YAMLNode?, _ findings: Findings) -> [Language] {
    guard let node else { return Language.allCases }
    let languages = findings.texts(node, "a language").compactMap { word, node -> Language? in
      if let language = Language(rawValue: word) { return language }
      findings.add(
        Diagnostic(
          "unknown-language", "`\(word)` is not one of \(listed(Language.allCases.map(\.rawValue)))",
          at: node.useSpan))
      return nil
    }
    return languages.isEmpty ? Language.allCases : languages
  }

  private static func roles(_ node: YAMLNode?, _ languages: [Language], _ findings: Findings) -> Vocabulary {
    guard let node else { return Vocabulary(name: "roles", items: []) }
    guard node.kind == .mapping else {
      findings.expected("a group of roles, each under its name,", at: node)
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
      findings.expected("a list of phases", at: node)
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

extension Diagnostic {
  /// A step that waits for itself, or several for each other, the first of them once more at the end.
  fileprivate static func circle(_ steps: [StepID], at span: SourceSpan?) -> Diagnostic {
    if steps.count == 1 {
      return Diagnostic(
        "circle", "`\(steps[0])` waits for itself: what `needs`, `each` and `when` name comes before it",
        at: span,
        help: "take out what names `\(steps[0])` or a step inside it, here or on a group around it")
    }
    return Diagnostic(
      "circle", "these steps wait for each other: \(steps.map { "`\($0)`" }.joined(separator: " → "))",
      at: span, help: "take out one of the needs, references or expressions that close the circle")
  }
}
