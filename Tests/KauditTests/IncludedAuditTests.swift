import Foundation
import Testing

/// An audit that is included says, to the letter, what it says by itself.
@Suite struct IncludedAudits {
  private static let path = """
    strategy:
      strategy_statement: {ambition: a, business_objective: b, focus: [acquire], customers_first: c, until: 2027-06-30}
      strategy_points:
        - {point: decisions, held: 4}
        - {point: conduct, held: 4}
        - {point: performance, held: 4}
        - {point: touchpoints, held: 4}
        - {point: segmentation, held: 4}
        - {point: win_win, held: 4}
    implementation_team:
      - {person: 王建国, kind: leader, roles: [sponsor], unit: a, contribution: b}
      - {person: 林静, kind: general, roles: [path_leader], unit: a, contribution: b}
      - {person: 黄志强, kind: technical, unit: a, contribution: b}
    knowledge_audit:

    """

  /// The audit file with all its steps under the step that includes them.
  private static func nested(_ text: String) -> String {
    let header = ["audit", "workflow", "title", "language", "as_of", "approvals"]
    var (head, steps, key) = ("", "", "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let first = line.first, first.isLetter { key = String(line.prefix { $0 != ":" }) }
      if key == "approvals" {
        head += line.replacing("{step: ", with: "{step: knowledge_audit_") + "\n"
      } else if key.isEmpty || header.contains(key) {
        head +=
          line.replacing("workflow: customer-knowledge-audit", with: "workflow: ckm-implementation-path")
          + "\n"
      } else {
        steps += (line.isEmpty ? "" : "  ") + line + "\n"
      }
    }
    return head.replacing(
      "approvals:\n", with: "approvals:\n  - {step: strategy, by: 王建国, date: 2026-01-05}\n")
      + path + steps
  }

  /// A document without what tells by which record it was made.
  private static func withoutMark(_ text: String) -> String {
    text.split(separator: "\n").filter { !$0.contains("kaudit 0.") }.joined(separator: "\n")
      .replacing(/[0-9a-f]{12,64}/, with: "DIGEST")
  }

  @Test(arguments: ["half-finished", "music-retailer"])
  func givesTheSameDocumentsWithinAndAlone(example: String) throws {
    let (alone, within) = (try Examples.Place(example), try Examples.Place(example))
    let file = within.folder.appendingPathComponent("audit.yaml")
    try Self.nested(within.text("audit.yaml")).write(to: file, atomically: true, encoding: .utf8)
    #expect(try within.run("kaudit check audit.yaml") == ["audit.yaml: nothing is wrong"])
    for place in [alone, within] {
      try place.run("kaudit run audit.yaml --as 蒋立群 --no-ask")
      try place.run("kaudit render --to documents")
    }
    let folder = within.folder.appendingPathComponent("documents/knowledge_audit")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(try alone.files(in: "documents").keys.sorted() == names)
    #expect(names.count >= 36)
    for name in names where name.hasSuffix(".md") || name.hasSuffix(".svg") {
      let (one, other) = (
        try alone.text("documents/\(name)"), try within.text("documents/knowledge_audit/\(name)")
      )
      #expect(Self.withoutMark(one) == Self.withoutMark(other), "\(name)")
    }
    #expect(
      try within.run("kaudit verify").first?.contains("sound") == true)
  }
}
