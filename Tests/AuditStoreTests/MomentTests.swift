import AuditCore
import AuditStore
import Testing

/// What a record knew at a moment.
@Suite struct MomentTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test func aMomentIsWhatWasKnownThen() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    let (then, steps) = (session.head.size, session.state.storedSteps)
    try session.doGaps()
    try session.loadAll()

    let moment = try session.state(at: then)
    #expect(moment.sequence == then)
    #expect(moment.storedSteps == steps)
    #expect(moment.entries(of: "ideal").isEmpty)
    #expect(moment.entries(of: "members").map(\.key.written) == ["Ada", "Bo"])
    #expect(moment.row("gaps")?.result == nil)

    let now = try session.state(at: session.head.size)
    #expect(now.storedSteps == session.state.storedSteps)
    #expect(now.storedResults == session.state.storedResults)
    #expect(now.entries(of: "ratings") == session.state.entries(of: "ratings"))
    try session.close()
  }

  @Test func aTimeNamesTheLastEventThatIsNotLater() throws {
    let session = try SmallAudit.create(at: folder.record)
    _ = try session.perform(
      [.answer("mandate", with: ["access": .text("all")])], by: "Ada", at: "2026-02-03T09:00:00Z")
    #expect(try session.lastSequence(notAfter: "2026-01-31T23:59:60Z") == 0)
    #expect(try session.lastSequence(notAfter: "2026-02-02T23:59:60Z") == 1)
    #expect(try session.lastSequence(notAfter: "2026-02-03T09:00:00Z") == 2)
    try session.close()
  }
}
