import AuditCore

/// Whose turn a step is, and by when.
extension WorkflowHandbook {
  func assignments(_ step: Step) -> [String] {
    guard let assignment = step.assignment else { return [] }
    let whole = words(assignment.whole, step, this: nil)
    let entries = assignment.entries.map { words($0, step, this: step.id) }
    return [
      whole.assignee.map { fact(say("Assigned to", "负责人"), $0) },
      whole.due.map { fact(say("Due", "截止日期"), $0) },
      entries?.assignee.map { fact(say("Each entry assigned to", "各条的负责人"), $0) },
      entries?.due.map { fact(say("Each entry due", "各条的截止日期"), $0) },
    ].compactMap(\.self)
  }

  private func words(
    _ charge: Assignment.Charge, _ step: Step, this: StepID?
  ) -> (assignee: String?, due: String?) {
    charge.words(
      role: { title(workflow.title(ofRole: $0, at: step.id)) }, place: { words($0, step, this: this) })
  }

  /// Where an expression looks: the titles on its way to a field, where it only follows names.
  private func words(_ rule: Rule, _ step: Step, this: StepID?) -> String {
    let code = MarkdownPieces.code(rule.text)
    return way(rule, step, this: this).map { say("\($0) (\(code))", "\($0)（\(code)）") } ?? code
  }

  /// `this.owner.person` is the “Person” of the “Owner”; `plan.filter(x, x.part == 'a')[0].day` is the “Day” in “Plan” where
  /// “Part” is “a”.
  private func way(_ rule: Rule, _ step: Step, this: StepID?) -> String? {
    let filter = /([a-z_0-9]+)\.filter\(([a-z_0-9]+), \2\.([a-z_0-9]+) == '([^'\\]*)'\)\[0\]\.([a-z_0-9.]+)/
    if let match = rule.text.wholeMatch(of: filter) {
      let register = workflow.step(named: String(match.1), in: rule.part)
      guard let fields = workflow[register]?.fields,
        let field = fields.first(where: { $0.id.name == match.3 }),
        let way = way(match.5.split(separator: "."), through: fields, from: [])
      else { return nil }
      let value = quoted(field.type.label(of: String(match.4))?[language] ?? String(match.4))
      let title = quoted(field.title[language])
      return say(
        "\(way) in \(named(register)) where \(title) is \(value)",
        "\(named(register))中\(title)为\(value)的一条的\(way)")
    }
    let names = rule.text.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count > 1, let first = names.first else { return nil }
    if first == "this", let this {
      return way(names.dropFirst(), through: workflow[this]?.fields ?? [], from: [])
    }
    if let each = step.each, each.name.name == first {
      return way(
        names.dropFirst(), through: workflow[each.register]?.fields ?? [],
        from: [quoted(each.title[language])])
    }
    let form = workflow.step(named: String(first), in: rule.part)
    return workflow[form].flatMap { way(names.dropFirst(), through: $0.fields, from: [named(form)]) }
  }

  /// The titles on the way from field to field.
  private func way(_ names: some Collection<Substring>, through fields: [Field], from start: [String])
    -> String?
  {
    var titles = start
    var fields = fields
    for name in names {
      guard let field = fields.first(where: { $0.id.name == name }) else { return nil }
      titles.append(quoted(field.title[language]))
      fields =
        switch field.type {
        case .reference(let step): workflow[step]?.fields ?? []
        case .group(let fields): fields
        default: []
        }
    }
    return language == .english
      ? titles.reversed().joined(separator: " of ") : titles.joined(separator: "的")
  }
}

extension FieldType {
  /// What people call a value of a choice.
  fileprivate func label(of key: String) -> Text? {
    if case .choice(let vocabulary) = self { vocabulary[key]?.label } else { nil }
  }
}
