import AuditCore
import Diagnostics
import WorkflowYAML

/// What a run has done and what it waits for, in words.
struct RunWords {
  let audit: OpenAudit
  let report: UnattendedRun.Report
  let language: Language

  /// `asksNext` leaves out what is missing and what is next: it is asked for at once.
  func say(asksNext: Bool = false) throws {
    let console = Console.standard
    for line in doneLines { console.print(line) }
    if report.isEmpty { console.print(language.words("nothing new to record", "没有新的内容需要记录")) }
    for (entry, key, stamp) in report.outdated {
      console.print(
        "\(entry.span): "
          + language.words(
            "`\(entry.id)` was renamed to `\(key)` (\(stamp.by), \(stamp.at.prefix(10))); give it that key in the file, too",
            "「\(entry.id)」已改名为「\(key)」（\(stamp.by)，\(stamp.at.prefix(10))）；请在文件中同样改名"))
    }
    for (entry, span, key, stamp, isExchange) in report.ambiguous {
      let renamed = language.words(
        "`\(entry)` was renamed to `\(key)` (\(stamp.by), \(stamp.at.prefix(10))), and another entry is called so by now; nothing of it is recorded until the file calls both by their keys of today",
        "「\(entry)」已改名为「\(key)」（\(stamp.by)，\(stamp.at.prefix(10))），现在另有条目用这个名称；请在文件中都写现用的名称")
      let end =
        isExchange
        ? language.words(" and says under `renamed:` how they were called", "，并在 `renamed:` 下写明原来的名称") : ""
      console.remark(
        (span.map { "\($0): " } ?? "") + renamed + end + language.words("", "，此前不予记录"))
    }
    for clash in report.clashes { console.remark(words(clash)) }
    for step in report.lapsed {
      console.print(
        language.words(
          "the sign-off of \(step) has lapsed: what was signed has changed", "\(step) 的批准已失效：所批准的内容已变更"))
    }
    for warning in report.warnings {
      console.print(language.words("note: ", "提示：") + warning.words(in: language))
    }
    for step in report.unmentioned {
      console.print(
        language.words(
          "\(step): the file does not mention it any more; what it gave stays (an empty list would remove it)",
          "\(step)：文件已不再提及，原有内容保留（写成空列表则移除）"))
    }
    for step in report.waiting {
      let blockers = audit.state.blockers(of: step).map(\.name)
      console.print(
        language.words(
          "\(step): not recorded yet, it waits for \(blockers.joined(separator: ", "))",
          "\(step)：文件中的内容尚未记录，需先完成 \(blockers.joined(separator: "、"))"))
    }
    for (span, refusal) in report.refusals {
      let (message, help) = refusal.words(in: audit.state)
      console.remark("\(span.map { "\($0): " } ?? "")\(message)")
      if let help { console.remark("help: \(help)") }
    }
    for line in StatusWords(audit, language).summary { console.print(line) }
    guard !asksNext else { return }
    let turns = try audit.turns()
    for (step, obstacles) in report.obstacles {
      console.print("")
      console.print(language.words("`\(step)` is not complete yet:", "「\(title(step.step))」（\(step)）尚不完整："))
      for obstacle in obstacles.prefix(20) { console.print("  - \(obstacle.words(in: language))") }
      if obstacles.count > 20 {
        console.print(
          language.words("  … and \(obstacles.count - 20) more", "  ……另有 \(obstacles.count - 20) 项"))
      }
    }
    for line in StatusWords(audit, language).next(asking: { turns }) { console.print(line) }
  }

  private func title(_ step: StepID) -> String { audit.workflow[step]?.title[language] ?? step.name }

  private var doneLines: [String] {
    audit.workflow.steps.compactMap { step in
      var parts = report.renamed.filter { $0.entry.step == step.id }.map { renamed in
        language.words(
          "\(renamed.entry.key) renamed to \(renamed.key)", "\(renamed.entry.key) 改名为 \(renamed.key)")
      }
      if let count = report.answered[step.id] {
        parts.append(language.words("\(counted(count, "entry", "entries")) recorded", "记录 \(count) 条"))
      }
      if let count = report.removed[step.id] {
        parts.append(language.words("\(count) removed", "移除 \(count) 条"))
      }
      if report.computed.contains(step.id) { parts.append(language.words("computed", "已计算")) }
      let submitted = report.submitted.filter { $0.step == step.id }
      if !submitted.isEmpty {
        let keys = Self.keys(submitted, language)
        parts.append(language.words("handed in", "已提交") + keys)
      }
      let approved = report.approved.filter { $0.step == step.id }
      if let first = approved.first {
        let by = audit.state.row(of: first)?.signOff?.stated?.by ?? ""
        parts.append(
          language.words("sign-off of \(by) entered", "录入 \(by) 的批准") + Self.keys(approved, language))
      }
      guard !parts.isEmpty else { return nil }
      return "\(step.id): \(parts.joined(separator: language.words(", ", "，")))"
    }
  }

  /// The instances that are meant, where a step has several.
  private static func keys(_ instances: [StepInstance], _ language: Language) -> String {
    let keys = instances.map(\.key.written).filter { !$0.isEmpty }
    guard !keys.isEmpty else { return "" }
    return language.words(" (\(keys.joined(separator: ", ")))", "（\(keys.joined(separator: "、"))）")
  }

  private func words(_ clash: FileChanges.Clash) -> String {
    let span = clash.entry.map { entry in clash.field.map { entry.span(of: $0) } ?? entry.span }
    return (span.map { "\($0): " } ?? "") + reason(for: clash)
  }

  private func reason(for clash: FileChanges.Clash) -> String {
    let place = clash.field.map { "\(clash.id).\($0)" } ?? clash.id.description
    let who = "\(clash.stamp.by), \(clash.stamp.at.prefix(10))"
    guard let known = clash.known else {
      return language.words(
        "`\(place)` is in the file, but was removed elsewhere (\(who)); it stays away (`kaudit answer \(place)` puts it back)",
        "「\(place)」仍在文件中，但已另被移除（\(who)）；不予恢复（如需恢复，执行 kaudit answer \(place)）")
    }
    guard let inFile = clash.inFile else {
      return language.words(
        "`\(place)` is not in the file any more, but was answered elsewhere (\(who)); it stays",
        "「\(place)」已不在文件中，但另有人作答（\(who)），予以保留")
    }
    let (here, there) = (inFile.value.shown(in: language), known.value.shown(in: language))
    if inFile.value == known.value {
      return language.words(
        "`\(place)` was answered elsewhere as well (\(who)): \(there), but the file gives other evidence, source or confidence; the answer stays",
        "「\(place)」文件与另一答案（\(who)）同为 \(there)，但证据、来源或把握程度不同；保留后者")
    }
    return language.words(
      "`\(place)` is \(here) in the file, but \(there) was answered elsewhere (\(who)); the answer stays",
      "「\(place)」文件中为 \(here)，另有人答为 \(there)（\(who)）；保留后者")
  }
}
