import AuditCore
import Testing

/// What made a figure is found by trying; what is tried must be what would happen.
@Suite struct GroundsTests {
  /// Gaps of two classes: ideal 4 each, two raters with 2 each, weights 1 and 3, so that the classes differ.
  private func scenario() throws -> Scenario {
    var scenario = try Scenario.withGaps()
    try scenario.answer(
      EntryID("weights", EntryKey(["from"])), because: "weighed anew", ["weight": .number(3)])
    return scenario
  }

  private func figure(_ state: AuditState, _ path: [String]) -> Double? {
    guard case .result(let result)? = state.computation(of: "gaps")?.outcome else { return nil }
    return result.figure(at: path)?.double
  }

  @Test(arguments: [["total_weighted_gap"], ["attainment"], ["cells", "from", "weighted_gap"]])
  func aTrialIsWhatHappensWhenSomebodyAnswersSo(_ path: [String]) throws {
    let scenario = try scenario()
    let found = try scenario.state.grounds(of: "gaps", at: path)
    #expect(found.figure.double == figure(scenario.state, path))
    var tried = 0
    for ground in found.grounds {
      guard case .answer(let entry, let field) = ground.input else { continue }
      for trial in ground.trials {
        guard let change = trial.change else { continue }
        var other = scenario
        let person = entry.key.parts.last == "Cy" ? "Cy" : "Ada"
        try other.answer(entry, by: person, because: "tried", [field: change])
        #expect(figure(other.state, path) == trial.figure?.double)
        if let now = trial.figure?.double, let before = found.figure.double {
          #expect(trial.difference == now - before)
        }
        tried += 1
      }
    }
    #expect(tried >= 6)
  }

  @Test func aCellRestsOnItsOwnScoresAndOnAllWeights() throws {
    let found = try scenario().state.grounds(of: "gaps", at: ["cells", "from", "weighted_gap"])
    let entries = found.grounds.compactMap { ground -> String? in
      if case .answer(let entry, _) = ground.input { entry.description } else { nil }
    }
    #expect(
      Set(entries) == ["ideal/from", "ratings/from,Ada", "ratings/from,Cy", "weights/about", "weights/from"])
  }

  @Test func whatMovesItMostComesFirst() throws {
    let found = try scenario().state.grounds(of: "gaps", at: ["total_weighted_gap"])
    let influences = found.grounds.map(\.influence)
    #expect(influences == influences.sorted(by: >))
    #expect((influences.first ?? 0) > 0)
  }

  @Test func levelsStayOnTheirScale() throws {
    let found = try scenario().state.grounds(of: "gaps", at: ["total_weighted_gap"])
    for ground in found.grounds {
      guard case .answer(let entry, _) = ground.input, entry.step != "weights" else { continue }
      for case .integer(let level)? in ground.trials.map(\.change) { #expect((0...5).contains(level)) }
    }
  }

  @Test func whatCannotBeExplainedIsSaid() throws {
    let state = try scenario().state
    #expect(throws: NoGrounds.self) { try state.grounds(of: "ratings", at: ["score"]) }
    do throws(NoGrounds) { _ = try state.grounds(of: "gaps", at: ["cells", "form"]) } catch {
      guard case .unknownPart("form", known: let known) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(known.sorted() == ["about", "from"])
    }
    do throws(NoGrounds) { _ = try state.grounds(of: "gaps", at: ["cells"]) } catch {
      guard case .noFigure(let parts, reason: nil) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(parts.count == 2)
    }
  }
}
