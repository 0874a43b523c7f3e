import AuditCore
import Diagnostics
import YAMLTree

/// Reads the entries of one step that are written as groups of keys.
///
/// The first time it says everything that is wrong; what an entry answers is read again whenever somebody asks.
final class EntryReader: Sendable {
  let step: Step
  private let fields: [Field]
  /// The places of the fields of the key among the fields.
  private let keyPlaces: [Int?]
  private let what: String
  private let places: KeyPlaces
  /// Only where there are so many entries that it is worth being made.
  private let sight: FirstSight?
  /// Whether an entry says itself what evidence it cites, behind the fields.
  private let cites: Bool

  private static let many = 32

  /// Reads what stands in `node`: one entry, or a list of them.
  init(_ step: Step, in node: YAMLNode, cites: Bool = false) {
    let fields = step.fields.filter { !$0.isComputed }
    self.step = step
    self.fields = fields
    self.cites = cites
    what = step.isRegister ? "an entry of `\(step.id)`" : "`\(step.id)`"
    keyPlaces = step.keyFields.map { key in fields.firstIndex { $0.id == key } }
    places = KeyPlaces(fields.map(\.id.name) + (cites ? ["evidence"] : []), in: node)
    sight = node.kind == .sequence && node.count >= Self.many ? FirstSight(fields) : nil
  }

  // MARK: Again

  /// What an entry answers, without the fields of its key; to some fields only, or to all.
  func answers(_ node: YAMLNode, to asked: Set<FieldID>?) -> [FieldAnswer] {
    let findings = Findings()
    guard let reader = reader(node, findings) else { return [] }
    var answers = answers(reader, findings) { field in
      asked?.contains(field) ?? true && !step.keyFields.contains(field)
    }
    if cites { answers.cite(evidence(reader, findings)) }
    return answers
  }

  // MARK: For the first time

  /// The key of an entry; nothing where there is none that could be used. Tells everything that is wrong with the entry.
  func key(_ node: YAMLNode, _ findings: Findings) -> EntryKey? {
    if isRight(node) {
      let reading = AnswerReader(findings)
      let values = keyPlaces.map { place in
        place.flatMap { place in
          places.value(place, in: node).flatMap { reading.value($0, fields[place]) }
        } ?? .none
      }
      return key(values, at: node, isSound: true, findings)
    }
    guard let reader = reader(node, findings) else { return nil }
    let errors = findings.errorCount
    let answers = answers(reader, findings) { _ in true }
    let isSound = findings.errorCount == errors
    if cites { _ = evidence(reader, findings) }
    let values = step.keyFields.map { field in
      answers.first { $0.field == field }?.answer.value ?? .none
    }
    return key(values, at: node, isSound: isSound, findings)
  }

  /// Whether nothing is wrong with an entry at first sight.
  private func isRight(_ node: YAMLNode) -> Bool {
    guard let sight, node.kind == .mapping, fields.count < 64 else { return false }
    var seen: UInt64 = 0
    var last: Int?
    return node.glance { entry in
      entry.entriesHold { key, value in
        guard let number = key.keyID, let place = places.place(of: number, after: last),
          seen & 1 << UInt64(place) == 0
        else { return false }
        seen |= 1 << UInt64(place)
        last = place
        return place < fields.count ? sight.isRight(value, place) : isPlainEvidence(value)
      }
    }
  }

  private func isPlainEvidence(_ node: YAMLGlance) -> Bool {
    switch node.kind {
    case .scalar: !node.isNull
    case .sequence: node.itemsHold { $0.kind == .scalar && !$0.isNull }
    case .mapping: false
    }
  }

  private func reader(_ node: YAMLNode, _ findings: Findings) -> MappingReader? {
    MappingReader(node, as: what, places, findings, misplaced: step.fields.helpForMisplaced)
  }

  private func answers(
    _ reader: MappingReader, _ findings: Findings, to isAsked: (FieldID) -> Bool
  ) -> [FieldAnswer] {
    let reading = AnswerReader(findings)
    var answers: [FieldAnswer] = []
    answers.reserveCapacity(fields.count)
    for place in fields.indices {
      guard let node = reader[place], isAsked(fields[place].id),
        let answer = reading.answer(node, fields[place]), !answer.isWithdrawal
      else { continue }
      answers.append(FieldAnswer(fields[place].id, answer))
    }
    return answers
  }

  private func evidence(_ reader: MappingReader, _ findings: Findings) -> [String] {
    findings.texts(reader[fields.count], "the id of evidence").map(\.text)
  }

  private func key(
    _ values: [Value], at node: YAMLNode, isSound: Bool, _ findings: Findings
  ) -> EntryKey? {
    var parts: [String] = []
    for (field, value) in zip(step.keyFields, values) {
      let isReference = step.field(field)?.type.target != nil
      let part = EntryKey.parts(of: value, isReference: isReference) ?? []
      guard !part.isEmpty, !part.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
        // A key that could not be read was told already.
        let given = node[field.name]
        if given?.isNull ?? true || value != .none || isSound {
          findings.add(
            .missingKeyField(
              field, of: "an entry of `\(step.id)`",
              at: given.flatMap { $0.isNull ? nil : $0.useSpan } ?? node.useSpan))
        }
        return nil
      }
      if let hidden = Diagnostic.hiddenInKey(part, field, at: (node[field.name] ?? node).useSpan) {
        findings.add(hidden)
        return nil
      }
      parts += part
    }
    let key = EntryKey(parts)
    guard key.written.utf8.count <= EntryKey.longest else {
      let given = step.keyFields.first.flatMap { node[$0.name] } ?? node
      findings.add(.entryKeyTooLong(key, step.id, at: given.useSpan))
      return nil
    }
    return key
  }
}

extension [FieldAnswer] {
  /// The evidence of a score stands beside it.
  mutating func cite(_ evidence: [String]) {
    guard !evidence.isEmpty, let place = firstIndex(where: { $0.field == Rating.score }) else { return }
    let answer = self[place].answer
    self[place] = FieldAnswer(
      Rating.score,
      Answer(
        answer.value, evidence: answer.evidence + evidence.filter { !answer.evidence.contains($0) },
        source: answer.source, confidence: answer.confidence))
  }
}

extension Workflow {
  /// Whether an entry of the step says itself what evidence it cites, since it is one score.
  func citesByEntry(_ step: Step) -> Bool {
    guard case .rate = step.kind, evidence(of: step.id) != nil else { return false }
    return step.field("evidence") == nil
  }
}
