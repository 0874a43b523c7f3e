import AuditCore

/// What a person has done in this run so far. Nothing of it has to be kept: where the audit stands is in the record.
struct Course {
  /// Questions left open for this run.
  var passed: Set<Question> = []
  /// Entries whose optional questions are asked too: new ones, and those a person came back to.
  var begun: Set<EntryID> = []
  /// Rows begun in this run, likewise.
  var begunRows: Set<Spot> = []
  /// The parts of the key that is being typed.
  var drafts: [StepInstance: [Value]] = [:]
  /// Steps in which the person has said to score.
  var joined: Set<StepInstance> = []
  /// Steps that were found given back in this run.
  var givenBack: Set<StepInstance> = []
  /// Asked before anything that is open.
  var queue: [Question] = []
  /// The questions that were answered, in their order.
  private(set) var trail: [Question] = []
  /// Where going back has come to.
  private var place = 0

  /// Takes in that a question was answered; the next time, `back` begins from here.
  mutating func settle(_ question: Question) {
    queue.removeAll { $0 == question }
    switch question {
    case .answer, .cite:
      trail.removeAll { $0 == question }
      trail.append(question)
    case .newKey, .join, .confirm, .submit: break
    }
    place = trail.count
  }

  /// Leaves a question open for this run.
  mutating func pass(_ question: Question) {
    passed.insert(question)
    settle(question)
  }

  /// The question before the one that is asked now.
  mutating func back(from question: Question) -> Question? {
    if trail.indices.contains(place), trail[place] != question { place = trail.count }
    while place > 0 {
      place -= 1
      if trail[place] != question { return trail[place] }
    }
    return nil
  }

  /// Enters an entry, so that everything in it is asked.
  mutating func begin(_ entry: EntryID) {
    begun.insert(entry)
    passed = passed.filter { question in
      switch question {
      case .answer(let spot), .cite(let spot): spot.entry != entry
      case .newKey, .join, .confirm, .submit: true
      }
    }
  }
}
