import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What was tried by machine is tried again on every run: a small choice of inputs that reach much of the code, and each
/// input that once broke something.
///
/// `make fuzz` looks for new ones; what it finds belongs into `Fixtures/found/TARGET`.
@Suite struct ReplayTests {
  @Test(arguments: FuzzTarget.allCases) func holdsForTheCorpus(target: FuzzTarget) throws {
    let inputs = try inputs("corpus/\(target)")
    #expect(inputs.count >= 10, "hardly any inputs for \(target)")
    for (name, input) in inputs { expectNoComplaint(target, name, input) }
  }

  @Test(arguments: FuzzTarget.allCases) func holdsForWhatWasFound(target: FuzzTarget) throws {
    for (name, input) in try inputs("found/\(target)") { expectNoComplaint(target, name, input) }
  }

  @Test func complainsOfAPlaceThatIsNotThere() {
    #expect(FuzzTarget.complaint(aboutLine: 1, in: "a: b") == nil)
    #expect(FuzzTarget.complaint(aboutLine: 7, in: "a: b") != nil)
  }

  private func expectNoComplaint(_ target: FuzzTarget, _ name: String, _ input: [UInt8]) {
    let complaint = target.complaint(about: input)
    #expect(complaint == nil, "\(target)/\(name): \(complaint ?? "")")
  }

  /// The files of a folder in order; a target for which nothing was found has no folder.
  private func inputs(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let path = fixturePath(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return try names.sorted().map { ($0, try fixtureBytes("\(folder)/\($0)")) }
  }
}
