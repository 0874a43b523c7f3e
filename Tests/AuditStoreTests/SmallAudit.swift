import AuditCore
import AuditStore
import Diagnostics
import Foundation
import Testing
import TestSupport
import WorkflowYAML

/// A folder of its own for a test; it goes with the value.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "kaudit-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    _ = chmod(path, 0o755)
    try? FileManager.default.removeItem(atPath: path)
  }

  var record: String { path + "/small.kaudit" }

  /// What lies in it, sorted.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A workflow with registers, references, checks, a rating, an analysis and a sign-off.
enum SmallAudit {
  static let file: PinnedContent = {
    let bytes = (try? fixtureBytes("small.yaml")) ?? []
    precondition(!bytes.isEmpty, "Fixtures/small.yaml is missing")
    return PinnedContent(name: "small.yaml", bytes: bytes)
  }()

  static let workflow: Workflow = {
    let source = SourceFile(name: "small.yaml", text: String(decoding: file.bytes, as: UTF8.self))
    let (loaded, diagnostics) = WorkflowReader.read(source) { _ in nil }
    guard let loaded else { preconditionFailure(diagnostics.map(\.message).joined(separator: "\n")) }
    return loaded.workflow
  }()

  static let opening = Opening(
    audit: "small", workflow: "small", version: "1.0.0",
    description: Description(language: .english, asOf: "2026-01-31"), files: [])

  static let time = "2026-02-01T10:00:00Z"

  static func create(at path: String, seed: UInt64 = 1) throws -> AuditSession {
    try AuditSession.create(
      at: path, opening: opening, files: [file], workflow: workflow, by: "Ada", at: time,
      salts: SplitMix64(seed: seed))
  }

  /// Waits a while by default: what another test starts holds every descriptor, and so every lock, until it has become
  /// another program.
  static func open(
    _ path: String, for purpose: AuditSession.Purpose = .writing(waitingUpTo: 10), seed: UInt64 = 2
  ) throws -> AuditSession {
    try AuditSession.open(path, for: purpose, workflow: { _ in workflow }, salts: SplitMix64(seed: seed))
  }
}

extension Command {
  static func answer(_ step: StepID, _ key: String..., because: String? = nil, with fields: [FieldID: Value])
    -> Command
  {
    .answer(
      EntryID(step, key.isEmpty ? .only : EntryKey(key)),
      fields.sorted { $0.key < $1.key }.map { FieldAnswer($0.key, Answer($0.value)) }, because: because)
  }
}

extension AuditSession {
  @discardableResult
  func perform(_ commands: Command..., by person: String = "Ada") throws -> [LogEntry] {
    try perform(commands, by: person, at: SmallAudit.time)
  }

  /// A team with its sign-off, so that the rest is ready.
  func doTeam() throws {
    try perform(
      .answer("mandate", with: ["access": .text("all")]),
      .answer("members", "Ada", with: ["kind": .text("general")]),
      .answer("members", "Bo", with: ["kind": .text("leader"), "roles": .list([.text("sponsor")])]),
      .submit("team"))
    try perform(.approve("team", content: try content(of: "team")), by: "Bo")
  }

  /// Everything up to the computed gaps.
  func doGaps() throws {
    try doTeam()
    for key in ["about", "from"] {
      try perform(
        .answer("ideal", key, with: ["level": .integer(4)]),
        .answer("weights", key, with: ["weight": .number(1)]))
    }
    try perform(.submit("ideal"), .submit("weights"))
    for key in ["about", "from"] {
      for rater in ["Ada", "Cy"] {
        try perform(.answer("ratings", key, rater, with: ["score": .integer(2)]), by: rater)
      }
    }
    try perform(.submit("ratings"))
  }
}
