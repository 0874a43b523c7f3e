import AuditCore

extension StepState {
  /// One sign for it, so that a list can be read at a glance and without colour.
  var sign: String {
    switch self {
    case .locked: "·"
    case .ready: "○"
    case .started: "◐"
    case .submitted: "◕"
    case .done: "●"
    case .returned: "↩"
    case .stale: "!"
    case .skipped, .notAsked: "–"
    }
  }
}

extension StepState {
  /// What is said of a step in this state, in an English sentence: `is done`, `awaits sign-off`.
  var predicate: String {
    let word = word(in: .english)
    return self == .submitted ? word : "is \(word)"
  }
}

extension AuditState {
  /// Whether a group was given back as a whole, and nothing in it has moved since.
  func isGivenBack(_ step: StepID) -> Bool {
    workflow[step]?.isGroup == true && state(step) == .returned && row(step)?.remark != nil
  }

  /// Whether a step is finished, and so is what holds it.
  func isSettled(_ step: Step) -> Bool {
    var parent = step.parent
    while let group = parent {
      if isGivenBack(group) { return false }
      parent = workflow[group]?.parent
    }
    return state(step.id).opensTheWay
  }
}

extension AuditState {
  /// The remark on a step or instance; of a result that could not be computed, the first reason.
  func remark(on instance: StepInstance, in language: Language) -> String? {
    guard let remark = row(of: instance)?.remark else { return nil }
    let isFailure = workflow[instance.step]?.isComputed == true && state(of: instance) == .returned
    return isFailure ? remark.split(separator: "; ").map(String.init).first(in: language) : remark
  }
}

extension [String] {
  /// The first of several reasons, and how many more there are.
  func first(in language: Language) -> String {
    guard let first, count > 1 else { return first ?? "" }
    return first + language.words("; and \(count - 1) more", "；另有 \(count - 1) 处")
  }
}

/// The English verb for so many.
func isOrAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

/// A number with the word for so many.
func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

extension Language {
  /// What a sign-off waits for, after its name: `is to be signed when findings, actions are finished`.
  func signing(after open: [String], again: Bool = false) -> String {
    words(
      "is to be signed\(again ? " again" : "") when \(open.joined(separator: ", ")) \(isOrAre(open.count)) finished",
      "待 \(open.joined(separator: "、")) 完成后\(again ? "重新" : "")签批")
  }

  /// The words in this language.
  func words(_ english: String, _ chinese: String) -> String {
    switch self {
    case .english: english
    case .chinese: chinese
    }
  }
}
