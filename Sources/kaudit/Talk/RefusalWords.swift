import AuditCore
import Diagnostics
import WorkflowYAML

/// A refusal in words: what stands in the way, and what would help.
extension Stop {
  init(_ refusal: Refusal, in state: AuditState) {
    let (message, help) = refusal.words(in: state)
    self.init(refusal.isOfInput ? .faulty : .refused, message, help: help)
  }
}

extension Refusal {
  /// Whether what was typed is wrong in itself, whatever state the audit is in.
  fileprivate var isOfInput: Bool {
    switch self {
    case .unknownStep, .unknownField, .unknownEntry, .keyMismatch, .badKey, .nameShared, .movedByKey,
      .badValue,
      .unknownReference,
      .noKeyOfItsOwn, .computedField, .notAnswerable, .notDoneForEach, .namesNoInstance, .reasonMissing:
      true
    default: false
    }
  }
}

extension Refusal {
  func words(in state: AuditState) -> (message: String, help: String?) {
    switch self {
    case .alreadyStarted: ("the audit has been started before", nil)
    case .notStarted: ("the audit has not been started", "`kaudit run` starts it")
    case .closed: ("the audit is closed", "`kaudit reopen --because REASON` opens it again")
    case .notClosed: ("the audit is not closed", nil)
    case .unknownStep(let step, let candidates):
      (
        "no step is called `\(step)`",
        didYouMean(step.name, candidates.map(\.name)) ?? included(step, candidates)
          ?? "`kaudit status` lists them"
      )
    case .unknownField(let field, let step, let candidates):
      (
        "`\(step)` has no field `\(field)`; it has \(listed(candidates.map(\.name)))",
        state.workflow[step]?.fields.helpInside(field.name, mark: "=")
          ?? didYouMean(field.name, candidates.map(\.name))
      )
    case .unknownEntry(let entry):
      ("there is no entry `\(entry)`", "`kaudit show \(entry.step)` lists the entries")
    case .notAnswerable(let step, .group):
      (
        "`\(step)` is a group of steps and takes no answers itself",
        "its steps are \(listed(state.workflow.children(of: step).map(\.name)))"
      )
    case .notAnswerable(let step, .analysis):
      ("`\(step)` is computed and takes no answers", "`kaudit show \(step)` shows the result")
    case .notAnswerable(let step, .review):
      (
        "`\(step)` is a sign-off and takes no answers",
        "`kaudit approve \(step)` signs, `kaudit return \(step)` gives back"
      )
    case .notDoneForEach(let step): ("`\(step)` is done once, not for each entry", "name `\(step)` alone")
    case .namesNoInstance(let step):
      (
        "`\(step)` is done for each of \(listed(state.instances(of: step).map(\.key.written)))",
        "name one, as \(step)/\(state.instances(of: step).first?.key.written ?? "KEY")"
      )
    case .locked(let step, let waitsFor):
      (
        "`\(step)` waits for \(listed(waitsFor.map(\.name)))",
        waitsFor.first.map {
          "`\($0)` \(state.state($0).predicate); `kaudit status` tells what it needs"
        }
      )
    case .cannot(let deed, let step, let current):
      (
        "`\(step)` cannot be \(deed), because it \(current.predicate)",
        Self.remedy(current, step, in: state)
      )
    case .computedField(let field, let step): ("`\(field)` of `\(step)` is computed and takes no answer", nil)
    case .keyMismatch(let entry, let field):
      (
        "`\(field)` says something else than the key of `\(entry)`",
        "`kaudit rename` gives an entry another key, as far as the key is its own"
      )
    case .noKeyOfItsOwn(let step):
      (
        "entries of `\(step)` have no name of their own: they are called after what they are about",
        "rename the entry that they are about"
      )
    case .knownByName(let entry):
      (
        "`\(entry)` has handed in, signed or scored under that name, which the log keeps",
        "add the person under the new name; who did what stays as it was"
      )
    case .nameTaken(let entry):
      (
        "`\(entry)` is there already",
        state.entry(entry) == nil
          ? "it was done for an entry that is gone, and is kept; choose another key"
          : "choose another key, or remove that entry first"
      )
    case .nameShared(let entry):
      ("several entries would be called `\(entry)`", "give each of them a key of its own")
    case .movedByKey(let entry, let key, let each):
      (
        "`\(entry)` belongs to the `\(each)` `\(state.workflow.instance(of: entry).key)`, and would belong to another one as `\(key)`",
        "keep that part of the key; what belongs elsewhere is answered there, and removed here"
      )
    case .badKey(let entry, let expected, let fault):
      fault.words(of: entry, expected.map(\.name), in: state)
    case .badValue(let entry, let field, let mismatch):
      (
        "`\(field)` of `\(entry)`: \(mismatch.message)",
        mismatch.written.flatMap { didYouMean($0, mismatch.candidates) } ?? mismatch.help
      )
    case .unknownReference(let entry, let field, let target, let candidates):
      (
        "`\(field)` of `\(entry)` names `\(target.key)`, but `\(target.step)` has no such entry",
        sameOrNearest(target.key.written, candidates.map(\.written))
      )
    case .answeredBefore(let entry, let field, let was, let stamp):
      (
        "`\(field)` of `\(entry)` was answered by \(stamp.by) on \(stamp.at.prefix(10)): \(was.value.shown)",
        "`--because REASON` changes it and keeps both"
      )
    case .ratedByAnother(_, let rater):
      (
        "these are scores of \(rater), and raters give their own",
        "with `--as '\(rater)'`, or from a file or table"
      )
    case .ownRating(let entry, let rater):
      ("\(rater) does not rate `\(entry)`, whose owner he or she is", nil)
    case .reasonMissing(let deed): ("\(deed) needs a reason", "give it with `--because`")
    case .incomplete(let step, let obstacles): ("`\(step)` is not complete:\n" + Self.list(obstacles), nil)
    case .auditIncomplete(let obstacles): ("the audit cannot be closed:\n" + Self.list(obstacles), nil)
    case .notInRole(let person, let role, let holders):
      (
        "\(person) does not hold the role `\(role)`",
        holders.isEmpty
          ? "nobody does; name somebody in \(listed(state.roleSteps.map(\.name)))"
          : "held by \(holders.joined(separator: ", "))"
      )
    case .samePerson(let person, let step):
      (
        "\(person) handed in `\(step)` and cannot sign it off as well",
        "somebody else who holds the role must"
      )
    case .notOpenedBy(let person, let step, let allowed):
      (
        "\(person) neither answered `\(step)` nor signs it off, and cannot open it again",
        "\(allowed.prefix(6).joined(separator: ", ")) can\(allowed.count > 6 ? ", and others who answered" : "")"
      )
    case .notReturnedBy(let person, let step, let allowed):
      (
        "\(person) does not sign off `\(step)` or a review of it, and cannot give it back",
        "\(allowed.prefix(6).joined(separator: ", ")) can\(allowed.count > 6 ? ", and others who sign" : "")"
      )
    case .noSignOffNeeded(let step): ("`\(step)` needs no sign-off", nil)
    case .nothingStale(let step): ("nothing in `\(step)` is stale", nil)
    case .nothingToReturn(let step):
      (
        "nothing that `\(step)` is of was answered here, so there is nothing to give back",
        "change what its content rests on, or leave it out: kaudit skip \(step) --because …"
      )
    case .openSteps(let steps): ("these steps are not finished: \(listed(steps.map(\.name)))", nil)
    }
  }

  private static func list(_ obstacles: [Obstacle]) -> String {
    obstacles.prefix(40).map { "  - \(displayText($0.words(in: .english)))" }.joined(separator: "\n")
      + (obstacles.count > 40 ? "\n  … and \(obstacles.count - 40) more" : "")
  }

  private static func remedy(_ current: StepState, _ step: StepInstance, in state: AuditState) -> String? {
    let open = state.blockers(of: step.step).map(\.name)
    if state.workflow[step.step]?.isReview == true, !open.isEmpty {
      return "it \(Language.english.signing(after: open.map { "`\($0)`" }))"
    }
    return switch current {
    case .started, .ready, .returned: "`kaudit submit \(step)` hands it in first"
    case .stale: "`kaudit confirm \(step)` settles what is stale, after a look at it"
    case .skipped, .done: "`kaudit reopen \(step) --because REASON` opens it again"
    case .locked, .submitted, .notAsked: nil
    }
  }
}

extension Obstacle {
  /// The obstacle in one line.
  func words(in language: Language) -> String {
    let place = field.map { "\(entry).\($0)" } ?? entry.description
    let what = located(in: language)
    guard language == .english else { return "\(place)：\(what)" }
    return isSentence || !inside.isEmpty ? "\(place): \(what)" : "\(place) \(what)"
  }

  /// What is wrong, and where in the answer to its field: `row 2, Amount is not answered`.
  func located(in language: Language) -> String {
    guard !inside.isEmpty else { return reason(in: language) }
    return inside.words(in: language)
      + (isSentence ? language.words(": ", "：") : language.words(" ", "")) + reason(in: language)
  }

  /// Whether what is wrong is said in a sentence of its own, not as what the place is or has.
  private var isSentence: Bool {
    switch words {
    case .checkFailed, .checkBroken, .mismatch: true
    case .undecided(let message, _): message != nil
    case .unanswered, .deferred, .tooFew, .tooMany, .notUnique, .dangling, .stale, .tooFewRaters, .childOpen,
      .setAside, .lacksEvidence, .lacksKindsOfEvidence:
      false
    }
  }

  /// What is wrong, without the place.
  func reason(in language: Language) -> String {
    switch words {
    case .unanswered: language.words("is not answered", "尚未回答")
    case .deferred(let reason): language.words("was put off: \(reason)", "暂缓：\(reason)")
    case .tooFew(let found, let needed):
      language.words(
        "has \(counted(found, "entry", "entries")), but needs \(needed)", "只有 \(found) 条，至少需要 \(needed) 条")
    case .tooMany(let found, let allowed):
      language.words(
        "has \(counted(found, "entry", "entries")), but may have \(allowed)", "有 \(found) 条，最多 \(allowed) 条"
      )
    case .notUnique(let key): language.words("is the same as in `\(key)`", "与 \(key) 重复")
    case .dangling(let target): language.words("names `\(target)`, which is not there", "引用的 \(target) 不存在")
    case .stale(let causes):
      language.words(
        "rests on what has changed (\(causes)): answer or confirm it", "所依据的 \(causes) 已变更，请复核")
    case .checkFailed(let message): message[language]
    case .undecided(let message, let missing):
      (message.map { $0[language] + (language == .english ? " – " : "——") } ?? "")
        + language.words("`\(missing)` is needed to tell", "需要先回答 \(missing)")
    case .checkBroken(let message, let why): (message.map { $0[language] + ": " } ?? "") + why
    case .mismatch(let mismatch): mismatch.message
    case .tooFewRaters(let found, let needed):
      language.words("has \(found) of \(needed) scores", "已有 \(found) 个评分，需要 \(needed) 个")
    case .childOpen(_, let state):
      language.words(state.predicate, state.word(in: .chinese))
    case .lacksEvidence(let found, let needed, let kinds):
      language.words(
        "cites \(counted(found, "piece", "pieces")) of evidence"
          + (kinds.isEmpty ? "" : " (\(kinds.map { $0[language] }.joined(separator: ", ")))")
          + ", but needs \(needed)",
        "引用了 \(found) 条证据" + (kinds.isEmpty ? "" : "（\(kinds.map { $0[language] }.joined(separator: "、"))）")
          + "，至少需要 \(needed) 条")
    case .lacksKindsOfEvidence(let found, let needed):
      language.words(
        "cites \(counted(found, "kind", "kinds")) of evidence, but needs \(needed) different kinds",
        "所引证据只有 \(found) 类，需要 \(needed) 类不同来源")
    case .setAside:
      language.words("is not asked any more: its answer is kept, but does not count", "已不再询问：原答复保留，但不计入")
    }
  }
}

extension [Inside] {
  /// `row 2, Amount`
  func words(in language: Language) -> String {
    map { step in
      switch step {
      case .row(let number): language.words("row \(number)", "第 \(number) 行")
      case .field(_, let title): language.words(title[.english], "「\(title[.chinese])」")
      }
    }.joined(separator: language.words(", ", ""))
  }
}

extension Value {
  /// The value as an English message quotes it, on one line.
  var shown: String { shown(in: .english) }

  /// The value as a message quotes it, on one line.
  func shown(in language: Language) -> String {
    switch self {
    case .none: return language.words("nothing", "空")
    case .text(let text): return "`\(displayText(text.count > 60 ? text.prefix(57) + "…" : text))`"
    case .nonAnswer(let kind, let reason):
      return language.words(
        "\(kind.word(in: .english)) (\(displayText(reason)))",
        "\(kind.word(in: .chinese))（\(displayText(reason))）")
    case .list(let items) where items.allSatisfy({ $0.text != nil }):
      let joined = items.prefix(12).compactMap(\.text).map { displayText($0) }.joined(
        separator: language.words(", ", "、"))
      return "`\(joined)\(items.count > 12 ? "…" : "")`"
    case .boolean, .integer, .number, .list, .record: return "`\(displayText(jsonText.prefix(80)))`"
    }
  }
}

/// Those that are the same words in other characters, or else the nearest.
private func sameOrNearest(_ name: String, _ candidates: [String]) -> String? {
  if let help = Spelling.helpForSeveral(name, isKnown: candidates.contains) { return help }
  let alike = Spelling.alike(name, among: candidates)
  guard alike.count > 1 else { return didYouMean(alike.first ?? name, candidates) }
  return "it may mean \(alike.map { "`\($0)`" }.joined(separator: " or ")): write the one that is meant"
}

/// The help for a step that an included workflow calls so, but not the workflow around it.
private func included(_ step: StepID, _ candidates: [StepID]) -> String? {
  let meant = candidates.map(\.name).filter { $0.hasSuffix("_\(step)") }
  return meant.isEmpty || meant.count > 3
    ? nil : "did you mean \(meant.map { "`\($0)`" }.joined(separator: " or "))?"
}
