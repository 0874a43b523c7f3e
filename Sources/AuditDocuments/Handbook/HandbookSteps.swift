import AuditCore

/// What is done in a step, and what holds for it.
extension WorkflowHandbook {
  /// One or two sentences on what is done.
  func deed(_ step: Step) -> String {
    switch step.kind {
    case .ask: say("One form.", "填写一份表单。")
    case .collect(let register): deed(register)
    case .rate(let rating): deed(rating)
    case .analyse(let analysis): deed(analysis)
    case .write(let writing): deed(writing)
    case .review(let review): deed(review)
    case .group:
      say(
        "\(workflow.children(of: step.id).count) steps, which together make the whole.",
        "由 \(workflow.children(of: step.id).count) 个步骤组成。")
    }
  }

  private func deed(_ register: Register) -> String {
    let keys = register.key.map { key in
      quoted(register.fields.first { $0.id == key }?.title[language] ?? key.name)
    }
    let told =
      keys.count == 1
      ? say("A register with one entry for each \(keys[0])", "清单，每个\(keys[0])一条")
      : say(
        "A register with one entry for each combination of \(listed(keys))", "清单，\(listed(keys))的每种组合一条")
    return told + count(register) + say(".", "。")
  }

  private func count(_ register: Register) -> String {
    switch (register.atLeast, register.atMost) {
    case (0, nil): ""
    case (let least, nil): say("; at least \(least) \(least == 1 ? "entry" : "entries")", "；至少 \(least) 条")
    case (0, let most?): say("; at most \(most) \(most == 1 ? "entry" : "entries")", "；至多 \(most) 条")
    case (let least, let most?):
      least == most
        ? say("; exactly \(least)", "；恰好 \(least) 条") : say("; \(least) to \(most)", "；\(least) 至 \(most) 条")
    }
  }

  private func deed(_ rating: Rating) -> String {
    let scale = quoted(rating.scale.title[language])
    let further = rating.dimensions.map { quoted($0.title[language]) }
    let per = further.isEmpty ? "" : say(", for each \(listed(further))", "，并按\(listed(further))分别评分")
    let raters =
      rating.raters == 1
      ? say("one person", "一人") : say("\(rating.raters) people independently", "\(rating.raters) 人独立")
    var text = say(
      "Each entry of \(named(rating.subjects)) is scored by \(raters)\(per), on the scale \(scale) (\(rating.scale.min) to \(rating.scale.max)).",
      "对\(named(rating.subjects))的每一条由\(raters)评分\(per)，采用\(scale)量表（\(rating.scale.min) 至 \(rating.scale.max) 级）。"
    )
    if rating.isBlind {
      text += say(
        " Raters do not see each other's scores before all are handed in.", "全部提交之前，评分人互不可见对方的评分。")
    }
    if let which = rating.whichSubjects {
      text +=
        say(" Only entries are scored for which this holds: ", "仅对满足以下条件的条目评分：")
        + explained(which, on: Stand(rating.subjects)) + say(".", "。")
    }
    return text
  }

  private func deed(_ analysis: Analysis) -> String {
    let rows = analysis.arguments.map { name, argument in
      [MarkdownPieces.code(name), words(argument)]
    }
    let text = say(
      "Computed by the method \(MarkdownPieces.code(analysis.method)); nobody fills anything in. It uses:",
      "由系统按方法 \(MarkdownPieces.code(analysis.method)) 自动计算，无需填写。所用数据：")
    let table = MarkdownPieces.table([say("Argument", "参数"), say("Taken from", "取自")], rows)
    return ([text] + table).joined(separator: "\n\n")
  }

  private func words(_ argument: Analysis.Argument) -> String {
    switch argument {
    case .register(let step): return named(step)
    case .column(let step, let field):
      let title = workflow[step]?.field(field)?.title[language] ?? field.name
      return say("\(quoted(title)) in \(named(step))", "\(named(step))中的\(quoted(title))")
    case .named(let named):
      return named.map { MarkdownPieces.code($0.name) + wording.colon + words($0.argument) }
        .joined(separator: wording.semicolon)
    case .literal(let value): return MarkdownPieces.code(literal(value))
    }
  }

  private func literal(_ value: Value) -> String {
    if let text = value.text { return text }
    return String(decoding: value.json, as: UTF8.self)
  }

  private func deed(_ writing: Writing) -> String {
    let answered = writing.register.fields.first { $0.id == Writing.findings }?.type.target
    if let answered {
      return say(
        "Actions that answer \(named(answered)), each with owner and date\(count(writing.register)).",
        "针对\(named(answered))制定整改措施，逐项写明责任人与期限\(count(writing.register))。")
    }
    let from = listed(writing.about.map(named))
    let drawn = from.isEmpty ? "" : say(", drawn from \(from)", "，依据\(from)得出")
    return say("Findings\(drawn)\(count(writing.register)).", "撰写审计发现\(drawn)\(count(writing.register))。")
  }

  private func deed(_ review: Review) -> String {
    let steps = listed(review.of.map(named))
    return say(
      "A signature under \(steps). It lapses when something in them changes.",
      "对\(steps)签字确认；其中内容一旦变动，签字即失效，须重新签字。")
  }

  // MARK: What holds

  func facts(_ step: Step) -> [String] {
    var facts: [String] = []
    let before = order.edges.filter { $0.to == step.id }.map { named($0.from) }
    if !before.isEmpty {
      facts.append(fact(say("Begins after", "须先完成"), listed(before)))
    }
    if let each = step.each {
      facts.append(
        fact(
          say("Done for each", "逐条进行"),
          say("once for every entry of \(named(each.register))", "\(named(each.register))的每一条各进行一次")))
    }
    if let condition = step.condition {
      facts.append(fact(say("Asked only if", "仅在以下情况进行"), explained(condition, on: Stand(each: step.each))))
    }
    facts += assignments(step)
    let evidences =
      step.evidence.map { evidence($0, step.id, of: nil) }
      + step.fields.flatMap { field in field.evidence.map { evidence($0, step.id, of: field) } }
    facts += evidences.map { fact(say("Evidence", "证据"), $0) }
    if let signer = signer(step) { facts.append(fact(say("Signed off by", "批准"), signer)) }
    if !step.documents.isEmpty {
      facts.append(fact(say("Goes into", "产出文件"), listed(step.documents.map(words))))
    }
    if !step.source.isEmpty {
      facts.append(fact(say("Source", "出处"), listed(step.source.map(MarkdownPieces.line))))
    }
    return facts
  }

  /// The title of a document, with the condition on which it is made.
  private func words(_ named: NamedDocument) -> String {
    let title = documentTitle(named.id)
    guard let condition = named.condition else { return title }
    return say("\(title), if ", "\(title)，条件：") + explained(condition)
  }

  /// What evidence is asked for, one sentence a rule.
  private func evidence(_ rule: EvidenceRule, _ this: StepID, of field: Field?) -> String {
    var text = field.map { quoted($0.title[language]) + wording.colon } ?? ""
    text += say(
      "at least \(rule.atLeast) \(rule.atLeast == 1 ? "piece" : "pieces") of evidence",
      "至少引用 \(rule.atLeast) 项证据")
    if !rule.kinds.isEmpty {
      let kinds = rule.kinds.map { title($0.label) }.joined(separator: say(" / ", "／"))
      text += say(" (\(kinds))", "（\(kinds)）")
    }
    if rule.differentKinds > 0 {
      text += say(", of \(rule.differentKinds) different kinds", "，须涵盖 \(rule.differentKinds) 种不同类型")
    }
    if let condition = rule.condition {
      text += say(", if ", "，条件：") + explained(condition, on: Stand(this))
    }
    if rule.isWarning { text += say(" (only pointed out)", "（只作提醒）") }
    return text
  }

  func fact(_ name: String, _ text: String) -> String { "\(name)\(wording.colon)\(text)" }

  func checkList(_ step: Step) -> [String] {
    let entry = Stand(step.id)
    let checks =
      step.checks.map { ($0, Stand()) } + step.entryChecks.map { ($0, entry) } + checks(step.fields, entry)
    return checkList(
      checks, say("Checked before it is handed in, and said when it does not hold:", "提交前检查以下各项，不符则不能提交："))
  }

  /// The checks of fields, and of those inside them, with what they stand on.
  private func checks(_ fields: [Field], _ stand: Stand) -> [(Check, Stand)] {
    fields.flatMap { field in
      field.checks.map { ($0, stand) } + checks(field.type.inner ?? [], stand.inside(field.id))
    }
  }

  /// Checks with what is said, those that only warn behind the others.
  func checkList(_ checks: [(Check, Stand)], _ opening: String) -> [String] {
    let grave = checks.filter { !$0.0.isWarning }
    let light = checks.filter(\.0.isWarning)
    var parts: [String] = []
    if !grave.isEmpty {
      parts.append(opening)
      parts += MarkdownPieces.list(grave.map(item))
    }
    if !light.isEmpty {
      parts.append(say("Only pointed out, so that it holds nothing back:", "以下各项只作提醒，不妨碍提交："))
      parts += MarkdownPieces.list(light.map(item))
    }
    return parts
  }

  private func item(_ check: Check, _ stand: Stand) -> String {
    let text = title(check.message)
    let condition = explained(check.that, on: stand)
    return say("\(text) – \(condition)", "\(text)——\(condition)")
  }
}
