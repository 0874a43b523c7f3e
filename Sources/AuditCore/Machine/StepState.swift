/// Where a step stands.
public enum StepState: String, Hashable, Sendable, CaseIterable {
  /// Waits for what it rests on.
  case locked
  /// May be begun.
  case ready
  /// Has answers, but is not handed in.
  case started
  /// Handed in, waits for its sign-off.
  case submitted
  /// Finished, and signed off where a role must.
  case done
  /// Given back with feedback.
  case returned
  /// Finished, but something it rests on has changed.
  case stale
  /// Left out, with a reason.
  case skipped
  /// Its condition is false.
  case notAsked = "not_asked"

  /// Whether steps that rest on this one may begin.
  public var opensTheWay: Bool {
    switch self {
    case .done, .skipped, .notAsked: true
    case .locked, .ready, .started, .submitted, .returned, .stale: false
    }
  }

  /// Whether what was answered in it does not count.
  public var isLeftOut: Bool { self == .skipped || self == .notAsked }

  /// Whether a change of what it rests on makes it stale.
  public var isFinished: Bool { self == .done || self == .submitted || self == .stale }
}

/// What can happen to a step, whoever causes it.
public enum Happening: String, Hashable, Sendable, CaseIterable {
  /// Everything it rests on is finished.
  case unlocked
  /// An answer was given or changed, or an entry was removed.
  case answered
  /// It was handed in, and a role must sign it off.
  case submittedForSignOff = "submitted_for_sign_off"
  /// It was handed in, and nobody must sign it off; or it was computed.
  case completed
  /// The role signed it off.
  case approved
  /// The role gave it back.
  case returned
  /// It was left out.
  case skipped
  /// It was opened again.
  case reopened
  /// Something it rests on has changed.
  case overtaken
  /// An entry that it shows was renamed after it was signed.
  case renamed
  /// Everything stale in it was looked at again.
  case confirmed
  /// Its condition turned false.
  case excluded
  /// Its condition turned true.
  case included
}

/// The state machine of a step, as data: one row a state, one column a happening.
///
/// An empty cell means that this cannot happen then; commands are refused there.
public enum Transitions {
  private typealias Row = [Happening: StepState]

  private static let table: [StepState: Row] = [
    .locked: [.unlocked: .ready, .skipped: .skipped, .excluded: .notAsked],
    .ready: [
      .answered: .started, .submittedForSignOff: .submitted, .completed: .done, .returned: .returned,
      .skipped: .skipped, .excluded: .notAsked,
    ],
    .started: [
      .answered: .started, .submittedForSignOff: .submitted, .completed: .done, .skipped: .skipped,
      .excluded: .notAsked,
    ],
    .submitted: [
      .answered: .started, .approved: .done, .returned: .returned, .reopened: .started, .overtaken: .stale,
      .excluded: .notAsked,
    ],
    .done: [
      .answered: .started, .returned: .returned, .reopened: .started, .overtaken: .stale,
      .renamed: .submitted, .excluded: .notAsked,
    ],
    .returned: [
      .answered: .started, .submittedForSignOff: .submitted, .completed: .done, .skipped: .skipped,
      .overtaken: .stale, .excluded: .notAsked,
    ],
    .stale: [
      .answered: .started, .submittedForSignOff: .submitted, .completed: .done, .confirmed: .done,
      .returned: .returned, .skipped: .skipped, .reopened: .started, .overtaken: .stale, .excluded: .notAsked,
    ],
    .skipped: [.reopened: .locked, .excluded: .notAsked],
    .notAsked: [.included: .locked],
  ]

  /// The same, cell by cell: this is asked several times for every event of a log.
  private static let cells: [StepState?] = StepState.allCases.flatMap { state in
    Happening.allCases.map { table[state]?[$0] }
  }

  /// The state after `happening`, or nothing where it cannot happen.
  public static func state(after happening: Happening, in state: StepState) -> StepState? {
    cells[state.ordinal * Happening.count + happening.ordinal]
  }

  /// The table as text, a line a state.
  public static var listing: String {
    StepState.allCases.map { state in
      let cells = Happening.allCases.compactMap { happening in
        Self.state(after: happening, in: state).map { "\(happening.rawValue) → \($0.rawValue)" }
      }
      return "\(state.rawValue): \(cells.joined(separator: ", "))"
    }.joined(separator: "\n")
  }
}

extension StepState {
  fileprivate var ordinal: Int {
    switch self {
    case .locked: 0
    case .ready: 1
    case .started: 2
    case .submitted: 3
    case .done: 4
    case .returned: 5
    case .stale: 6
    case .skipped: 7
    case .notAsked: 8
    }
  }
}

extension Happening {
  fileprivate static let count = 13

  fileprivate var ordinal: Int {
    switch self {
    case .unlocked: 0
    case .answered: 1
    case .submittedForSignOff: 2
    case .completed: 3
    case .approved: 4
    case .returned: 5
    case .skipped: 6
    case .reopened: 7
    case .overtaken: 8
    case .renamed: 9
    case .confirmed: 10
    case .excluded: 11
    case .included: 12
    }
  }
}
