import AuditCore

/// Whose turn a step is, and by when.
extension WorkflowHandbook {
  func assignments(_ step: Step) -> [String] {
    guard let assignment = step.assignment else { return [] }
    let whole = [
      assignment.whole.assignee.map { fact(say("Assigned to", "负责人"), words($0, step, this: nil)) },
      assignment.whole.due.map { fact(say("Due", "截止日期"), words($0, step, this: nil)) },
    ]
    let entries = [
      assignment.entries?.assignee.map {
        fact(say("Each entry assigned to", "各条的负责人"), words($0, step, this: step.id))
      },
      assignment.entries?.due.map {
        fact(say("Each entry due", "各条的截止日期"), words($0, step, this: step.id))
      },
    ]
    return (whole + entries).compactMap(\.self)
  }

  private func words(_ assignee: Assignment.Assignee, _ step: Step, this: StepID?) -> String {
    switch assignee {
    case .role(let role): title(workflow.title(ofRole: role, at: step.id))
    case .person(let rule): words(rule, step, this: this)
    }
  }

  private func words(_ due: Assignment.Due, _ step: Step, this: StepID?) -> String {
    switch due {
    case .day(let day): day
    case .rule(let rule): words(rule, step, this: this)
    }
  }

  /// Where an expression looks: the titles on its way to a field, where it only follows names.
  private func words(_ rule: Rule, _ step: Step, this: StepID?) -> String {
    let code = MarkdownPieces.code(rule.text)
    return way(rule, step, this: this).map { say("\($0) (\(code))", "\($0)（\(code)）") } ?? code
  }

  /// `this.owner.person` is the “Person” of the “Owner”.
  private func way(_ rule: Rule, _ step: Step, this: StepID?) -> String? {
    let names = rule.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard names.count > 1, let first = names.first else { return nil }
    var titles: [String] = []
    var fields: [Field]
    if first == "this", let this {
      fields = workflow[this]?.fields ?? []
    } else if let each = step.each, each.name.name == first {
      titles.append(quoted(each.title[language]))
      fields = workflow[each.register]?.fields ?? []
    } else {
      let id = self.step(named: first, in: rule.part)
      guard let form = workflow[id] else { return nil }
      titles.append(named(id))
      fields = form.fields
    }
    for name in names.dropFirst() {
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
