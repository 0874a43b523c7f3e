import AuditCore
import Diagnostics
import WorkflowYAML

/// Runs the tests that a workflow brings along, in memory, and tells where something else came out than they say.
struct TestRun {
  let workflow: Workflow

  /// Everything that a test does not find as it says; nothing where it holds.
  func failures(of test: WorkflowTest) -> [Diagnostic] {
    // Whoever answers is nobody that a test could give a role.
    let person = "test"
    let time = TrialAudit.time(of: test.file)
    var failures: [Diagnostic] = []
    do {
      let audit = try TrialAudit(workflow, test.file.description, by: person, at: time)
      let run = UnattendedRun(audit: audit, file: test.file, person: person, time: time)
      var report = try run.go()
      for (step, reason) in test.skipped {
        do { _ = try audit.perform([.skip(step, because: reason)], by: person, at: time) } catch {
          failures.append(
            .testFailed(test, "`\(step)` cannot be skipped: \(error.words(in: audit.state))", at: test.span))
        }
      }
      if !test.skipped.isEmpty { report = try run.go() }
      failures += report.refusals.map { span, refusal in
        .testFailed(test, "an answer is refused: \(refusal.words(in: audit.state))", at: span ?? test.span)
      }
      let bindings = AuditBindings(audit.state)
      failures += test.expected.compactMap { failure(of: $0, test, audit.state, bindings) }
    } catch {
      failures.append(.testFailed(test, "it cannot be run: \(error)", at: test.span))
    }
    return failures
  }

  private func failure(
    of expectation: WorkflowTest.Expectation, _ test: WorkflowTest, _ state: AuditState,
    _ bindings: AuditBindings
  ) -> Diagnostic? {
    switch expectation.kind {
    case .state(let step, let expected):
      let found = state.state(of: step)
      guard found != expected else { return nil }
      let obstacles = Completeness(bindings).obstacles(of: step).prefix(5).map { $0.words(in: .english) }
      return .testFailed(
        test, "`\(step)` is `\(found.rawValue)`, but `\(expected.rawValue)` is expected",
        at: expectation.span,
        help: obstacles.isEmpty ? nil : obstacles.joined(separator: "; "))
    case .findings(let step, let expected):
      return findingsFailure(step, expected, expectation.span, test, bindings)
    case .value(let rule, let expected):
      let found = bindings.outcome(of: rule)
      guard !found.matches(expected) else { return nil }
      return .testFailed(
        test, "`\(rule.text)` is \(found.shown), but \(expected.shown) is expected", at: expectation.span)
    case .document(let id, let expected):
      guard bindings.isMade(id) != expected else { return nil }
      return .testFailed(test, "`\(id)` is \(expected ? "not " : "")made", at: expectation.span)
    }
  }

  /// Messages are compared as sets: each that is expected must be there, and no other.
  private func findingsFailure(
    _ step: StepID, _ expected: [String], _ span: SourceSpan, _ test: WorkflowTest, _ bindings: AuditBindings
  ) -> Diagnostic? {
    let found = Completeness(bindings).findings(of: step)
    let isSaid = { (obstacle: Obstacle, message: String) in
      workflow.languages.contains { obstacle.reason(in: $0) == message }
    }
    if let missing = expected.first(where: { message in !found.contains { isSaid($0, message) } }) {
      let others = found.map { $0.reason(in: workflow.languages.first ?? .english) }
      return .testFailed(
        test, "`\(step)` does not say “\(missing)”", at: span,
        help: didYouMean(missing, others)
          ?? (others.isEmpty ? "its checks say nothing" : "its checks say: \(others.joined(separator: "; "))")
      )
    }
    if let further = found.first(where: { obstacle in !expected.contains { isSaid(obstacle, $0) } }) {
      return .testFailed(
        test, "`\(step)` says “\(further.reason(in: workflow.languages.first ?? .english))” as well", at: span
      )
    }
    return nil
  }
}

extension Refusal {
  fileprivate func words(in state: AuditState) -> String { Stop(self, in: state).message }
}

extension Value {
  /// Whether it is what a test expects; numbers to nine digits.
  fileprivate func matches(_ expected: Value) -> Bool {
    if let found = double, let expected = expected.double {
      return abs(found - expected) <= 1e-9 * Swift.max(1, abs(found), abs(expected))
    }
    return self == expected
  }
}

extension Diagnostic {
  fileprivate static func testFailed(
    _ test: WorkflowTest, _ what: String, at span: SourceSpan, help: String? = nil
  ) -> Diagnostic {
    Diagnostic("test-failed", "test “\(test.name)”: \(what)", at: span, help: help)
  }
}
