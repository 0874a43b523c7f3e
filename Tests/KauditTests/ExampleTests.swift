import AuditCore
import Foundation
import TestSupport
import Testing

/// The examples that ship, run as a user runs them, from their files to their documents.
@Suite struct Examples {
  /// A copy of an example without what a run leaves behind; removed when the test is over.
  final class Place {
    let folder: URL

    init(_ example: String) throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaudit-\(UUID().uuidString)")
      try FileManager.default.copyItem(
        at: Transcripts.root.appendingPathComponent("Examples/\(example)"), to: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where name.hasSuffix(".kaudit") || name == "documents" {
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func run(_ command: String) throws -> [String] { try Transcript.run(command, in: folder) }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// Every file under a folder, by name.
    func files(in name: String) throws -> [String: Data] {
      let base = folder.appendingPathComponent(name)
      return try Dictionary(
        uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: base.path).map {
          ($0, try Data(contentsOf: base.appendingPathComponent($0)))
        })
    }
  }

  /// The line that names the record's size and digest differs with every change of the workflow or a template.
  private static func withoutDigest(_ text: String) -> String {
    text.replacing(/[0-9a-f]{64}/, with: "DIGEST").replacing(/[0-9a-f]{12,63}…?/, with: "DIGEST")
  }

  static let documents = [
    "audit_charter", "ideal_state_profile", "constraint_register", "customer_group_definition",
    "asset_register",
    "audit_plan", "working_papers", "audit_report", "action_plan",
  ]

  @Test(arguments: ["music-retailer", "half-finished"])
  func givesItsDocumentsInBothLanguages(example: String) throws {
    let place = try Place(example)
    try place.run("kaudit run audit.yaml --as 蒋立群")
    try place.run("kaudit render")
    let files = try place.files(in: "documents")
    let charts = files.keys.filter { $0.hasSuffix(".svg") }.sorted()
    #expect(files.count == Self.documents.count * 4 + charts.count)
    for document in Self.documents {
      for language in ["zh", "en"] {
        let name = "\(document).\(language).md"
        let text = Self.withoutDigest(try place.text("documents/\(name)"))
        try expectGolden(text, "documents/\(example)/\(name)")
        // Every chart is shown once, and every picture is there.
        let shown = text.matches(of: /\]\(([a-z_.-]+[0-9]*\.svg)\)/).map { String($0.output.1) }
        #expect(shown.sorted() == charts.filter { $0.hasPrefix("\(document).\(language).") })
      }
    }
    for name in charts where name.hasPrefix("audit_report.zh.") {
      try expectGolden(try place.text("documents/\(name)"), "documents/\(example)/\(name)")
    }
    // One page is kept as HTML too, so that a change of the page itself is seen.
    let page = Self.withoutDigest(try place.text("documents/action_plan.zh.html"))
    try expectGolden(page, "documents/\(example)/action_plan.zh.html")
  }

  @Test func theTestsOfTheWorkflowsThatShipHold() throws {
    let said = try Transcript.run("kaudit check Workflows/*.yaml --run-tests", in: Transcripts.root)
    #expect(said.count == 1)
    #expect(
      said.first?.wholeMatch(
        of: /Workflows\/ckm-.*, Workflows\/customer-.*: nothing is wrong, [0-9]{2,} tests hold/) != nil,
      "\(said.joined(separator: "\n"))")
  }

  @Test func theVocabulariesThatShipAreRight() throws {
    let said = try Transcript.run("kaudit check Workflows/vocabularies/*.yaml", in: Transcripts.root)
    #expect(said.count == 1 && said[0].hasSuffix("service-knowledge.yaml: nothing is wrong"), "\(said)")
  }

  /// Every method that a table can give computes in a workflow as well, on numbers that are known.
  @Test func theTestsOfTheMethodsHold() throws {
    let folder = "Tests/WorkflowYAMLTests/Fixtures/workflows/ok"
    let said = try Transcript.run("kaudit check \(folder)/*-methods.yaml --run-tests", in: Transcripts.root)
    #expect(said.first?.contains("tests hold") == true, "\(said.joined(separator: "\n"))")
    let text = try FileManager.default.contentsOfDirectory(
      atPath: Transcripts.root.appendingPathComponent(folder).path
    ).filter { $0.hasSuffix("-methods.yaml") }
      .map {
        try String(contentsOf: Transcripts.root.appendingPathComponent("\(folder)/\($0)"), encoding: .utf8)
      }
      .joined()
    let shipped = ["gap_analysis", "customer_classification", "register_scoring", "agreement"]
    let missing = AnalysisMethod.names.filter { !text.contains("method: \($0)") && !shipped.contains($0) }
    #expect(missing == [])
  }

  @Test func renderingTwiceGivesTheSameBytes() throws {
    let place = try Place("music-retailer")
    try place.run("kaudit run audit.yaml --as 蒋立群")
    try place.run("kaudit render --to one")
    try place.run(
      "cd / && TZ=Asia/Shanghai LC_ALL=C kaudit render \(place.folder.path)/*.kaudit --to \(place.folder.path)/two"
    )
    #expect(try place.files(in: "one") == place.files(in: "two"))
  }

  @Test func aKilledRunGoesOnAndLosesNothing() throws {
    let whole = try Place("music-retailer")
    try whole.run("kaudit run audit.yaml --as 蒋立群")
    let expected = try Self.history(whole)
    var random = SplitMix64(seed: 7)
    for _ in 0..<4 {
      let place = try Place("music-retailer")
      // Killed at different moments, also while it goes on after a kill.
      for _ in 0..<2 {
        let seconds = Double(random.next() % 1500) / 1000
        try place.run("timeout -s KILL \(seconds) kaudit run audit.yaml --as 蒋立群")
        let before = try place.run("test -e *.kaudit && kaudit verify 2>/dev/null | cut -d, -f1 || echo none")
        #expect([["tingchao-2026.kaudit: sound"], ["none"]].contains(before))
      }
      let last = try place.run("kaudit run audit.yaml --as 蒋立群")
      #expect(last.last == "全部步骤均已完成。")
      #expect(try place.run("kaudit verify | cut -d, -f1") == ["tingchao-2026.kaudit: sound"])
      // Nothing is missing, and nothing was asked or recorded twice.
      let isSame = try Self.history(place) == expected
      #expect(isSame)
      #expect(try place.run("ls | grep -c kaudit") == ["1"])
    }
  }

  /// Everything that happened, without the digests, which hold the salts.
  private static func history(_ place: Place) throws -> [String] {
    try place.run(
      #"kaudit log --format json | sed -E 's/"(digest|body_digest)":"[0-9a-f]*"//g; s/"previous":[^]]*]//'"#)
  }
}
