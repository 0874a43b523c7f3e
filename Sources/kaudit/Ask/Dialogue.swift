import AuditCore
import AuditStore
import Diagnostics

/// Asks a person what an audit still lacks, question by question.
///
/// Before each question the record is read anew, so that what others have answered meanwhile is not asked again; while
/// the person thinks, it is closed. Every answer is on the disk before the next question.
struct Dialogue {
  let ledger: Ledger
  let person: String
  let language: Language
  let prompt = Prompt()
  var course = Course()
  /// The step whose heading was shown last, and the fields whose guidance was.
  private var instance: StepInstance?
  private var explained: Set<String> = []

  init(_ ledger: Ledger, person: String, language: Language) {
    self.ledger = ledger
    self.person = person
    self.language = language
  }

  var words: QuestionWords { QuestionWords(language: language, width: Terminal.width) }

  /// What comes after a question.
  enum Move {
    /// The same question, put shortly.
    case again
    /// Whatever is to be asked now.
    case next
    case leave(Prompt.End)
  }

  /// Asks until nothing is left to ask, or the person leaves; how, in that case.
  mutating func hold() throws -> Prompt.End? {
    say(words.introduction(citingEvidence: try citesEvidence()))
    while let sheet = try nextSheet() {
      put(sheet)
      var move = Move.again
      while case .again = move {
        switch prompt.line("> ") {
        case .ended(let end): return end
        case .typed(let line):
          move = try take(line.trimmed, sheet)
          if case .again = move, case .field(let field) = sheet.body {
            say(wrapped(field.title, to: words.width))
          }
        }
      }
      if case .leave(let end) = move { return end }
    }
    return nil
  }

  /// Whether answers of any step can cite evidence.
  private func citesEvidence() throws -> Bool {
    var cites = false
    try ledger.look { audit in
      cites = audit.workflow.steps.contains { audit.workflow.evidence(of: $0.id) != nil }
    }
    return cites
  }

  func say(_ lines: [String]) { for line in lines { Console.standard.print(line) } }

  // MARK: Putting a question

  private mutating func nextSheet() throws -> Sheet? {
    var sheet: Sheet?
    try ledger.look { audit in sheet = try self.sheet(audit) }
    return sheet
  }

  private mutating func sheet(_ audit: OpenAudit) throws -> Sheet? {
    while let question = course.queue.first {
      if let sheet = try sheet(for: question, audit) { return sheet }
      course.queue.removeFirst()
    }
    for instance in Agenda.open(in: audit.state) {
      guard let step = audit.workflow[instance.step] else { continue }
      try load(step, audit)
      if audit.state.state(of: instance) == .returned, course.givenBack.insert(instance).inserted {
        mend(instance, step, audit.state)
        if !course.queue.isEmpty { return try sheet(audit) }
      }
      let agenda = Agenda(audit.state, person: person, course: course)
      if let question = agenda.next(in: instance) { return try sheet(for: question, audit) }
    }
    return nil
  }

  private func sheet(for question: Question, _ audit: OpenAudit) throws -> Sheet? {
    guard let step = audit.workflow[question.step] else { return nil }
    try load(step, audit)
    let agenda = Agenda(audit.state, person: person, course: course)
    return SheetMaker(audit.state, agenda, person: person, language).sheet(for: question)
  }

  /// What a step reads, the entries that its answers can name, and the people.
  func load(_ step: Step, _ audit: OpenAudit) throws {
    try audit.session.load(readBy: step.id)
    let named = step.fields.flatMap { [$0.type] + ($0.type.parts ?? []).map(\.type) }.compactMap(\.target)
    try audit.session.load(named + audit.workflow.roleSteps)
    try audit.loadWhatTurnsRead()
    // Keys of entries that are named may name others.
    try audit.session.load(
      named.compactMap { audit.workflow[$0] }.flatMap { $0.fields.compactMap(\.type.target) })
  }

  private mutating func put(_ sheet: Sheet) {
    if instance != sheet.heading.instance {
      say(words.heading(sheet.heading))
      instance = sheet.heading.instance
    }
    switch sheet.body {
    case .field(let field):
      say(words.field(field, withGuidance: explained.insert(sheet.question.guidanceName).inserted))
    case .decision(let details, let question): say(words.decision(details, question))
    case .closing(let closing): say(words.closing(closing))
    }
  }

  // MARK: Taking a line

  private mutating func take(_ line: String, _ sheet: Sheet) throws -> Move {
    var word = Word(line)
    if case .field(let field) = sheet.body, !field.citesEvidence, word == .evidence { word = nil }
    switch word {
    case .quit: return .leave(.endOfInput)
    case .explain:
      say(words.explanation(sheet))
      return .again
    case .back: return back(from: sheet)
    default: break
    }
    if case .newKey = sheet.question, try Word(line) == .evidence && citesEvidence() {
      say([language.words("First the key; evidence is cited with an answer.", "请先填写主键；证据在作答时引用。")])
      return .again
    }
    switch sheet.body {
    case .field(let field): return try take(line, word, sheet.question, field)
    case .decision: return try decide(line, word, sheet.question)
    case .closing(let closing): return try close(line, word, closing)
    }
  }

  private mutating func back(from sheet: Sheet) -> Move {
    if case .newKey(let instance, let parts) = sheet.question, !parts.isEmpty {
      course.drafts[instance] = parts.dropLast()
      return .next
    }
    guard let before = course.back(from: sheet.question) else {
      say([language.words("there is no question before this one in this run", "本次运行中没有更早的问题")])
      return .again
    }
    course.queue.insert(before, at: 0)
    return .next
  }

  /// A reason, a line of its own; nothing where none is given.
  func reason() -> (text: String?, end: Prompt.End?) {
    switch prompt.line(language.words("why> ", "理由> ")) {
    case .ended(let end): return (nil, end)
    case .typed(let line):
      let reason = line.trimmed
      return (reason.isEmpty || Word(reason) == .back ? nil : reason, nil)
    }
  }

  /// Yes or no; nothing where it is neither.
  func isYes(_ line: String) -> Bool? {
    switch line.lowercased() {
    case "y", "yes", "是": true
    case "n", "no", "否", "": false
    default: nil
    }
  }
}
