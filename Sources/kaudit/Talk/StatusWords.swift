import Diagnostics
import AuditCore
import AuditStore

/// Where an audit stands and what is next, in words.
struct StatusWords {
  private let audit: OpenAudit
  private let language: Language
  private var state: AuditState { audit.state }
  private var workflow: Workflow { audit.workflow }

  init(_ audit: OpenAudit, _ language: Language) {
    self.audit = audit
    self.language = language
  }

  /// The head of a status: what audit it is and how far it has come.
  var summary: [String] {
    let leaves = workflow.steps.filter { !$0.isGroup }
    let finished = leaves.count(where: state.isSettled)
    let title = state.description.title ?? state.opening?.audit ?? ""
    let closed = state.isClosed ? language.words(", closed", "，已结束") : ""
    return [
      "\(title)  (\(workflow.id) \(workflow.version))\(closed)",
      language.words(
        "\(finished) of \(leaves.count) steps finished, \(audit.session.head.size) events",
        "共 \(leaves.count) 步，已完成 \(finished) 步；记录事件 \(audit.session.head.size) 条"),
    ]
  }

  /// Every step with its state, indented by group, under its phase; or only a step with those in it, and all instances.
  func steps(within whole: StepID? = nil) -> [String] {
    let shown = workflow.steps(shownWithin: whole)
    var lines: [String] = []
    for phase in workflow.phases {
      let steps = shown.filter { $0.phase == phase.id }
      if steps.isEmpty, whole != nil { continue }
      lines.append("")
      lines.append(phase.title[language])
      for step in steps {
        let depth = depth(of: step)
        let current = state.state(step.id)
        let name = step.title[language]
        let gap = String(repeating: " ", count: max(1, 44 - 2 * depth - displayWidth(name)))
        lines.append(
          "  " + String(repeating: "  ", count: depth)
            + "\(current.sign) \(name)\(gap)\(step.id)  \(current.word(in: language))"
            + details(StepInstance(step.id)))
        lines += instances(of: step, depth, most: whole == nil ? Self.mostInstances : .max)
      }
    }
    return lines
  }

  private func depth(of step: Step) -> Int {
    var depth = 0
    var here = step.parent
    while let parent = here {
      depth += 1
      here = workflow[parent]?.parent
    }
    return depth
  }

  /// No more instances of one step than these are listed.
  private static let mostInstances = 12

  /// A line for each entry that a step is done for.
  private func instances(of step: Step, _ depth: Int, most: Int) -> [String] {
    guard step.each != nil else { return [] }
    let all = state.instances(of: step.id)
    let indent = String(repeating: "  ", count: depth + 2)
    let lines = all.prefix(most).map { instance in
      let current = state.state(of: instance)
      return "\(indent)\(current.sign) \(instance)  \(current.word(in: language))" + details(instance)
    }
    guard all.count > lines.count else { return lines }
    let more = all.count - lines.count
    let listing = "kaudit status \(step.id)"
    return lines + [
      indent
        + language.words("… and \(more) more: `\(listing)` lists all", "……另有 \(more) 项，执行 \(listing) 全部列出")
    ]
  }

  private func details(_ instance: StepInstance) -> String {
    guard let row = state.row(of: instance), let step = workflow[instance.step] else { return "" }
    var parts: [String] = []
    if step.isRegister, step.each == nil, row.entryCount > 0 {
      parts.append(language.words(counted(row.entryCount, "entry", "entries"), "\(row.entryCount) 条"))
    }
    if row.staleCount > 0 {
      parts.append(language.words("\(row.staleCount) stale", "\(row.staleCount) 条需复核"))
    }
    let open = state.blockers(ofSigning: instance).map(\.name)
    if !open.isEmpty {
      parts.append(
        language.words(
          "when \(open.joined(separator: ", ")) \(isOrAre(open.count)) finished",
          "待 \(open.joined(separator: "、")) 完成"))
    }
    if let remark = state.remark(on: instance, in: language) { parts.append(remark) }
    return parts.isEmpty
      ? "" : language.words(" (\(parts.joined(separator: "; ")))", "（\(parts.joined(separator: "；"))）")
  }

  /// What can be done now, and by whom; whose turn it is is asked only where something can be done.
  func next(within whole: StepID? = nil, asking: () throws -> Turns) rethrows -> [String] {
    var lines = [""]
    let steps = workflow.steps(shownWithin: whole)
    let open = steps.flatMap { state.instances(of: $0.id) }.filter { instance in
      switch state.state(of: instance) {
      case .ready, .started, .returned, .stale:
        workflow[instance.step]?.isGroup == false || state.isGivenBack(instance.step)
      case .submitted: true
      case .locked, .done, .skipped, .notAsked: false
      }
    }
    guard !open.isEmpty else {
      if let whole { return lines + [waiting(whole, steps)] }
      return lines + [language.words("Nothing is open: every step is finished.", "全部步骤均已完成。")]
    }
    lines.append(language.words("Next:", "下一步："))
    let turns = try asking()
    let most = whole == nil ? 12 : Int.max
    for step in open.prefix(most) { lines.append("  \(state.state(of: step).sign) \(words(step, turns))") }
    if open.count > most {
      lines.append(language.words("  … and \(open.count - 12) more", "  ……另有 \(open.count - 12) 步"))
    }
    return lines
  }

  /// What a step waits for in which nothing can be done now.
  private func waiting(_ whole: StepID, _ steps: [Step]) -> String {
    var open = state.state(whole) == .locked ? state.blockers(of: whole) : []
    if open.isEmpty {
      let within = Set(steps.map(\.id))
      for step in steps where state.state(step.id) == .locked {
        open += state.blockers(of: step.id).filter { !within.contains($0) && !open.contains($0) }
      }
    }
    guard !open.isEmpty else { return language.words("Nothing in it is open.", "没有待办事项。") }
    let names = open.map { step in
      let title = workflow[step]?.title[language] ?? ""
      return language.words("\(title) (\(step))", "\(title)（\(step)）")
    }
    let shown = names.prefix(Self.mostInstances)
    return language.words(
      "It waits for \(shown.joined(separator: ", "))"
        + (names.count > shown.count ? " and \(names.count - shown.count) more." : "."),
      "等待" + shown.joined(separator: "、")
        + (names.count > shown.count ? "等 \(names.count) 步完成。" : "完成。"))
  }

  /// What to do with a group that was given back.
  func mending(_ group: StepID) -> String {
    language.words(
      "answer or reopen a step in it, or `kaudit submit \(group)` as it is",
      "可修改或重新打开其中的步骤，或执行 kaudit submit \(group) 原样提交")
  }

  private func words(_ instance: StepInstance, _ turns: Turns) -> String {
    let turn = turns.turn(of: instance)
    let turnWords = TurnWords(language: language)
    let what = words(instance, signing: turn.map(turnWords.who) ?? "")
    guard state.state(of: instance) != .submitted else {
      return [what, turn.flatMap(turnWords.due)].compactMap(\.self).joined(
        separator: language.words(", ", "，"))
    }
    let entries = workflow[instance.step].flatMap(turnWords.words(ofEntriesOf:))
    return [what, entries, turn.map(turnWords.words)].compactMap(\.self).joined(
      separator: language.words("; ", "；"))
  }

  private func words(_ instance: StepInstance, signing signers: String) -> String {
    guard let step = workflow[instance.step] else { return instance.description }
    let name = language.words("\(step.title[.english]) (\(instance))", "\(step.title[.chinese])（\(instance)）")
    let row = state.row(of: instance)
    switch state.state(of: instance) {
    case .submitted where !state.blockers(ofSigning: instance).isEmpty:
      let open = state.blockers(ofSigning: instance).map(\.name)
      return name + language.words(": ", "：") + language.signing(after: open)
    case .submitted:
      return language.words("\(name): awaits the sign-off of \(signers)", "\(name)：等待\(signers)批准")
    case .stale where step.isComputed:
      let open = workflow.precedents(of: step.id).filter { !state.state($0).opensTheWay }.map(\.name)
      return language.words(
        "\(name): is computed again when \(open.joined(separator: ", ")) \(isOrAre(open.count)) finished",
        "\(name)：待 \(open.joined(separator: "、")) 完成后重新计算")
    case .stale where step.isReview, .returned where step.isReview:
      let open = state.blockers(of: step.id).map(\.name)
      let why =
        state.state(of: instance) == .returned
        ? row?.remark.map { language.words("given back: \($0); ", "已退回：\($0)；") } : nil
      return name + language.words(": ", "：") + (why ?? "") + language.signing(after: open, again: true)
    case .stale:
      let causes = (row?.causes ?? []).map(\.entry.description)
      let count = row?.staleCount ?? 0
      let what =
        count > 0
        ? language.words(
          "\(counted(count, "entry rests", "entries rest")) on what has changed", "\(count) 条所依据的内容已变更")
        : language.words(
          "\(causes.joined(separator: ", ")) has changed", "\(causes.joined(separator: "、")) 已变更")
      return language.words(
        "\(name): \(what); look and `kaudit confirm \(instance)`",
        "\(name)：\(what)，复核后执行 kaudit confirm \(instance)")
    case .returned:
      return language.words("\(name): given back", "\(name)：已退回")
        + (state.remark(on: instance, in: language).map { language.words(": \($0)", "：\($0)") } ?? "")
        + (step.isGroup ? language.words("; ", "；") + mending(step.id) : "")
    case .started: return language.words("\(name): goes on", "\(name)：继续填写")
    default: return language.words("\(name): may begin", "\(name)：可以开始")
    }
  }
}
