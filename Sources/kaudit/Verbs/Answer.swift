import ArgumentParser
import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

/// `kaudit answer [AUDIT] STEP[/ENTRY] FIELD=VALUE…`
struct AnswerVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer fields of a form or of an entry.",
    discussion: """
      A different answer than somebody gave before, or one in a step that was handed in, needs --because; the log keeps \
      both. Fields named without a value are left open with --unknown, --not-applicable or --later, and a reason.

        kaudit answer acme.yaml mandate access_to_people='all departments'
        kaudit answer members/'Ada Lovelace' kind=leader roles=sponsor
        kaudit answer assets/A07 quality --later --because 'owner is on leave'
      """)

  @Argument(
    help: ArgumentHelp("AUDIT (optional), STEP or STEP/ENTRY, then FIELD=VALUE.", valueName: "argument"))
  var arguments: [String]

  @Option(help: "Why an earlier answer is changed, or why there is none.")
  var because: String?

  @Flag(help: "Nobody could tell.") var unknown = false
  @Flag(help: "The question does not arise.") var notApplicable = false
  @Flag(help: "It will be answered later.") var later = false

  @Option(help: ArgumentHelp("Evidence that proves it; may be repeated.", valueName: "id"))
  var evidence: [String] = []

  @Option(help: "Where it was taken from.")
  var source: String?

  @Option(help: "How sure it is: high, medium or low.")
  var confidence: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func validate() throws {
    if [unknown, notApplicable, later].count(where: \.self) > 1 {
      throw ValidationError("only one of --unknown, --not-applicable and --later can be meant")
    }
  }

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    guard !arguments.isEmpty else { throw Stop(.usage, "name a step, as STEP or STEP/ENTRY") }
    let written = try Target(arguments.removeFirst(), withField: false)
    try OpenAudit.writing(place) { audit in
      guard let step = audit.workflow[written.step] else {
        throw Refusal.unknownStep(written.step, candidates: audit.workflow.steps.map(\.id))
      }
      let target = try written.meant(in: audit)
      try audit.session.load(target.entry)
      let known = audit.state.entry(target.entry)
      let answers = try arguments.map { argument in
        let given = try answer(argument, step)
        return given.keepingProof(of: known?.cell(given.field, of: step)?.answer)
      }
      try requireSense(answers, step)
      let command = Command.answer(target.entry, answers, because: because)
      let words = ChangeWords(audit, voice)
      words.say(try audit.perform([command], as: who))
    }
  }

  /// Nothing that was typed may be passed over.
  private func requireSense(_ answers: [FieldAnswer], _ step: Step) throws(Stop) {
    if answers.isEmpty, !step.isRegister { throw Stop(.usage, "name a field and its answer, as FIELD=VALUE") }
    let fields = answers.map(\.field)
    if let twice = fields.first(where: { field in fields.count { $0 == field } > 1 }) {
      throw Stop(.usage, "`\(twice)` is answered twice")
    }
    if nonAnswer != nil,
      !answers.contains(where: { if case .nonAnswer = $0.answer.value { true } else { false } })
    {
      throw Stop(
        .usage, "no field is left open",
        help: "name it without `=`, as in `answer STEP FIELD --later --because WHY`")
    }
  }

  private var nonAnswer: NonAnswer? {
    unknown ? .unknown : notApplicable ? .notApplicable : later ? .later : nil
  }

  private func answer(_ argument: String, _ step: Step) throws -> FieldAnswer {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let id = FieldID(parts[0])
    guard let field = step.field(id) else {
      throw Refusal.unknownField(id, step.id, candidates: step.fields.map(\.id))
    }
    guard parts.count == 2 else {
      guard let nonAnswer else {
        throw Stop(
          .usage, "`\(argument)` has no value",
          help: "write \(argument)=VALUE, or say --unknown, --not-applicable or --later")
      }
      return FieldAnswer(id, Answer(.nonAnswer(nonAnswer, because: because ?? "")))
    }
    // An empty value takes an answer back.
    guard !parts[1].isEmpty else { return FieldAnswer(id, .withdrawn) }
    do throws(Mismatch) {
      let value = try AnswerText.value(parts[1], of: field)
      return FieldAnswer(id, Answer(value, evidence: evidence, source: source, confidence: try sureness()))
    } catch {
      let help = error.written.flatMap { didYouMean($0, error.candidates) } ?? error.help
      throw Stop(.faulty, "`\(id)`: \(error.message)", help: help)
    }
  }

  private func sureness() throws(Mismatch) -> Answer.Confidence? {
    guard let confidence else { return nil }
    if let known = Answer.Confidence(rawValue: confidence) { return known }
    let words = Answer.Confidence.allCases.map(\.rawValue)
    throw Mismatch(
      "the confidence is one of \(listed(words)), but this is `\(confidence)`", written: confidence,
      candidates: words)
  }
}

extension FieldAnswer {
  /// The same answer again loses nothing that goes with it and was not named anew.
  fileprivate func keepingProof(of known: Answer?) -> FieldAnswer {
    guard let known, known.value == answer.value else { return self }
    return FieldAnswer(
      field,
      Answer(
        answer.value, evidence: answer.evidence.isEmpty ? known.evidence : answer.evidence,
        source: answer.source ?? known.source, confidence: answer.confidence ?? known.confidence))
  }
}
