import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

/// A session that loads only what a command touches does exactly what one does that knows everything.
@Suite struct PartialKnowledgeTests {
  /// What happens next: mostly possible, often refused, sometimes nonsense.
  private struct History {
    var random: SplitMix64
    private let people = ["Ada", "Bo", "Cy"]
    private let classes = ["about", "from"]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private mutating func one<Choice>(of choices: [Choice]) -> Choice {
      choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    mutating func next() -> (commands: [Command], person: String) {
      let person = one(of: people)
      return ((0..<Int.random(in: 1...3, using: &random)).map { _ in command(person) }, person)
    }

    private mutating func command(_ person: String) -> Command {
      let because: String? = Int.random(in: 0..<8, using: &random) == 0 ? nil : "better known"
      let asset = "A\(Int.random(in: 0..<6, using: &random))"
      let knowledge = one(of: classes)
      switch Int.random(in: 0..<46, using: &random) {
      case 0: return .answer("mandate", because: because, with: ["access": .text(one(of: ["all", "some"]))])
      case 1, 2:
        return .answer(
          "members", one(of: people), because: because,
          with: [
            "kind": .text(one(of: ["general", "leader"])),
            "roles": .list([.text(one(of: ["sponsor", "auditor"]))]),
          ])
      case 3: return .remove(EntryID("members", EntryKey([one(of: people)])), because: because)
      case 4, 5: return .submit("team")
      case 6, 7: return .approve("team", content: "shown")
      case 8...12:
        return .answer(
          "assets", asset, because: because,
          with: [
            "owner": .text(one(of: people + people + ["Nobody"])),
            "criticality": .integer(Int.random(in: 1...5, using: &random)),
            "note": .text("noted"),
          ])
      case 13:
        return Bool.random(using: &random)
          ? .remove(EntryID("assets", EntryKey([asset])), because: because) : renaming(asset, because)
      case 14: return .submit("assets")
      case 15:
        return .confirm("assets", Bool.random(using: &random) ? [] : [EntryKey([asset])], because: because)
      case 16, 17:
        return .answer("ideal", knowledge, because: because, with: ["level": .integer(one(of: [1, 3, 5]))])
      case 18:
        return .answer(
          "weights", knowledge, because: because, with: ["weight": .number(one(of: [0.5, 1, 2]))])
      case 19: return .submit("ideal")
      case 20: return .submit("weights")
      case 21, 22, 23:
        return .answer(
          "ratings", knowledge, person, because: because, with: ["score": .integer(one(of: [1, 2]))])
      case 24: return .submit("ratings")
      case 25:
        return .answer("closing", because: because, with: ["summary": .text(one(of: ["fine", "not fine"]))])
      case 26: return .submit("closing")
      case 27: return .reopen(one(of: ["team", "assets", "ideal", "closing"]), because: "look again")
      case 28:
        guard Int.random(in: 0..<4, using: &random) == 0 else {
          return .confirm("assets", [], because: because)
        }
        return .skip(one(of: ["assets", "closing"]), because: "no time")
      case 29: return .approve("closing", content: "shown")
      default: return writing(asset, because)
      }
    }

    /// Another key for an asset, a member, a class that cannot have one, or what is cited.
    private mutating func renaming(_ asset: String, _ because: String?) -> Command {
      if Int.random(in: 0..<4, using: &random) == 0 {
        let (old, other) = (EntryKey([asset]), EntryKey(["A\(Int.random(in: 0..<9, using: &random))"]))
        return .rename(
          "assets", Dictionary([(other, old), (old, other)], uniquingKeysWith: { first, _ in first }),
          because: because)
      }
      let (step, old, new): (StepID, String, String) =
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3: ("assets", asset, "A\(Int.random(in: 0..<9, using: &random))")
        case 4: ("members", one(of: people), one(of: people + ["Di", ""]))
        case 5: ("ideal", one(of: classes), one(of: classes))
        case 6: ("ratings", "about", "from")
        default: ("evidence", one(of: ["E1", "E2"]), one(of: ["E1", "E2", "E3"]))
        }
      return .rename(step, [EntryKey([old]): EntryKey([new])], because: because)
    }

    /// What concerns steps that are done for each asset, findings and their sign-off.
    private mutating func writing(_ asset: String, _ because: String?) -> Command {
      let interview = StepInstance("interviews", EntryKey([asset]))
      let cited = one(of: ["E1", "E2"])
      switch Int.random(in: 0..<19, using: &random) {
      case 15: return .remove(EntryID("assets", EntryKey([asset])), because: "sold")
      case 17: return renaming(asset, "numbered anew")
      case 16: return .submit("assets")
      case 0, 1:
        return .answer("evidence", cited, because: because, with: ["ref": .text(one(of: ["a", "b"]))])
      case 2: return .remove(EntryID("evidence", EntryKey([cited])), because: because)
      case 3, 4:
        let answer = Answer(
          .text(one(of: ["much", "little"])), evidence: Bool.random(using: &random) ? [cited] : [])
        return .answer(
          EntryID("interviews", EntryKey([asset])), [FieldAnswer("said", answer)], because: because)
      case 5: return .submit(Bool.random(using: &random) ? interview : "interviews")
      case 6: return .approve(interview, content: "shown")
      case 7: return .skip(interview, because: "nobody there")
      case 8: return .reopen(interview, because: "somebody is there")
      case 9, 10:
        return .answer(
          "findings", one(of: ["F1", "F2"]), because: because,
          with: [
            "title": .text("t"), "condition": .text("c"), "effect": .text("e"), "severity": .text("major"),
            "confidence": .text("low"),
            "about": .list(one(of: [[], [.text("gaps")], [.text("interviews")]])),
            "evidence": .list([.text(cited)]),
          ])
      case 11: return .submit("findings")
      case 12: return .confirm("findings", [], because: because)
      case 13: return .approve("sign_off", content: "shown")
      case 14: return .return("sign_off", feedback: "too thin")
      default:
        return .confirm("interviews", Bool.random(using: &random) ? [] : [interview.key], because: because)
      }
    }
  }

  private func rows(_ path: String) throws -> [String] {
    let file = try RecordFile(reading: path)
    defer { try? file.close() }
    var rows: [String] = []
    for (table, count) in [
      ("log", 5), ("audit", 4), ("step", 6), ("result", 2), ("entry", 6), ("reference", 4),
    ] {
      try file.connection.each("SELECT * FROM \(table)") { row in
        rows.append("\(table): " + (0..<count).map { row.text($0) }.joined(separator: "|"))
      }
    }
    return rows
  }

  /// What comes and goes with an asset, each command in a session that knows nothing yet.
  @Test func whatIsLoadedForAnEntryIsAllThatChangesWithIt() throws {
    let folder = try Folder()
    let session = try SmallAudit.create(at: folder.record)
    try session.doGaps()
    try session.close()
    let asset = { (key: String, level: Int) -> Command in
      Command.answer(
        "assets", key, because: "better known",
        with: ["owner": .text("Ada"), "criticality": .integer(level), "note": .text("noted")])
    }
    let said = { (key: String) -> Command in
      Command.answer("interviews", key, because: "asked again", with: ["said": .text("much")])
    }
    let finding = Command.answer(
      "findings", "F1", because: "drawn",
      with: [
        "title": .text("t"), "condition": .text("c"), "effect": .text("e"), "severity": .text("major"),
        "confidence": .text("low"), "about": .list([.text("interviews")]),
      ])
    let commands: [Command] = [
      asset("A1", 3), asset("A2", 3), .submit("assets"), said("A1"),
      .submit(StepInstance("interviews", EntryKey(["A1"]))), asset("A1", 5),
      .rename("assets", [EntryKey(["A1"]): EntryKey(["A9"])], because: "numbered anew"),
      .rename("assets", [EntryKey(["A9"]): EntryKey(["A1"])], because: "as before"),
      .skip(StepInstance("interviews", EntryKey(["A2"])), because: "away"), .submit("assets"),
      .submit(StepInstance("interviews", EntryKey(["A1"]))), finding, .submit("findings"),
      .remove(EntryID("assets", EntryKey(["A1"])), because: "sold"), asset("A1", 4),
      .remove(EntryID("assets", EntryKey(["A2"])), because: "sold"), .submit("assets"),
      .skip("assets", because: "no assets"), .reopen("assets", because: "some"),
    ]
    for command in commands {
      let session = try SmallAudit.open(folder.record)
      do { _ = try session.perform([command], by: "Ada", at: SmallAudit.time) } catch is Refusal {}
      #expect(try session.verify() == [], "after \(command)")
      try session.close()
    }
  }

  @Test(arguments: 0..<24)
  func writesTheSameAsFullKnowledge(seed: UInt64) throws {
    let folder = try Folder()
    let (partial, whole) = (folder.path + "/partial.kaudit", folder.path + "/whole.kaudit")
    for path in [partial, whole] {
      let session = try SmallAudit.create(at: path)
      try session.doGaps()
      try session.close()
    }
    let knowing = try SmallAudit.open(whole, seed: 1000)
    try knowing.loadAll()
    var touching = try SmallAudit.open(partial, seed: 1000)
    var history = History(seed: seed)
    for round in 0..<120 {
      let (commands, person) = history.next()
      let outcomes = [touching, knowing].map { session in
        Result { try session.perform(commands, by: person, at: SmallAudit.time).map(\.event) }
      }
      switch (outcomes[0], outcomes[1]) {
      case (.success(let a), .success(let b)): #expect(a == b)
      case (.failure(let a as Refusal), .failure(let b as Refusal)): #expect(a == b)
      default: Issue.record("\(commands): \(outcomes)")
      }
      if round % 4 == 3 {
        #expect(try touching.verify() == [], "after \(commands)")
        try touching.close()
        touching = try SmallAudit.open(partial, seed: UInt64(round))
      }
    }
    #expect(touching.state.storedSteps.map(\.details) == knowing.state.storedSteps.map(\.details))
    #expect(touching.head.size == knowing.head.size)
    #expect(knowing.head.size > 30, "too little happened")
    #expect(touching.state.instances(of: "interviews") == knowing.state.instances(of: "interviews"))
    #expect(try touching.verify() == [])
    #expect(try knowing.verify() == [])
    try touching.close()
    try knowing.close()
    #expect(try rows(partial) == rows(whole))
  }
}
