import AuditCore
import Foundation
import Testing
import TestSupport

/// Bodies of events are frozen: a record of today is read by every Kaudit to come.
@Suite struct EventTests {
  /// One event of each kind, with everything it can say.
  static let samples: [Event] = [
    .auditStarted(
      Opening(
        audit: "acme-2026", workflow: "customer-knowledge-audit", version: "1.0.0",
        description: Description(title: "Acme, 客户知识审计", language: .chinese, asOf: "2026-01-31"),
        files: [.init(name: "workflow.yaml", digest: String(repeating: "0a", count: 32))])),
    .auditDescribed(Description(title: "Acme", language: .english, asOf: "2026-02-28")),
    .entryAnswered(
      EntryID("assets", EntryKey(["A01", "a/b"])),
      [
        FieldAnswer("class", Answer(.list([.text("about"), .text("for")]))),
        FieldAnswer(
          "criticality", Answer(.integer(4), evidence: ["E1", "E2"], source: "interview", confidence: .high)),
        FieldAnswer("gone", .withdrawn), FieldAnswer("later", Answer(.nonAnswer(.later, because: "等待法务意见"))),
        FieldAnswer("na", Answer(.nonAnswer(.notApplicable, because: "no system"))),
        FieldAnswer("quoted", Answer(.text("\"a\"\\\n\t\u{1}é"))),
        FieldAnswer("rows", Answer(.list([.record(["n": .number(0.1), "yes": .boolean(true)])]))),
        FieldAnswer("share", Answer(.number(1))),
      ], because: "measured again", origin: .file),
    .entryRemoved(EntryID("assets", EntryKey(["A01"])), because: "listed twice", origin: .imported),
    .entriesRenamed(
      "assets", [EntryKey(["A01", "a/b"]): EntryKey(["A02", "a/b"])], because: "新编号", origin: .file),
    .entriesRenamed(
      "assets", [EntryKey(["A01", "a/b"]): EntryKey(["A02"]), EntryKey(["A02"]): EntryKey(["A01", "a/b"])],
      because: "对调", origin: .person),
    .stepSubmitted("assets"),
    .stepApproved(
      "team",
      SignOff(
        role: "sponsor", content: String(repeating: "0b", count: 32),
        stated: .init(by: "客服中心主任", date: "2026-01-12", evidence: "E7", note: "by letter"))),
    .stepReturned("team", feedback: "who leads?"), .stepSkipped("assets", because: "out of scope"),
    .stepReopened("assets", because: "in scope after all"),
    .staleConfirmed("assets", [EntryKey(["A01"]), EntryKey(["A02"])], because: "still true"),
    .resultComputed(
      "gaps",
      Computation(
        method: "gap_analysis", version: "1", outcome: .result(.record(["overall_index": .number(0.5)])))),
    .conditionSettled("interviews", isAsked: false), .auditClosed(because: "delivered"),
    .auditReopened(because: "a mistake was found"),
  ]

  /// A kind added to `Event` must be added here, to `samples`, and as a fixture.
  private static func isSampled(_ event: Event) -> Bool {
    switch event {
    case .auditStarted, .auditDescribed, .entryAnswered, .entryRemoved, .entriesRenamed, .stepSubmitted,
      .stepApproved,
      .stepReturned,
      .stepSkipped, .stepReopened, .staleConfirmed, .resultComputed, .conditionSettled, .auditClosed,
      .auditReopened:
      true
    }
  }

  @Test func everyFixtureHasItsSample() {
    #expect(
      fixtures("events", "v1.json").sorted() == Self.samples.filter(Self.isSampled).map(\.kind).sorted())
  }

  @Test(arguments: samples)
  func readsAndWritesWhatWasFrozen(event: Event) throws {
    try expectGolden(String(decoding: event.body.json, as: UTF8.self) + "\n", "events/\(event.kind).v1.json")
    let frozen = try fixtureBytes("events/\(event.kind).v1.json")
    #expect(Event(kind: event.kind, body: try JSONReader.value(frozen)) == event)
  }

  @Test func readsBodiesThatSayLess() throws {
    func event(_ kind: String, _ body: String) throws -> Event? {
      Event(kind: kind, body: try JSONReader.value(Array(body.utf8)))
    }
    #expect(
      try event("entry_answered", #"{"answers":{},"key":"","step":"mandate"}"#)
        == .entryAnswered(EntryID("mandate"), [], because: nil, origin: .person))
    #expect(
      try event("result_computed", #"{"failed":["no data"],"method":"m","step":"gaps","version":"1"}"#)
        == .resultComputed("gaps", Computation(method: "m", version: "1", outcome: .failed(["no data"]))))
    #expect(try event("audit_closed", "{}") == .auditClosed(because: nil))
  }

  @Test(arguments: ["unheard_of", "step_submitted", "entry_answered", "audit_started", "condition_settled"])
  func refusesBodiesOfAnotherKind(kind: String) throws {
    for body in ["{}", "[]", "null", "3", #"{"step":3}"#, #"{"answers":[],"key":1}"#] {
      #expect(Event(kind: kind, body: try JSONReader.value(Array(body.utf8))) == nil, "\(body)")
    }
  }
}
