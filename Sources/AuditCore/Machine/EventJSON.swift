/// How events are kept: a kind, and a body of plain data. Old bodies must be readable for ever.
extension Event {
  /// The word under which the event stands in the log.
  public var kind: String {
    switch self {
    case .auditStarted: "audit_started"
    case .auditDescribed: "audit_described"
    case .entryAnswered: "entry_answered"
    case .entryRemoved: "entry_removed"
    case .entriesRenamed(_, let keys, _, _): keys.count == 1 ? "entry_renamed" : "entries_renamed"
    case .stepSubmitted: "step_submitted"
    case .stepApproved: "step_approved"
    case .stepReturned: "step_returned"
    case .stepSkipped: "step_skipped"
    case .stepReopened: "step_reopened"
    case .staleConfirmed: "stale_confirmed"
    case .resultComputed: "result_computed"
    case .conditionSettled: "condition_settled"
    case .auditClosed: "audit_closed"
    case .auditReopened: "audit_reopened"
    }
  }

  /// The body as data; its canonical JSON is what the log keeps and hashes.
  public var body: Value {
    switch self {
    case .auditStarted(let opening): opening.body
    case .auditDescribed(let description): .record(Record(description.pairs))
    case .entryAnswered(let id, let answers, let reason, let origin):
      Self.body(
        ("step", .text(id.step.name)), ("key", .text(id.key.written)),
        ("answers", .record(Record(answers.map { ($0.field.name, $0.answer.plain) }))),
        ("because", reason.map(Value.text)), ("origin", origin == .person ? nil : .text(origin.rawValue)))
    case .entryRemoved(let id, let reason, let origin):
      Self.body(
        ("step", .text(id.step.name)), ("key", .text(id.key.written)), ("because", reason.map(Value.text)),
        ("origin", origin == .person ? nil : .text(origin.rawValue)))
    case .entriesRenamed(let step, let keys, let reason, let origin):
      Self.body(
        [("step", .text(step.name))] + Self.pairs(keys) + [
          ("because", reason.map(Value.text)), ("origin", origin == .person ? nil : .text(origin.rawValue)),
        ])
    case .stepSubmitted(let step): Self.body(of: step)
    case .stepApproved(let step, let signOff):
      Self.body(
        of: step, ("role", .text(signOff.role)), ("content", .text(signOff.content)),
        ("stated", signOff.stated?.body))
    case .stepReturned(let step, let feedback): Self.body(of: step, ("feedback", .text(feedback)))
    case .stepSkipped(let step, let reason), .stepReopened(let step, let reason):
      Self.body(of: step, ("because", .text(reason)))
    case .staleConfirmed(let step, let keys, let reason):
      Self.body(
        ("step", .text(step.name)), ("keys", .list(keys.map { .text($0.written) })),
        ("because", reason.map(Value.text)))
    case .resultComputed(let step, let computation): computation.body(of: step)
    case .conditionSettled(let step, let isAsked): Self.body(of: step, ("asked", .boolean(isAsked)))
    case .auditClosed(let reason): Self.body(("because", reason.map(Value.text)))
    case .auditReopened(let reason): Self.body(("because", .text(reason)))
    }
  }

  /// One entry's old and new key, or under `keys` those of several.
  private static func pairs(_ keys: [EntryKey: EntryKey]) -> [(String, Value?)] {
    let keys = keys.sorted { $0.key < $1.key }
    guard keys.count == 1, let (old, new) = keys.first else {
      return [
        ("keys", .list(keys.map { .list([.text($0.key.written), .text($0.value.written)]) }))
      ]
    }
    return [("key", .text(old.written)), ("to", .text(new.written))]
  }

  private static func body(_ pairs: (String, Value?)...) -> Value { body(pairs) }

  private static func body(_ pairs: [(String, Value?)]) -> Value {
    .record(Record(pairs.compactMap { name, value in value.map { (name, $0) } }))
  }

  /// A body about a step, or under `of` the entry whose instance of the step is meant.
  private static func body(of instance: StepInstance, _ pairs: (String, Value?)...) -> Value {
    let of = instance.key == .only ? nil : Value.text(instance.key.written)
    return body([("step", .text(instance.step.name)), ("of", of)] + pairs)
  }

  /// The event that was kept so, or nothing where the body is not one of that kind.
  public init?(kind: String, body: Value) {
    guard let record = body.record else { return nil }
    let step = record["step"]?.text.map { StepID($0) }
    let key = record["key"]?.text.map(EntryKey.init(written:))
    let instance = step.map { StepInstance($0, EntryKey(written: record["of"]?.text ?? "")) }
    let reason = record["because"]?.text
    let origin = record["origin"]?.text.map(Origin.init(rawValue:)) ?? .person
    switch kind {
    case "audit_started":
      guard let opening = Opening(record) else { return nil }
      self = .auditStarted(opening)
    case "audit_described":
      guard let description = Description(record) else { return nil }
      self = .auditDescribed(description)
    case "entry_answered":
      guard let step, let key, let origin, let answers = record["answers"]?.record else { return nil }
      let given = answers.members.map { FieldAnswer(FieldID($0.name), Answer(plain: $0.value)) }
      self = .entryAnswered(EntryID(step, key), given, because: reason, origin: origin)
    case "entry_removed":
      guard let step, let key, let origin else { return nil }
      self = .entryRemoved(EntryID(step, key), because: reason, origin: origin)
    case "entry_renamed":
      guard let step, let key, let new = record["to"]?.text, let origin else { return nil }
      self = .entriesRenamed(step, [key: EntryKey(written: new)], because: reason, origin: origin)
    case "entries_renamed":
      guard let step, let origin, let pairs = record["keys"]?.list else { return nil }
      let keys = pairs.compactMap { pair -> (EntryKey, EntryKey)? in
        guard let texts = pair.list?.compactMap(\.text), texts.count == 2 else { return nil }
        return (EntryKey(written: texts[0]), EntryKey(written: texts[1]))
      }
      guard keys.count == pairs.count, keys.count > 1, Set(keys.map(\.0)).count == keys.count else {
        return nil
      }
      self = .entriesRenamed(
        step, Dictionary(uniqueKeysWithValues: keys), because: reason, origin: origin)
    case "step_submitted":
      guard let instance else { return nil }
      self = .stepSubmitted(instance)
    case "step_approved":
      guard let instance, let signOff = SignOff(record) else { return nil }
      self = .stepApproved(instance, signOff)
    case "step_returned":
      guard let instance, let feedback = record["feedback"]?.text else { return nil }
      self = .stepReturned(instance, feedback: feedback)
    case "step_skipped":
      guard let instance, let reason else { return nil }
      self = .stepSkipped(instance, because: reason)
    case "step_reopened":
      guard let instance, let reason else { return nil }
      self = .stepReopened(instance, because: reason)
    case "stale_confirmed":
      guard let step, let keys = record["keys"]?.list else { return nil }
      self = .staleConfirmed(step, keys.compactMap(\.text).map(EntryKey.init(written:)), because: reason)
    case "result_computed":
      guard let step, let computation = Computation(record) else { return nil }
      self = .resultComputed(step, computation)
    case "condition_settled":
      guard let instance, case .boolean(let isAsked)? = record["asked"] else { return nil }
      self = .conditionSettled(instance, isAsked: isAsked)
    case "audit_closed": self = .auditClosed(because: reason)
    case "audit_reopened":
      guard let reason else { return nil }
      self = .auditReopened(because: reason)
    default: return nil
    }
  }

  /// The step that it is about, if it is about one.
  public var step: StepID? { instance?.step }

  /// The step or instance that it is about; the step as a whole where it is about entries or results.
  public var instance: StepInstance? {
    switch self {
    case .entryAnswered(let id, _, _, _), .entryRemoved(let id, _, _): StepInstance(id.step)
    case .entriesRenamed(let step, _, _, _): StepInstance(step)
    case .stepSubmitted(let instance), .stepApproved(let instance, _), .stepReturned(let instance, _),
      .stepSkipped(let instance, _), .stepReopened(let instance, _), .conditionSettled(let instance, _):
      instance
    case .staleConfirmed(let step, _, _), .resultComputed(let step, _): StepInstance(step)
    case .auditStarted, .auditDescribed, .auditClosed, .auditReopened: nil
    }
  }
}

extension Opening {
  fileprivate var body: Value {
    let files = files.map { Value.record(["name": .text($0.name), "digest": .text($0.digest)]) }
    return .record(
      Record(
        description.pairs + [
          ("audit", .text(audit)), ("workflow", .text(workflow)), ("version", .text(version)),
          ("files", .list(files)),
        ]))
  }

  fileprivate init?(_ record: Record) {
    guard let audit = record["audit"]?.text, let workflow = record["workflow"]?.text,
      let version = record["version"]?.text, let description = Description(record),
      let files = record["files"]?.list
    else { return nil }
    let pinned = files.compactMap { file -> PinnedFile? in
      guard let name = file.record?["name"]?.text, let digest = file.record?["digest"]?.text else {
        return nil
      }
      return PinnedFile(name: name, digest: digest)
    }
    guard pinned.count == files.count else { return nil }
    self.init(audit: audit, workflow: workflow, version: version, description: description, files: pinned)
  }
}

extension Description {
  var pairs: [(String, Value)] {
    var pairs: [(String, Value)] = [("language", .text(language.rawValue))]
    if let title { pairs.append(("title", .text(title))) }
    if let asOf { pairs.append(("as_of", .text(asOf))) }
    return pairs
  }

  init?(_ record: Record) {
    guard let language = record["language"]?.text.flatMap(Language.init(rawValue:)) else { return nil }
    self.init(title: record["title"]?.text, language: language, asOf: record["as_of"]?.text)
  }
}

extension SignOff {
  init?(_ record: Record) {
    guard let role = record["role"]?.text, let content = record["content"]?.text else { return nil }
    self.init(role: role, content: content, stated: record["stated"].flatMap(Statement.init))
  }
}

extension SignOff.Statement {
  var body: Value {
    var pairs: [(String, Value)] = [("by", .text(by)), ("date", .text(date))]
    if let evidence { pairs.append(("evidence", .text(evidence))) }
    if let note { pairs.append(("note", .text(note))) }
    return .record(Record(pairs))
  }

  init?(_ value: Value) {
    guard let by = value.record?["by"]?.text, let date = value.record?["date"]?.text else { return nil }
    self.init(
      by: by, date: date, evidence: value.record?["evidence"]?.text, note: value.record?["note"]?.text)
  }
}

extension Computation {
  func body(of step: StepID) -> Value {
    var pairs: [(String, Value)] = [
      ("step", .text(step.name)), ("method", .text(method)), ("version", .text(version)),
    ]
    switch outcome {
    case .result(let result): pairs.append(("result", result))
    case .failed(let reasons): pairs.append(("failed", .list(reasons.map(Value.text))))
    }
    return .record(Record(pairs))
  }

  init?(_ record: Record) {
    guard let method = record["method"]?.text, let version = record["version"]?.text else { return nil }
    if let result = record["result"] {
      self.init(method: method, version: version, outcome: .result(result))
    } else if let reasons = record["failed"]?.list {
      self.init(method: method, version: version, outcome: .failed(reasons.compactMap(\.text)))
    } else {
      return nil
    }
  }
}
