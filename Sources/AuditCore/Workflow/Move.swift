import CEL

/// Takes the steps of a workflow into another one that includes it: whatever names a step names it as it is called there.
struct Move {
  /// The step that stands for the workflow.
  let step: StepID
  let phase: String
  let workflow: Workflow
}

extension Workflow {
  /// The steps as they stand in a workflow that includes this one under `step`, in one of its phases.
  public func steps(under step: StepID, phase: String) -> [Step] {
    let move = Move(step: step, phase: phase, workflow: self)
    return steps.map(move.moved)
  }

  /// The conditions on the whole, as they stand on the step that stands for it.
  public func checks(under step: StepID) -> [Check] {
    checks.map(Move(step: step, phase: "", workflow: self).moved)
  }

  /// This workflow and those that it includes, as parts of one that includes it under `step`.
  public func parts(under step: StepID) -> [Part] {
    [Part(step: step, workflow: self)]
      + parts.map { Part(step: $0.step.within(step), workflow: $0.workflow) }
  }
}

extension Move {
  func moved(_ id: StepID) -> StepID { id.within(step) }

  func moved(_ original: Step) -> Step {
    Step(
      id: moved(original.id), title: original.title, guidance: original.guidance, phase: phase,
      parent: original.parent.map(moved) ?? step, kind: moved(original.kind),
      needs: original.needs.map(moved),
      each: original.each.map { Each(name: $0.name, title: $0.title, register: moved($0.register)) },
      condition: original.condition.map(moved), approver: original.approver,
      assignment: original.assignment.map(moved),
      checks: original.checks.map(moved), evidence: original.evidence.map(moved),
      documents: original.documents.map { NamedDocument($0.id, condition: $0.condition.map(moved)) },
      source: original.source, part: original.part.map(moved) ?? step,
      phaseConditions: original.phaseConditions.map(moved) + condition(of: original.phase))
  }

  /// Phases are not taken along, their conditions are.
  private func condition(of phase: String) -> [Rule] {
    workflow.phases.filter { $0.id == phase }.compactMap { $0.condition.map(moved) }
  }

  private func moved(_ original: Assignment) -> Assignment {
    Assignment(moved(original.whole), entries: original.entries.map(moved))
  }

  private func moved(_ charge: Assignment.Charge) -> Assignment.Charge {
    var (assignee, due) = (charge.assignee, charge.due)
    if case .person(let rule)? = assignee { assignee = .person(moved(rule)) }
    if case .rule(let rule)? = due { due = .rule(moved(rule)) }
    return Assignment.Charge(assignee: assignee, due: due)
  }

  private func moved(_ kind: Step.Kind) -> Step.Kind {
    switch kind {
    case .ask(let form): .ask(Form(fields: form.fields.map(moved), checks: form.checks.map(moved)))
    case .collect(let register): .collect(moved(register))
    case .rate(let rating): .rate(moved(rating))
    case .analyse(let analysis):
      .analyse(
        Analysis(
          method: analysis.method,
          arguments: analysis.arguments.map { (name: $0.name, argument: moved($0.argument)) }))
    case .write(let writing):
      .write(Writing(about: writing.about.map(moved), register: moved(writing.register)))
    case .review(let review): .review(Review(of: review.of.map(moved)))
    case .group(let children): .group(children.map(moved))
    }
  }

  private func moved(_ register: Register) -> Register {
    Register(
      key: register.key, fields: register.fields.map(moved), atLeast: register.atLeast,
      atMost: register.atMost, checks: register.checks.map(moved))
  }

  private func moved(_ rating: Rating) -> Rating {
    Rating(
      subjects: moved(rating.subjects),
      dimensions: rating.dimensions.map { dimension in
        switch dimension.over {
        case .register(let step): (dimension.name, dimension.title, .register(moved(step)))
        case .vocabulary: dimension
        }
      }, scale: rating.scale, raters: rating.raters, isBlind: rating.isBlind,
      whichSubjects: rating.whichSubjects.map(moved), extra: rating.extra.map(moved),
      checks: rating.checks.map(moved))
  }

  private func moved(_ argument: Analysis.Argument) -> Analysis.Argument {
    switch argument {
    case .register(let step): .register(moved(step))
    case .column(let step, let field): .column(moved(step), field)
    case .named(let named): .named(named.map { (name: $0.name, argument: moved($0.argument)) })
    case .literal: argument
    }
  }

  private func moved(_ original: Field) -> Field {
    var required = original.required
    if case .when(let rule) = required { required = .when(moved(rule)) }
    return Field(
      id: original.id, title: original.title, guidance: original.guidance, type: moved(original.type),
      required: required, min: original.min, max: original.max, pattern: original.pattern,
      isUnique: original.isUnique, unit: original.unit, initial: original.initial,
      value: original.value.map(moved), condition: original.condition.map(moved),
      checks: original.checks.map(moved), evidence: original.evidence.map(moved), source: original.source)
  }

  private func moved(_ type: FieldType) -> FieldType {
    switch type {
    case .reference(let step): .reference(to: moved(step))
    case .list(let element): .list(of: moved(element))
    case .group(let fields): .group(fields.map(moved))
    case .table(let fields, let key): .table(fields.map(moved), key: key)
    case .text, .longText, .integer, .number, .percent, .money, .boolean, .date, .choice, .choices, .scale,
      .person, .file:
      type
    }
  }

  private func moved(_ original: EvidenceRule) -> EvidenceRule {
    var rule = original
    rule.condition = original.condition.map(moved)
    return rule
  }

  func moved(_ check: Check) -> Check {
    Check(that: moved(check.that), message: check.message, isWarning: check.isWarning)
  }

  /// The rule is evaluated inside its own workflow; what it mentions is known around it.
  private func moved(_ original: Rule) -> Rule {
    var rule = original
    rule.part = original.part.map(moved) ?? step
    rule.mentions = original.mentions.compactMap(moved)
    return rule
  }

  /// Steps and their fields; what else a rule may name says nothing about what it rests on.
  private func moved(_ mention: Mention) -> Mention? {
    switch mention {
    case .variable(let name):
      return workflow[StepID(name)].map { .variable(moved($0.id).name) }
    case .field(let shape, let field):
      // A field inside a group or table has the shape `step.field`.
      guard let name = shape.split(separator: ".").first, let named = workflow[StepID(String(name))] else {
        return nil
      }
      return .field(shape: moved(named.id).name + shape.dropFirst(name.count), field: field)
    }
  }
}
