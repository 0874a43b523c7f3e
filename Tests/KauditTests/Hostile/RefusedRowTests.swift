import Foundation
import Testing

/// Rows of an audit file that are refused while the others are recorded.
@Suite struct RefusedRowTests {
  @Test func aStepWithARefusedRowIsNotHandedIn() throws {
    let place = try HostilePlace()
    // The file is silent about the members now, so that only the record knows who is one.
    let members = "members:\n  - {person: Grace Hopper, roles: [sponsor]}\n  - {person: Ada Lovelace}\n"
    let file = try place.text("audit.yaml").replacing(members, with: "")
      .replacing(
        "{id: A2, name: Plans}", with: "{id: A2, name: Plans, owner: Nobody}\n  - {id: A3, name: Map}")
    try place.write("audit.yaml", file)
    let run = try place.run("kaudit run audit.yaml")
    #expect(run.code == 2)
    #expect(run.remarks.contains("`owner` of `assets/A2` names `Nobody`, but `members` has no such entry"))
    #expect(run.output.hasPrefix("assets: 1 entry recorded\n"))
  }
}
