import AuditCore
import AuditStore
import Diagnostics
import Glibc
import WorkflowYAML

/// Writes into a record from a process of its own, so that tests can kill it, starve it, or race it.
///
/// `RecordWriter RECORD WORKFLOW COUNT PREFIX [SECONDS [LIMIT]]` answers COUNT entries of `assets`, one commit each, and
/// says `ack KEY` after each; the record is made when it is not there. LIMIT bounds the size of a file in bytes.
@main
struct RecordWriter {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5, let count = Int(arguments[3]) else { exit(64) }
    if arguments.count > 6, let limit = UInt(arguments[6]) {
      signal(SIGXFSZ, SIG_IGN)
      var bound = rlimit(rlim_cur: limit, rlim_max: limit)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &bound)
    }
    let seconds = arguments.count > 5 ? Double(arguments[5]) ?? 0 : 0
    do {
      let writer = try Writer(record: arguments[1], workflow: arguments[2], waiting: seconds)
      try writer.write(count, prefix: arguments[4])
      try writer.session.close()
      say("done")
    } catch {
      say("error \(error)")
      exit(74)
    }
  }

  static func say(_ line: String) {
    var bytes = Array("\(line)\n".utf8)
    _ = write(1, &bytes, bytes.count)
  }
}

private struct Writer {
  let session: AuditSession
  private let time = "2026-02-01T10:00:00Z"

  init(record: String, workflow path: String, waiting seconds: Double) throws {
    if access(record, F_OK) == 0 {
      session = try AuditSession.open(record, for: .writing(waitingUpTo: seconds)) { files in
        try Self.workflow(try files.content("small.yaml")?.bytes ?? [])
      }
      return
    }
    let bytes = Self.bytes(of: path)
    session = try AuditSession.create(
      at: record,
      opening: Opening(
        audit: "small", workflow: "small", version: "1.0.0",
        description: Description(language: .english, asOf: "2026-01-31"), files: []),
      files: [PinnedContent(name: "small.yaml", bytes: bytes)], workflow: try Self.workflow(bytes), by: "Ada",
      at: time)
    try perform(.answer(EntryID("mandate"), [FieldAnswer("access", Answer(.text("all")))]))
    try perform(
      .answer(EntryID("members", EntryKey(["Ada"])), [FieldAnswer("kind", Answer(.text("general")))]))
    try perform(
      .answer(
        EntryID("members", EntryKey(["Bo"])),
        [
          FieldAnswer("kind", Answer(.text("leader"))),
          FieldAnswer("roles", Answer(.list([.text("sponsor")]))),
        ]))
    try perform(.submit("team"))
    _ = try session.perform([.approve("team", content: try session.content(of: "team"))], by: "Bo", at: time)
  }

  func write(_ count: Int, prefix: String) throws {
    for number in 0..<count {
      let key = "\(prefix)\(number)"
      try perform(
        .answer(
          EntryID("assets", EntryKey([key])),
          [
            FieldAnswer("criticality", Answer(.integer(3))),
            FieldAnswer("note", Answer(.text("a note of some length about the asset"))),
            FieldAnswer("owner", Answer(.text("Ada"))),
          ]))
      RecordWriter.say("ack \(key)")
    }
  }

  private func perform(_ command: Command) throws { _ = try session.perform([command], by: "Ada", at: time) }

  private static func workflow(_ bytes: [UInt8]) throws -> Workflow {
    let source = SourceFile(name: "small.yaml", text: String(decoding: bytes, as: UTF8.self))
    guard let loaded = WorkflowReader.read(source, find: { _ in nil }).workflow else {
      throw StoreError.unwritable("the workflow cannot be read")
    }
    return loaded.workflow
  }

  private static func bytes(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}
