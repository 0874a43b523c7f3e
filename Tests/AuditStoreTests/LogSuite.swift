import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

/// What every log promises, whatever keeps it.
@Suite struct LogSuite {
  enum Kind: CaseIterable {
    case memory, record
  }

  let folder: Folder
  init() throws { folder = try Folder() }

  private func make(_ kind: Kind) throws -> any EventLog {
    switch kind {
    case .memory: MemoryLog()
    case .record: try RecordLog(try RecordFile.create(folder.record) { _ in })
    }
  }

  private func entries(_ count: Int, after head: LogHead = .none) -> [LogEntry] {
    var head = head
    let sealer = Sealer()
    return (0..<count).map { number in
      let entry = sealer.seal(
        .stepSkipped("team", because: "资产 \(number) \"quoted\"\n"), at: SmallAudit.time, by: "审计员甲",
        after: head,
        salt: Array(repeating: UInt8(number), count: 16))
      head = LogHead(size: entry.sequence, digest: entry.digest)
      return entry
    }
  }

  @Test(arguments: Kind.allCases) func beginsEmpty(kind: Kind) throws {
    let log = try make(kind)
    #expect(log.head == .none)
    #expect(try log.read(from: 1, count: 10).isEmpty)
  }

  @Test(arguments: Kind.allCases) func givesBackWhatWasAppended(kind: Kind) throws {
    let log = try make(kind)
    let first = entries(5)
    try log.append(first, expecting: 0)
    let more = entries(3, after: log.head)
    try log.append(more, expecting: 5)
    #expect(log.head == LogHead(size: 8, digest: more[2].digest))
    #expect(try log.read(from: 1, count: .max) == first + more)
    #expect(try log.read(from: 4, count: 2) == Array((first + more)[3..<5]))
    #expect(try log.read(from: 9, count: 2).isEmpty)
    #expect(try log.read(from: 1, count: 0).isEmpty)
  }

  @Test(arguments: Kind.allCases) func refusesAStaleAppend(to kind: Kind) throws {
    let log = try make(kind)
    try log.append(entries(2), expecting: 0)
    #expect(throws: StoreError.stale(last: 2)) { try log.append(entries(1), expecting: 0) }
    #expect(throws: StoreError.stale(last: 2)) { try log.append(entries(1), expecting: 2) }
    #expect(log.head.size == 2)
  }

  @Test(arguments: Kind.allCases) func appendsNothingWhereNothingIsGiven(kind: Kind) throws {
    let log = try make(kind)
    try log.append([], expecting: 0)
    #expect(log.head == .none)
  }

  @Test func digestCoversEverythingButTheSequence() {
    let entry = entries(1)[0]
    func changed(
      at: String? = nil, by: String? = nil, kind: String? = nil, bodyDigest: [UInt8]? = nil,
      previous: [[UInt8]]? = nil,
      sequence: Int? = nil
    ) -> Bool {
      Sealer().digestFits(
        LogEntry(
          sequence: sequence ?? entry.sequence, at: at ?? entry.at, by: by ?? entry.by,
          kind: kind ?? entry.kind,
          body: entry.body, salt: entry.salt, bodyDigest: bodyDigest ?? entry.bodyDigest,
          previous: previous ?? entry.previous, digest: entry.digest))
    }
    #expect(changed(sequence: 7))
    #expect(!changed(at: "2026-02-01T10:00:01Z"))
    #expect(!changed(by: "Eve"))
    #expect(!changed(kind: "step_reopened"))
    #expect(!changed(bodyDigest: Array(repeating: 0, count: 32)))
    #expect(!changed(previous: [Array(repeating: 0, count: 32)]))
  }

  /// Spelt out, so that other programs can check a record.
  @Test func digestIsWhatTheDocumentationSays() {
    let entry = Sealer().seal(
      .stepSubmitted("team"), at: "2026-02-01T10:00:00Z", by: "Ada", after: .none,
      salt: Array(repeating: 7, count: 16))
    #expect(entry.body.map { String(decoding: $0, as: UTF8.self) } == #"{"step":"team"}"#)
    let body = [1] + Array(repeating: 7, count: 16) + Array(#"{"step":"team"}"#.utf8)
    #expect(entry.bodyDigest == SHA256.digest(body))
    let sealed =
      #"{"at":"2026-02-01T10:00:00Z","body_digest":"\#(SHA256.text(body))","by":"Ada","kind":"step_submitted","previous":[]}"#
    #expect(entry.digest == SHA256.digest([0] + Array(sealed.utf8)))
    #expect(
      SHA256.text(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
