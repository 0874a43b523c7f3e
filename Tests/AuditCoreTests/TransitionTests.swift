import AuditCore
import Testing
import TestSupport

@Suite struct TransitionTable {
  /// Every cell, as people read it; a change of the table must be seen in this file.
  @Test func everyCellIsWhatTheListingSays() throws {
    try expectGolden(Transitions.listing + "\n", "transitions.out")
  }

  @Test(arguments: StepState.allCases, Happening.allCases)
  func onlyWhatWasLeftOutLocksAgain(state: StepState, happening: Happening) {
    #expect(Transitions.state(after: happening, in: state) != .locked || state.isLeftOut)
  }

  @Test(arguments: Happening.allCases)
  func aSkippedStepOnlyReopens(happening: Happening) {
    let after = Transitions.state(after: happening, in: .skipped)
    switch happening {
    case .reopened: #expect(after == .locked)
    case .excluded: #expect(after == .notAsked)
    default: #expect(after == nil)
    }
  }

  @Test func everyStateCanBeReached() {
    var reached: Set<StepState> = [.locked]
    var grew = true
    while grew {
      let next = Set(
        reached.flatMap { state in Happening.allCases.compactMap { Transitions.state(after: $0, in: state) } }
      )
      grew = !next.isSubset(of: reached)
      reached.formUnion(next)
    }
    #expect(reached == Set(StepState.allCases))
  }
}
