import AuditCore
import AuditStore
import Foundation
import Testing
import TestSupport

@Suite struct SessionTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test func keepsWhatHappenedInOneFile() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doGaps()
    let head = session.head
    try session.close()
    #expect(folder.names == ["small.kaudit"])

    let again = try SmallAudit.open(folder.record, for: .reading)
    #expect(again.head == head)
    #expect(again.state.state("team") == .done)
    #expect(again.state.state("gaps") == .done)
    try again.loadAll()
    #expect(again.state.answer(EntryID("mandate"), "access")?.value == .text("all"))
    #expect(again.state.row("gaps")?.result != nil)
    #expect(try again.pinned() == [SmallAudit.file])
    #expect(try again.verify().isEmpty)
    try again.close()
    #expect(folder.names == ["small.kaudit"])
  }

  @Test func recordsNothingWhenOneCommandIsRefused() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    let head = session.head
    #expect(throws: Refusal.self) {
      try session.perform(.answer("ideal", "about", with: ["level": .integer(3)]), .submit("ratings"))
    }
    #expect(session.head == head)
    #expect(session.state.row("ideal")?.entryCount == 0)
    try session.perform(.answer("ideal", "about", with: ["level": .integer(3)]))
    try session.close()
    #expect(try SmallAudit.open(folder.record, for: .reading).verify().isEmpty)
  }

  @Test func computesWhatALaterCommandWaitsFor() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doGaps()
    let entries = try session.perform(
      .reopen("ideal", because: "new goals"),
      .answer("ideal", "about", because: "new goals", with: ["level": .integer(5)]),
      .submit("ideal"), .answer("closing", with: ["summary": .text("fine")]), .submit("closing"))
    #expect(entries.map(\.kind).contains("result_computed"))
    #expect(session.state.state("closing") == .submitted)
  }

  @Test func sameAnswerAgainRecordsNothing() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    let head = session.head
    #expect(try session.perform(.answer("mandate", with: ["access": .text("all")])).isEmpty)
    #expect(session.head == head)
  }
}
