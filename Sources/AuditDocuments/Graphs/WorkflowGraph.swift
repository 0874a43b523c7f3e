public import AuditCore
import CEL

/// A workflow as a Mermaid flowchart: phases and groups as boxes, steps with what is done in them, and what waits for what.
///
/// A solid arrow is a need that the author wrote; a dashed one follows from a reference or expression. What follows from other
/// arrows is not drawn. Conditions are put into words where they are simple; of others it is said what they look at, since who
/// reads a graph need not read expressions. With the state of an audit, every step says and shows where it stands.
public struct WorkflowGraph {
  private let workflow: Workflow
  private let language: Language
  private let wording: Wording
  private let state: AuditState?

  public init(_ workflow: Workflow, language: Language, state: AuditState? = nil) {
    self.workflow = workflow
    self.language = language
    self.state = state
    wording = Wording(language: language)
  }

  public var text: String {
    var lines = [Self.settings, "flowchart TB"]
    for phase in workflow.phases {
      var title = MermaidText.label(phase.title[language])
      if let condition = phase.condition { title += " · \(words(condition, Stand()))" }
      lines.append("  subgraph p_\(phase.id)[\"\(MermaidText.label(lines: [title]))\"]")
      for step in workflow.steps where step.phase == phase.id && step.parent == nil {
        lines += self.lines(of: step, depth: 2)
      }
      lines.append("  end")
    }
    for edge in StepOrder(workflow).edges {
      lines.append("  \(id(edge.from)) \(edge.isSaid ? "-->" : "-.->") \(id(edge.to))")
    }
    return (lines + classes).joined(separator: "\n") + "\n"
  }

  /// Titles of boxes may take two lines, above what is inside.
  private static let settings =
    #"%%{init: {"flowchart": {"subGraphTitleMargin": {"top": 4, "bottom": 24}}}}%%"#

  private func id(_ step: StepID) -> String { "s_\(step)" }

  private func lines(of step: Step, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    guard step.isGroup else {
      return ["\(indent)\(id(step.id))\(shaped("\"\(MermaidText.label(lines: label(step)))\"", step.kind))"]
    }
    // Only the first lines of a box stand clear of what is inside.
    let title = MermaidText.label(lines: [label(step).joined(separator: " · ")])
    let inside = workflow.children(of: step.id).compactMap { workflow[$0] }
    return ["\(indent)subgraph \(id(step.id))[\"\(title)\"]"]
      + inside.flatMap { lines(of: $0, depth: depth + 1) } + ["\(indent)end"]
  }

  /// The outline tells what is done: a drum for a register, two bars for what is computed, six corners for a sign-off.
  private func shaped(_ label: String, _ kind: Step.Kind) -> String {
    switch kind {
    case .ask, .group: "[\(label)]"
    case .collect: "[(\(label))]"
    case .rate: "[/\(label)/]"
    case .analyse: "[[\(label)]]"
    case .write: "(\(label))"
    case .review: "{{\(label)}}"
    }
  }

  private func label(_ step: Step) -> [String] {
    var lines = [MermaidText.label(step.title[language])]
    if !step.isGroup { lines.append("\(step.kind.word(in: language)) · \(step.id)") }
    if let each = step.each {
      lines.append(wording.either("for each ", "逐条进行 ") + MermaidText.label(each.title[language]))
    }
    if let condition = step.condition { lines.append(words(condition, Stand(each: step.each))) }
    if let assignment = step.assignment { lines += words(assignment, at: step.id) }
    if let role = step.approver {
      let title = MermaidText.label(workflow.title(ofRole: role, at: step.id)[language])
      lines.append(wording.either("signed off by ", "批准人 ") + title)
    }
    if let state { lines.append(stand(step, state)) }
    return lines
  }

  private func words(_ condition: Rule, _ stand: Stand) -> String {
    let words = ExpressionWords(
      workflow, wording, { MermaidText.label("“\($0)”") }, stand: stand)
    if let simple = words.words(condition) { return wording.either("only if ", "条件 ") + simple }
    let read = stepsRead(condition)
    return read.isEmpty
      ? wording.either("only under a condition", "视条件而定")
      : wording.either("only under a condition on ", "视") + listed(read) + wording.either("", "而定")
  }

  /// Whose turn a step is and by when, then that of its entries.
  private func words(_ assignment: Assignment, at step: StepID) -> [String] {
    [
      words(assignment.whole, wording.either("assigned", "负责人"), wording.either("due", "截止"), at: step),
      assignment.entries.flatMap {
        words(
          $0, wording.either("each entry assigned", "各条负责人"), wording.either("each entry due", "各条截止"),
          at: step)
      },
    ].compactMap(\.self)
  }

  private func words(
    _ charge: Assignment.Charge, _ assigned: String, _ due: String, at step: StepID
  ) -> String? {
    let words = charge.words(
      role: {
        wording.either("to ", "") + MermaidText.label(workflow.title(ofRole: $0, at: step)[language])
      }, place: { place($0, step) })
    let parts = [words.assignee.map { "\(assigned) \($0)" }, words.due.map { "\(due) \($0)" }]
      .compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: wording.pause)
  }

  /// Where an expression looks, since a box has no room for more: the steps that it reads, or a field of its own step.
  private func place(_ rule: Rule, _ step: StepID) -> String {
    var titles = stepsRead(rule)
    if titles.isEmpty, let field = ownField(rule, step) { titles = [field] }
    return titles.isEmpty
      ? wording.either("by a rule", "按规则确定") : wording.either("as in ", "见") + listed(titles)
  }

  private func listed(_ titles: [String]) -> String {
    titles.map { wording.either($0, "“\($0)”") }.joined(separator: wording.comma)
  }

  private func stepsRead(_ rule: Rule) -> [String] {
    rule.mentions.compactMap { mention in
      guard case .variable(let name) = mention else { return nil }
      return workflow[workflow.step(named: name, in: rule.part)].map { MermaidText.label($0.title[language]) }
    }
  }

  private func ownField(_ rule: Rule, _ step: StepID) -> String? {
    guard let step = workflow[step] else { return nil }
    for case .field(step.name, let name) in rule.mentions {
      return step.field(FieldID(name)).map { MermaidText.label($0.title[language]) }
    }
    return nil
  }

  private func stand(_ step: Step, _ state: AuditState) -> String {
    let word = MermaidText.label(state.state(step.id).word(in: language))
    guard step.each != nil, !step.isGroup else { return word }
    let instances = state.instances(of: step.id)
    let finished = instances.count { state.state(of: $0).opensTheWay }
    return
      word + wording.either(", \(finished) of \(instances.count)", "，\(finished)／\(instances.count)")
  }

  /// The steps by their states, each state in a colour of its own.
  private var classes: [String] {
    guard let state else { return [] }
    return StepState.allCases.flatMap { one -> [String] in
      let steps = workflow.steps.filter { state.state($0.id) == one }
      guard !steps.isEmpty else { return [] }
      return [
        "  classDef \(one.rawValue) \(one.style)",
        "  class \(steps.map { id($0.id) }.joined(separator: ",")) \(one.rawValue)",
      ]
    }
  }
}

extension StepState {
  /// Light grounds, so that the letters on them are read; what needs somebody is told from the rest in grey as well.
  fileprivate var style: String {
    switch self {
    case .locked: "fill:#f3f4f6,stroke:#9ca3af,color:#1c2430"
    case .ready: "fill:#ffffff,stroke:#14507d,color:#1c2430,stroke-width:2px"
    case .started: "fill:#dbeafe,stroke:#14507d,color:#1c2430,stroke-width:2px"
    case .submitted: "fill:#fef3c7,stroke:#a65400,color:#1c2430,stroke-width:2px"
    case .done: "fill:#bbd7ea,stroke:#14507d,color:#1c2430"
    case .returned: "fill:#fed7aa,stroke:#a65400,color:#1c2430,stroke-width:3px"
    case .stale: "fill:#ffedd5,stroke:#a65400,color:#1c2430,stroke-width:3px,stroke-dasharray:6 3"
    case .skipped: "fill:#ffffff,stroke:#9ca3af,color:#5a6675,stroke-dasharray:3 3"
    case .notAsked: "fill:#ffffff,stroke:#d5dbe3,color:#5a6675,stroke-dasharray:2 4"
    }
  }
}
