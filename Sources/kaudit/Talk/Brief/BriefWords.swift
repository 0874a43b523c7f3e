import AuditCore
import AuditStore

/// A hand-over on a page, in words.
struct BriefWords {
  let audit: OpenAudit
  let report: BriefReport
  let language: Language
  /// Which events count as new, in words.
  let since: String
  private let names: EntryNames

  init(_ audit: OpenAudit, _ report: BriefReport, _ language: Language, since: String) {
    self.audit = audit
    self.report = report
    self.language = language
    self.since = since
    names = EntryNames(audit.state, language)
  }

  /// How many lines of one kind a page holds.
  private static let most = 15

  var lines: [String] {
    StatusWords(audit, language).summary + open + awaiting + gaps + stale + changes + people
  }

  private func section(_ title: String, _ lines: [String], most: Int = most) -> [String] {
    guard !lines.isEmpty else { return [] }
    let more = lines.count - most
    return ["", title] + lines.prefix(most)
      + (more > 0 ? [language.words("  … and \(more) more", "  ……另有 \(more) 项")] : [])
  }

  private func title(_ step: StepID) -> String { title(StepInstance(step)) }

  private func title(_ instance: StepInstance) -> String {
    let title = audit.workflow[instance.step]?.title[language] ?? instance.step.name
    return language.words("\(title) (\(instance))", "\(title)（\(instance)）")
  }

  private func place(_ entry: EntryID, _ field: Field? = nil) -> String {
    let parts = [audit.workflow[entry.step]?.title[language] ?? entry.step.name, names.name(of: entry)]
    return (parts + [field?.title[language] ?? ""]).filter { !$0.isEmpty }.joined(separator: " › ")
  }

  private func listed(_ names: [String]) -> String { names.joined(separator: language.words(", ", "、")) }

  // MARK: What is open

  private var open: [String] {
    guard !report.open.isEmpty || !report.awaiting.isEmpty else {
      return ["", language.words("Nothing is open.", "没有未完成的步骤。")]
    }
    var lines = report.open.flatMap { open -> [String] in
      let remark =
        audit.state.remark(on: open.instance, in: language).map { language.words(": \($0)", "：\($0)") } ?? ""
      let head = "  \(open.state.sign) \(title(open.instance))  \(open.state.word(in: language))\(remark)"
      // What was put off or is stale has a section of its own.
      let deferred = open.obstacles.count { if case .deferred = $0.words { true } else { false } }
      let stale = open.obstacles.count { if case .stale = $0.words { true } else { false } }
      let obstacles = open.obstacles.filter {
        switch $0.words {
        case .deferred, .stale: false
        default: true
        }
      }
      var shown = obstacles.prefix(8).map { "      - \($0.words(in: language))" }
      if obstacles.count > shown.count {
        let more = obstacles.count - shown.count
        shown.append(language.words("      … and \(more) more", "      ……另有 \(more) 项"))
      }
      if deferred > 0 {
        shown.append(language.words("      - \(deferred) put off, see below", "      - \(deferred) 项暂缓，见下"))
      }
      if stale > 0 {
        shown.append(language.words("      - \(stale) stale, see below", "      - \(stale) 项需复核，见下"))
      }
      if audit.state.isGivenBack(open.instance.step) {
        shown.append("      - " + StatusWords(audit, language).mending(open.instance.step))
      }
      let turnWords = TurnWords(language: language)
      let entries = turnWords.lines(open.entries)
      var turns = ([open.turn.map(turnWords.words)].compactMap(\.self) + entries.prefix(8)).map {
        "      \($0)"
      }
      if entries.count > 8 {
        turns.append(
          language.words("      … and \(entries.count - 8) more", "      ……另有 \(entries.count - 8) 项"))
      }
      return [head] + turns + shown
    }
    if !report.waiting.isEmpty {
      lines.append(
        language.words(
          "  \(counted(report.waiting.count, "step waits", "steps wait")) for these",
          "  另有 \(report.waiting.count) 步等待以上步骤"))
    }
    return section(language.words("Open:", "未完成："), lines, most: 40)
  }

  private var awaiting: [String] {
    section(
      language.words("Awaits sign-off:", "待批准："),
      report.awaiting.map { awaiting in
        let open = audit.state.blockers(ofSigning: awaiting.instance).map(\.name)
        guard open.isEmpty else {
          return "  \(title(awaiting.instance))" + language.words(": ", "：") + language.signing(after: open)
        }
        let turnWords = TurnWords(language: language)
        let due = turnWords.due(awaiting.turn).map { language.words(", \($0)", "，\($0)") } ?? ""
        let who = turnWords.who(awaiting.turn) + due
        return language.words(
          "  \(title(awaiting.instance)): \(who); handed in by \(listed(awaiting.handedInBy))",
          "  \(title(awaiting.instance))：\(who)；提交人：\(listed(awaiting.handedInBy))")
      })
  }

  // MARK: What is missing, and what is stale

  private var gaps: [String] {
    func lines(_ kind: NonAnswer) -> [String] {
      report.gaps.filter { $0.kind == kind }.map { gap in
        let by = "\(gap.stamp.by), \(gap.stamp.at.prefix(10))"
        return language.words(
          "  \(place(gap.entry, gap.field)): \(gap.reason) [\(by)]",
          "  \(place(gap.entry, gap.field))：\(gap.reason) [\(by)]")
      }
    }
    return section(language.words("Put off:", "暂缓："), lines(.later))
      + section(language.words("Unknown:", "未知："), lines(.unknown))
  }

  private var stale: [String] {
    section(
      language.words("Stale:", "需复核："),
      report.stale.map { stale in
        let causes = stale.causes.map {
          language.words("\($0.entry) (event \($0.sequence))", "\($0.entry)（事件 \($0.sequence)）")
        }
        return language.words(
          "  \(place(stale.place)): \(listed(causes)) changed",
          "  \(place(stale.place))：\(listed(causes)) 已变更")
      })
  }

  // MARK: What has changed

  private var changes: [String] {
    let lines = report.changes.flatMap { change in
      change.deeds.flatMap { deeds -> [String] in
        let step = change.step.map(title) ?? language.words("the audit", "审计")
        var head = language.words("  \(step): \(deeds.person)", "  \(step)：\(deeds.person)")
        if deeds.answers > 0 { head += language.words(", ", "，") + answered(deeds) }
        let shown = deeds.events.prefix(6).map { entry in
          "      \(entry.sequence)  \(entry.event?.words(in: language) ?? entry.kind)"
        }
        let more = deeds.events.count - shown.count
        return [head] + shown
          + (more > 0 ? [language.words("      … and \(more) more", "      ……另有 \(more) 项")] : [])
      }
    }
    let heading = language.words("Changed \(since):", "\(since)的变化：")
    return lines.isEmpty
      ? ["", language.words("Nothing has changed \(since).", "\(since)没有变化。")]
      : section(heading, lines, most: 40)
  }

  private func answered(_ deeds: StepChanges.Deeds) -> String {
    let answers = language.words(counted(deeds.answers, "answer", "answers"), "作答 \(deeds.answers) 项")
    let keys = deeds.answered.map(\.key).filter { $0 != .only }.map(\.written)
    guard !keys.isEmpty else { return answers }
    let more = keys.count - 8
    let shown =
      listed(Array(keys.prefix(8)))
      + (more > 0 ? language.words(" and \(more) more", "等 \(keys.count) 条") : "")
    return language.words("\(answers) in \(shown)", "\(answers)，涉及 \(shown)")
  }

  // MARK: Whom to ask

  private var people: [String] {
    let lines = report.open.filter { !$0.people.isEmpty }.map { open in
      language.words(
        "  \(title(open.instance)): \(listed(open.people))",
        "  \(title(open.instance))：\(listed(open.people))")
    }
    let roles = audit.workflow.everyRole.compactMap { _, role -> String? in
      let holders = audit.state.holders(of: role)
      let label = role.label[language]
      return holders.isEmpty
        ? nil : language.words("  \(label): \(listed(holders))", "  \(label)：\(listed(holders))")
    }
    return section(language.words("Whom to ask:", "可询问："), lines + roles)
  }
}
