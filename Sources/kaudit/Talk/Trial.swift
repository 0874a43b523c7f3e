import AuditCore
import CEL
import Diagnostics
import WorkflowYAML

/// One expression tried on an audit, and what a person or a machine reads of it.
struct Trial {
  private let audit: EvaluatedAudit
  private let bindings: AuditBindings
  private let reader: String?
  private let voice: Voice
  /// The step of `this`, and what `this` and the name of `each` stand for.
  private let step: Step?
  private let this: Object?
  private let each: Object?
  private var console: Console { .standard }

  /// `place` names the entry that `this` stands for: `STEP/ENTRY`, or `STEP` for a form.
  init(_ audit: EvaluatedAudit, _ place: String?, reader: String?, _ voice: Voice) throws {
    self.audit = audit
    self.reader = reader
    self.voice = voice
    bindings = AuditBindings(audit.state, hiding: { audit.isHidden($0, reader) })
    guard let place else {
      (step, this, each) = (nil, nil, nil)
      return
    }
    let written = try Target(place, withField: false)
    let target =
      written.key == nil
      ? written : Target(written.step, audit.state.meant(by: written.entry).key, written.field)
    guard let step = audit.workflow[target.step] else {
      throw Refusal.unknownStep(target.step, candidates: audit.workflow.steps.map(\.id))
    }
    guard target.key != nil || !(step.isRegister || step.each != nil) else {
      throw Stop(.usage, "`\(step.id)` has several entries", help: "name one, as `--this \(step.id)/ENTRY`")
    }
    let id = target.entry
    guard !audit.isHidden(id, reader) || audit.state.entry(id) == nil else {
      throw Stop(.refused, "`\(id)` is a score of somebody else, hidden until the step is handed in")
    }
    let instance = audit.workflow.instance(of: id)
    self.step = step
    each = step.each.flatMap { [bindings] in bindings.object(EntryID($0.register, instance.key)) }
    if let entry = bindings.object(id) {
      this = entry
    } else if !step.isRegister, each != nil || (step.each == nil && target.key == nil),
      case .object(let shape)? = audit.workflow.scope.environment(Stand(step.id)).variables.first?.type
    {
      // Nobody has begun the form.
      this = Object(shape, [])
    } else {
      guard each != nil, instance.key == id.key else { throw Refusal.unknownEntry(id) }
      this = nil
    }
  }

  /// Evaluates the expression, prints what comes out, and says how that ends.
  func run(_ text: String, onlyType: Bool) throws -> Stop.Code {
    let source = SourceFile(name: "expression", text: text)
    let checked: CheckResult
    do throws(SyntaxError) {
      checked = try Expression(parsing: text).check(
        in: audit.workflow.scope.environment(
          Stand(this == nil ? nil : step?.id, each: each == nil ? nil : step?.each)))
    } catch {
      return try fail([
        Diagnostic("bad-expression", error.message, at: source.span(scalars: error.range), help: error.help)
      ])
    }
    guard let program = checked.program else {
      return try fail(
        checked.problems.map { problem in
          Diagnostic(
            problem.kind.rawValue, problem.message, at: source.span(scalars: problem.range),
            help: problem.help ?? help(problem, in: source))
        })
    }
    if onlyType { return say(checked.type) }
    sayWhatIsHidden(checked.mentions)
    let values = bindings.bindings(for: checked.mentions, this: this, each: each)
    do throws(EvaluationError) {
      return say(try program.evaluate(values), checked.type)
    } catch {
      guard error.isAbsent else {
        let place = error.range.map { source.span(scalars: $0) }
        return try fail([Diagnostic("cannot-evaluate", error.description, at: place)])
      }
      return sayUndecided(error)
    }
  }

  private func help(_ problem: Problem, in source: SourceFile) -> String? {
    let text = String(decoding: source.bytes, as: UTF8.self)
    let name = String(
      String.UnicodeScalarView(
        text.unicodeScalars.dropFirst(problem.range.lowerBound).prefix(problem.range.count)))
    return name == "this"
      ? "`--this STEP/ENTRY` says which entry it is"
      : ExpressionHelp(audit.workflow.scope).help(problem, in: text)
  }

  private var language: Language { voice.language?.language ?? audit.state.description.language }

  // MARK: What comes out

  private func say(_ type: CELType) -> Stop.Code {
    switch voice.format {
    case .text: console.print(type.description)
    case .json: console.printJSON(Value.record(["type": .text(type.description)]).jsonText)
    }
    return .done
  }

  private func say(_ value: CELValue, _ type: CELType) -> Stop.Code {
    guard let notation = value.notation() else {
      console.say(
        Stop(
          .faulty, "the value has more than a million characters", help: "ask for less, e.g. for its `size()`"
        ))
      return .faulty
    }
    switch (voice.format, value) {
    case (.json, _):
      console.printJSON(
        Value.record([
          "type": .text(type.description), "value": value.data, "notation": .text(notation),
        ]).jsonText)
    case (.text, .list(let items)) where notation.unicodeScalars.count > 100:
      // Entries are read one by one.
      console.print("[")
      for item in items { console.print("  \(item.notation() ?? "…"),") }
      console.print("]")
    case (.text, _): console.print(notation)
    }
    return .done
  }

  /// What is absent: the first thing that was read and would have decided.
  private func sayUndecided(_ error: EvaluationError) -> Stop.Code {
    guard case .absent(let path, let field, let shape) = error.kind else { return .waits }
    switch voice.format {
    case .json:
      let absent: Record = [
        "path": .text(path), "field": .text(field), "step": shape.map(Value.text) ?? .none,
      ]
      console.printJSON(Value.record(["undecided": .record(absent)]).jsonText)
    case .text:
      let place = shape.map { language.words(" (\($0).\(field))", "（\($0).\(field)）") } ?? ""
      console.print(
        language.words("undecided: `\(path)` has no value yet", "无法判定：`\(path)` 尚无值") + place)
    }
    return .waits
  }

  private func fail(_ diagnostics: [Diagnostic]) throws -> Stop.Code {
    guard voice.format == .json else { throw Stop.faulty(diagnostics) }
    console.printJSON(json(diagnostics.inOrder()))
    return .faulty
  }

  /// Raters do not see each other's scores, so what comes out is of fewer.
  private func sayWhatIsHidden(_ mentions: [Mention]) {
    let hidden = audit.workflow.steps.reduce(0) { sum, step in
      guard mentions.contains(.variable(step.id.name)) else { return sum }
      return sum + audit.state.entries(of: step.id).count { audit.isHidden(EntryID(step.id, $0.key), reader) }
    }
    guard hidden > 0 else { return }
    console.remark(
      language.words(
        "note: \(counted(hidden, "score", "scores")) of others \(hidden == 1 ? "is" : "are") hidden until the step is handed in",
        "注：其他评分人的 \(hidden) 个评分在提交前不显示"))
  }
}

extension SourceFile {
  /// The place of a range of Unicode scalars.
  fileprivate func span(scalars range: Range<Int>) -> SourceSpan {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    func count(before position: Int) -> Int {
      String(String.UnicodeScalarView(scalars.prefix(position))).utf8.count
    }
    return span(bytes: count(before: range.lowerBound)..<count(before: range.upperBound))
  }
}

extension CELValue {
  /// The value as plain data; entries as far as their notation goes.
  fileprivate var data: Value { data(entries: 0) }

  private func data(entries: Int) -> Value {
    switch self {
    case .null: .none
    case .bool(let yes): .boolean(yes)
    case .int(let whole): .integer(Int(whole))
    case .double(let number): number.isFinite ? .number(number) : .text(text ?? "")
    case .string(let text): .text(text)
    case .list(let items): .list(items.map { $0.data(entries: entries) })
    case .map(let map):
      .record(
        Record(zip(map.keys, map.values).map { ($0.text ?? "", $1.data(entries: entries)) }))
    case .object(let object) where entries < 2:
      .record(
        Record(
          object.shape.fields.indices.compactMap { index in
            object[index].map { (object.shape.fields[index].name, $0.data(entries: entries + 1)) }
          }))
    case .object: .text("…")
    case .optional(let box): box.value?.data(entries: entries) ?? .none
    case .uint, .bytes, .timestamp, .duration, .type: .text(text ?? notation() ?? "")
    }
  }
}
