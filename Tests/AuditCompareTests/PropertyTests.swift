import AuditCompare
import AuditCore
import TestSupport
import Testing

/// What holds for any two audits.
@Suite struct Properties {
  private static func pair(_ seed: UInt64) -> (AuditState, AuditState) {
    var old = RandomAudit(seed: seed)
    old.live(60)
    var new = RandomAudit(seed: seed &+ 1000)
    new.live(60)
    return (old.state, new.state)
  }

  @Test(arguments: UInt64(0)..<60)
  func anAuditDoesNotDifferFromItself(seed: UInt64) {
    let (state, _) = Self.pair(seed)
    #expect(Comparison(from: state, to: state).isEmpty)
  }

  @Test(arguments: UInt64(0)..<60)
  func theChangesMakeTheNewOutOfTheOld(seed: UInt64) {
    let (old, new) = Self.pair(seed)
    var answers = Answers(old)
    answers.apply(Comparison(from: old, to: new))
    #expect(answers == Answers(new))
  }

  /// A moment against now, where answers of common events need no second look.
  @Test(arguments: UInt64(0)..<60)
  func soTheyDoBetweenMoments(seed: UInt64) {
    var audit = RandomAudit(seed: seed)
    audit.live(40)
    let (moment, shared) = (audit.state, audit.log.count)
    audit.live(20)
    let comparison = Comparison(from: moment, to: audit.state, shared: shared)
    var answers = Answers(moment)
    answers.apply(comparison)
    #expect(answers == Answers(audit.state))
    #expect(comparison == Comparison(from: moment, to: audit.state))
  }

  @Test(arguments: UInt64(0)..<60)
  func backwardsIsTheInverse(seed: UInt64) {
    let (old, new) = Self.pair(seed)
    #expect(Comparison(from: new, to: old) == Comparison(from: old, to: new).inverse)
  }

  /// The same entries, answered in another order.
  @Test(arguments: UInt64(0)..<60)
  func theOrderOfEntriesDoesNotMatter(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (old, new) = Self.pair(seed)
    var shuffled = RandomAudit(seed: 0)
    for step in new.workflow.steps {
      for entry in new.entries(of: step.id).shuffled(using: &random) {
        let answers = zip(step.fields, entry.cells).compactMap { field, cell in
          cell.map { FieldAnswer(field.id, $0.answer) }
        }
        shuffled.take(.entryAnswered(EntryID(step.id, entry.key), answers, because: nil, origin: .person))
      }
    }
    let expected = Comparison(from: old, to: new)
    let found = Comparison(from: old, to: shuffled.state)
    #expect(found.entryKinds == expected.entryKinds)
    #expect(!expected.isEmpty)
  }

  @Test(arguments: UInt64(0)..<60)
  func everyChangeBetweenMomentsHasAReason(seed: UInt64) throws {
    var audit = RandomAudit(seed: seed)
    audit.live(40)
    let (moment, shared) = (audit.state, audit.log.count)
    audit.live(20)
    let reasons = Reasons(new: Array(audit.log[shared...]))
    for step in Comparison(from: moment, to: audit.state, shared: shared).steps {
      for entry in step.entries {
        if entry.kind == .removed {
          #expect(try #require(reasons.ofRemoval(of: entry.id).last).because == "gone")
          continue
        }
        for field in entry.fields {
          let reason = try #require(reasons.of(field, in: entry.id).last)
          #expect(reason.stamp.sequence > shared)
          if let cell = field.new { #expect(reason.stamp == cell.stamp) }
        }
      }
    }
  }
}

/// The answers of an audit as plain bytes, to which changes can be applied.
private struct Answers: Equatable {
  private var entries: [EntryID: [FieldID: [UInt8]]] = [:]

  init(_ state: AuditState) {
    for step in state.workflow.steps {
      for entry in state.entries(of: step.id) {
        var cells: [FieldID: [UInt8]] = [:]
        for (field, cell) in zip(step.fields, entry.cells) { cells[field.id] = cell?.answer.plain.json }
        entries[EntryID(step.id, entry.key)] = cells
      }
    }
  }

  mutating func apply(_ comparison: Comparison) {
    for entry in comparison.steps.flatMap(\.entries) {
      for field in entry.fields {
        #expect(entries[entry.id]?[field.field] == field.old?.answer.plain.json)
        entries[entry.id, default: [:]][field.field] = field.new?.answer.plain.json
      }
      switch entry.kind {
      case .removed: entries[entry.id] = nil
      case .added: entries[entry.id, default: [:]] = entries[entry.id] ?? [:]
      case .changed: break
      }
    }
  }
}

extension Comparison {
  /// What differs in entries, without who said it when.
  fileprivate var entryKinds: [String] {
    steps.flatMap(\.entries).flatMap { entry in
      ["\(entry.id) \(entry.kind)"]
        + entry.fields.map {
          "\($0.field) \($0.kind) \($0.old?.answer.plain.json ?? []) \($0.new?.answer.plain.json ?? [])"
        } + entry.figures.map { "\($0.path) \($0.old?.json ?? []) \($0.new?.json ?? [])" }
    }
  }
}
