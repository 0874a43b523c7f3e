/// What is stored reads as something else than a row of an audit.
public struct StoredFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

extension StoredAudit {
  /// How the audit began.
  public func readOpening() throws(StoredFault) -> Opening { try read().0 }

  func read() throws(StoredFault) -> (Opening, Description) {
    guard
      case .auditStarted(let opening)? = Event(
        kind: "audit_started", body: try StoredAudit.value(self.opening)),
      case .auditDescribed(let description)? = Event(
        kind: "audit_described", body: try StoredAudit.value(self.description))
    else { throw StoredFault("the audit's opening or description is not as it is written") }
    return (opening, description)
  }

  fileprivate static func value(_ bytes: [UInt8]) throws(StoredFault) -> Value {
    do throws(JSONReader.Fault) { return try JSONReader.value(bytes) } catch {
      throw StoredFault("not JSON at byte \(error.offset): \(error.reason)")
    }
  }
}

extension StepRow {
  init(_ stored: StoredStep, isComputed: Bool) throws(StoredFault) {
    guard let state = StepState(rawValue: stored.state), stored.entryCount >= 0, stored.staleCount >= 0,
      let details = try StoredAudit.value(stored.details).record
    else { throw StoredFault("step `\(stored.instance)` is not as it is written") }
    self.init(state: state)
    entryCount = stored.entryCount
    staleCount = stored.staleCount
    isResultKnown = !isComputed
    causes = try details["causes"].map { value throws(StoredFault) in try [Cause](value) } ?? []
    submitted = try details["submitted"].map { value throws(StoredFault) in try Stamp(value) }
    signed = try details["signed"].map { value throws(StoredFault) in try Stamp(value) }
    signOff = details["sign_off"]?.record.flatMap { SignOff($0) }
    statements = details["statements"]?.list?.compactMap(SignOff.Statement.init) ?? []
    remark = details["remark"]?.text
    names = Dictionary(
      (details["names"]?.record?.members ?? []).compactMap { name in name.value.text.map { (name.name, $0) }
      },
      uniquingKeysWith: { first, _ in first })
    isUnsettled = details["unsettled"] == .boolean(true)
    isGone = details["gone"] == .boolean(true)
    if case .integer(let position)? = details["position"] { self.position = position }
  }
}

extension Entry {
  init(_ stored: StoredEntry, fields: [FieldID: Int]) throws(StoredFault) {
    guard let answers = try StoredAudit.value(stored.answers).record,
      let stamps = try StoredAudit.value(stored.stamps).list
    else { throw StoredFault("entry \(stored.id) is not as it is written") }
    var cells = [Cell?](repeating: nil, count: fields.count)
    var given: [String: (Stamp, Origin)] = [:]
    for group in stamps {
      guard let parts = group.list, parts.count == 5,
        let origin = parts[3].text.flatMap(Origin.init(rawValue:)),
        let names = parts[4].list
      else { throw StoredFault("the stamps of entry \(stored.id) are not as they are written") }
      let stamp = try Stamp(.list(Array(parts[..<3])))
      for name in names { if let name = name.text { given[name] = (stamp, origin) } }
    }
    for member in answers.members {
      // A field that the workflow does not have any more is kept in the log, not here.
      guard let place = fields[FieldID(member.name)] else { continue }
      guard let (stamp, origin) = given[member.name] else {
        throw StoredFault("an answer of entry \(stored.id) has no stamp")
      }
      cells[place] = Cell(answer: Answer(plain: member.value), stamp: stamp, origin: origin)
    }
    self.init(
      key: stored.id.key, position: stored.position, cells: cells,
      causes: stored.causes == [0x5B, 0x5D] ? [] : try [Cause](try StoredAudit.value(stored.causes)))
  }
}

extension Computation {
  init(_ stored: StoredResult) throws(StoredFault) {
    guard let computation = try StoredAudit.value(stored.body).record.flatMap({ Computation($0) }) else {
      throw StoredFault("the result of `\(stored.step)` is not as it is written")
    }
    self = computation
  }
}

extension Stamp {
  fileprivate init(_ value: Value) throws(StoredFault) {
    guard let parts = value.list, parts.count == 3, case .integer(let sequence) = parts[0],
      let at = parts[1].text,
      let by = parts[2].text
    else { throw StoredFault("a stamp is not as it is written") }
    self.init(sequence: sequence, at: at, by: by)
  }
}

extension [Cause] {
  fileprivate init(_ value: Value) throws(StoredFault) {
    self = []
    for cause in value.list ?? [] {
      guard let parts = cause.list, parts.count == 4, let step = parts[0].text, let key = parts[1].text,
        case .integer(let sequence) = parts[2], let fields = parts[3].list
      else { throw StoredFault("a cause is not as it is written") }
      append(
        Cause(
          entry: EntryID(StepID(step), EntryKey(written: key)),
          fields: fields.compactMap(\.text).map { FieldID($0) },
          sequence: sequence))
    }
  }
}
