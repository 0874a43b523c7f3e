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

  @Test func tellsAnEndThatWasCutOffFromAHeadKeptElsewhere() throws {
    let session = try SmallAudit.create(at: folder.record)
    let early = session.head
    try session.doTeam()
    let late = session.head
    try session.perform(.answer("ideal", "about", with: ["level": .integer(3)]))
    #expect(try session.verify(against: early) == [])
    #expect(try session.verify(against: late) == [])
    #expect(try session.verify(against: LogHead(size: 3, digest: late.digest)).map(\.subject) == [.event(3)])
    #expect(
      try session.verify(against: LogHead(size: 50, digest: late.digest)).map(\.subject) == [
        .event(session.head.size + 1)
      ])
  }

  @Test func tellsTheHistoryOfAStepAndOfAnEntry() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    #expect(try session.history(from: 2, count: 2).map(\.sequence) == [2, 3])
    #expect(
      try session.history(of: "members").map(\.kind) == [
        "entry_answered", "entry_answered", "step_submitted",
      ])
    #expect(try session.history(of: "members", key: EntryKey(["Bo"])).map(\.sequence) == [4])
    #expect(try session.history(of: "ideal").isEmpty)
    #expect(try session.history(of: "team").count > session.history(of: "members").count)
  }

  @Test func refusesNamesAndKeysThatCannotBeStored() throws {
    let session = try SmallAudit.create(at: folder.record)
    #expect(throws: StoreError.self) { try session.perform(.submit("team"), by: "A\0da") }
    #expect(throws: StoreError.self) {
      try session.perform(.answer("members", "A\0da", with: ["kind": .text("general")]))
    }
    try session.doTeam()
    #expect(try session.verify() == [])
  }
}
