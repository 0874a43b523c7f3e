public import AuditCore
public import Diagnostics
import Formats

/// A workflow as a handbook that people read: what it is for, who takes part, each step with its questions, and the values
/// to choose from.
public struct WorkflowHandbook {
  let workflow: Workflow
  let language: Language
  let wording: Wording
  let order: StepOrder
  private let documents: [WorkflowDocument]
  private let version: String

  /// `documents` are those of the workflow with their titles; `version` is that of kaudit.
  public init(_ workflow: Workflow, language: Language, documents: [WorkflowDocument], version: String) {
    self.workflow = workflow
    self.language = language
    self.documents = documents
    self.version = version
    wording = Wording(language: language)
    order = StepOrder(workflow)
  }

  func say(_ english: String, _ chinese: String) -> String { wording.either(english, chinese) }
  func title(_ text: Text) -> String { MarkdownPieces.line(text[language]) }

  /// The title of a step in quotes, as a sentence names it.
  func named(_ step: StepID) -> String { quoted(workflow[step]?.title[language] ?? step.name) }
  func quoted(_ text: String) -> String { MarkdownPieces.line(say("“\(text)”", "“\(text)”")) }
  func listed(_ items: [String]) -> String { items.joined(separator: wording.comma) }

  /// The handbook as Markdown.
  public var markdown: String {
    let parts =
      [opening, glance, roles] + workflow.phases.enumerated().map { chapter($1, $0 + 1) } + [closing, annex]
    return parts.flatMap(\.self).joined(separator: "\n\n") + "\n"
  }

  /// The handbook as one page that needs nothing beside it.
  public func html() throws(Diagnostic) -> String {
    let rendering = try Markdown.render(markdown)
    return HTMLPage(
      language: wording.tag, title: workflow.title[language], body: rendering.html,
      headings: rendering.headings, contentsTitle: wording.contents, contentsDepth: 3,
      footer: "\(workflow.id) \(workflow.version) · kaudit \(version)"
    ).text
  }

  // MARK: The opening

  private var opening: [String] {
    let version = say("version \(workflow.version)", "版本 \(workflow.version)")
    var parts = [
      "# \(title(workflow.title))", "\(MarkdownPieces.code(workflow.id)) · \(MarkdownPieces.line(version))",
    ]
    if let description = workflow.description {
      parts.append(MarkdownPieces.paragraphs(description[language]))
    }
    parts.append(sources(workflow.source))
    return parts.filter { !$0.isEmpty }
  }

  func sources(_ sources: [String]) -> String {
    sources.isEmpty
      ? "" : say("Source: ", "出处：") + listed(sources.map(MarkdownPieces.line)) + say(".", "。")
  }

  private var glance: [String] {
    let top = workflow.steps.filter { $0.parent == nil }
    let rows = workflow.phases.enumerated().flatMap { number, phase in
      top.filter { $0.phase == phase.id }.enumerated().map { place, step in
        [
          "\(number + 1).\(place + 1)", title(step.title), title(phase.title), signer(step) ?? "",
          listed(documentTitles(of: step)),
        ]
      }
    }
    let head = [
      say("No.", "序号"), say("Step", "步骤"), say("Phase", "阶段"), say("Signed off by", "批准"),
      say("Documents", "产出文件"),
    ]
    return ["## \(say("At a glance", "一览"))"] + MarkdownPieces.table(head, rows)
  }

  private var roles: [String] {
    let rows = workflow.everyRole.map { _, role in
      func steps(naming names: (Step) -> [String]) -> String {
        let named = workflow.steps.filter { step in
          names(step).contains { workflow.roles(of: step.id)[$0]?.isSame(as: role) == true }
        }
        return named.isEmpty ? "–" : listed(named.map { title($0.title) })
      }
      return [
        title(role.label), MarkdownPieces.code(role.key),
        steps { $0.assignment?.roles ?? [] }, steps { $0.approver.map { [$0] } ?? [] },
      ]
    }
    guard !rows.isEmpty else { return [] }
    return ["## \(say("Roles", "角色"))"]
      + MarkdownPieces.table(
        [say("Role", "角色"), say("Key", "代号"), say("Works on", "负责填写"), say("Signs off", "负责批准")], rows)
  }

  func signer(_ step: Step) -> String? {
    step.approver.map { role in title(workflow.title(ofRole: role, at: step.id)) }
  }

  /// The titles of the documents that a step, or a step in it, names.
  func documentTitles(of step: Step) -> [String] {
    let within = workflow.steps(within: step.id)
    return documents.filter { !within.isDisjoint(with: $0.steps) }.map { title($0.title) }
  }

  func documentTitle(_ id: String) -> String {
    (documents.first { $0.id == id } ?? documents.first { $0.id.hasSuffix("/\(id)") }).map { title($0.title) }
      ?? MarkdownPieces.code(id)
  }

  // MARK: The chapters

  private func chapter(_ phase: Workflow.Phase, _ number: Int) -> [String] {
    let top = workflow.steps.filter { $0.phase == phase.id && $0.parent == nil }
    let condition = phase.condition.map { rule in
      say("Only if ", "仅在以下情况进行：") + explained(rule) + say(".", "。")
    }
    return ["## \(number) \(title(phase.title))"] + (condition.map { [$0] } ?? [])
      + top.enumerated().flatMap { section($1, "\(number).\($0 + 1)", depth: 3) }
  }

  /// What must hold for the audit as a whole.
  private var closing: [String] {
    let checks = workflow.checks.map { ($0, Stand()) }
    guard !checks.isEmpty else { return [] }
    let opening = say(
      "Checked before the audit is closed, and said when it does not hold:", "结束审计之前检查以下各项，不符则不能结束：")
    return ["## \(say("Closing the audit", "结束审计"))"] + checkList(checks, opening)
  }

  /// A step, with those in it.
  private func section(_ step: Step, _ number: String, depth: Int) -> [String] {
    let heading = String(repeating: "#", count: min(depth, 6))
    var parts = ["\(heading) \(number) \(title(step.title))"]
    if let guidance = step.guidance { parts.append(MarkdownPieces.paragraphs(guidance[language])) }
    parts.append(deed(step))
    parts += MarkdownPieces.list(facts(step))
    parts += fieldTable(step) + checkList(step)
    let children = workflow.children(of: step.id).compactMap { workflow[$0] }
    return parts.filter { !$0.isEmpty }
      + children.enumerated().flatMap { section($1, "\(number).\($0 + 1)", depth: depth + 1) }
  }
}
