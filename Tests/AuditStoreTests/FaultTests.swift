import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

/// Kills, races and full disks: what was acknowledged is there, once, in one chain.
@Suite(.serialized) struct FaultTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func expectSound(with acknowledged: [String], sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let session = try SmallAudit.open(folder.record)
    try session.loadAll()
    let keys = session.state.entries(of: "assets").map(\.key.written)
    #expect(Set(acknowledged).subtracting(keys).isEmpty, sourceLocation: sourceLocation)
    #expect(Set(keys).count == keys.count, sourceLocation: sourceLocation)
    #expect(try session.verify() == [], sourceLocation: sourceLocation)
    try session.close()
    #expect(folder.names == ["small.kaudit"], sourceLocation: sourceLocation)
  }

  @Test func keepsWhatItAcknowledgedBeforeAKill() throws {
    var random = SplitMix64(seed: 7)
    var acknowledged: [String] = []
    for round in 0..<6 {
      let writer = try Writer(folder, count: 100_000, prefix: "R\(round)x", waiting: 5)
      let lines = writer.lines(atLeast: Int.random(in: 1...60, using: &random)) + writer.kill()
      #expect(!lines.acknowledged.isEmpty)
      acknowledged += lines.acknowledged
      // Every other time, the next writer finds what the kill left; else a reader looks first.
      if round % 2 == 0 {
        let reader = try SmallAudit.open(folder.record, for: .reading)
        #expect(try reader.verify() == [])
        try reader.close()
      }
    }
    try expectSound(with: acknowledged)
  }

  @Test func killedWhileCreatingLeavesARecordOrNone() throws {
    var random = SplitMix64(seed: 8)
    for _ in 0..<10 {
      let folder = try Folder()
      let writer = try Writer(folder, count: 1, prefix: "A")
      usleep(UInt32.random(in: 0...40_000, using: &random))
      _ = writer.kill()
      guard folder.names.contains("small.kaudit") else { continue }
      let session = try SmallAudit.open(folder.record)
      #expect(try session.verify() == [])
      try session.close()
    }
  }

  @Test func secondWriterIsToldWhoHoldsTheRecord() throws {
    let writer = try Writer(folder, count: 1_000_000, prefix: "A")
    _ = writer.lines(atLeast: 1)
    #expect(throws: StoreError.locked(path: FileMark.resolved(folder.record), holder: writer.pid)) {
      try SmallAudit.open(folder.record, for: .writing(waitingUpTo: 0.05))
    }
    let reader = try SmallAudit.open(folder.record, for: .reading)
    #expect(reader.state.state("team") == .done)
    try reader.close()
    let lines = writer.kill()
    // The kill has given the lock back at once.
    try SmallAudit.open(folder.record, for: .writing(waitingUpTo: 1)).close()
    try expectSound(with: lines.acknowledged)
  }

  @Test func writersTakeTurns() throws {
    let first = try Writer(folder, count: 1, prefix: "first").finish()
    try #require(first.acknowledged == ["first0"], "\(first)")
    let writers = try (0..<4).map { try Writer(folder, count: 25, prefix: "W\($0)x", waiting: 60) }
    let lines = writers.flatMap { $0.finish() }
    #expect(lines.acknowledged.count == 100, "\(lines.filter { $0.hasPrefix("error") })")
    try expectSound(with: lines.acknowledged)
  }

  @Test(arguments: [96, 160, 256, 400])
  func acknowledgesNothingThatFindsNoRoom(kilobytes: Int) throws {
    let first = try Writer(folder, count: 1, prefix: "first").finish()
    try #require(first.acknowledged == ["first0"], "\(first)")
    let starved = try Writer(folder, count: 5000, prefix: "S", waiting: 1, limit: kilobytes << 10)
    let lines = starved.finish()
    #expect(starved.status == 74)
    #expect(lines.last?.hasPrefix("error ") == true)
    let more = try Writer(folder, count: 20, prefix: "T", waiting: 1).finish()
    #expect(more.acknowledged.count == 20, "\(more)")
    try expectSound(with: lines.acknowledged + more.acknowledged)
  }
}
