import Foundation
import Testing

/// Rows of an audit file that are refused while the others are recorded.
@Suite struct RefusedRowTests {
  @Test func onlyTheStepWithTheRefusedRowIsNotHandedIn() throws {
    let place = try HostilePlace(withRecord: false)
    let long = String(repeating: "x", count: 1_001)
    let file = try place.text("audit.yaml").replacing("{id: A2, name: Plans}", with: "{id: \(long)}")
    try place.write("audit.yaml", file)
    let run = try place.run("kaudit run audit.yaml")
    #expect(run.code == 2)
    #expect(run.remarks.contains("` is no key of `assets`"))
    let recorded = run.output.split(separator: "\n").prefix(4)
    #expect(
      recorded.dropFirst() == [
        "members: 2 entries recorded, handed in", "assets: 1 entry recorded",
        "ideal: 2 entries recorded, handed in",
      ])
  }
}
