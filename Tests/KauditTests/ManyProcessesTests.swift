import Foundation
import Glibc
import Testing

/// Several real processes at once on one record: nobody's confirmed answer is lost, and the slower one is told.
@Suite struct ManyProcessesTests {
  /// One `kaudit` at work.
  private final class Command {
    private let process = Process()
    private let output = Pipe()
    let arguments: [String]

    init(_ arguments: [String], in folder: URL) throws {
      self.arguments = arguments
      process.executableURL = Transcript.products.appendingPathComponent("kaudit")
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.environment = Transcript.environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.run()
    }

    func finish() -> (status: Int32, output: String) {
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }
  }

  private let stage: Stage
  private let record = "site-visit.kaudit"

  init() throws {
    stage = try Stage()
    _ = try Transcript.run("kaudit run site.yaml --as Ada --language en", in: stage.folder)
  }

  private func answer(_ entry: String, _ answer: String, by person: String) throws -> Command {
    try Command(["answer", record, entry, answer, "--as", person], in: stage.folder)
  }

  /// The answers in the log, as `entry field value person`.
  private func logged() throws -> [String] {
    try Transcript.run("kaudit log \(record) --format json", in: stage.folder).flatMap { line -> [String] in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let body = entry?["body"] as? [String: Any]
      guard let answers = body?["answers"] as? [String: Any], let person = entry?["by"] as? String else {
        return []
      }
      let place = "\(body?["step"] as? String ?? "")/\(body?["key"] as? String ?? "")"
      return answers.map { "\(place) \($0.key) \($0.value) \(person)" }
    }
  }

  @Test func keepsEveryAnswerThatWasConfirmed() throws {
    var confirmed: [String] = []
    for round in 1...5 {
      // Four want the same field; two others of the same entry; two read.
      let rivals = try (1...4).map {
        (person: "P\($0)", at: "R\(round)", try answer("notes/R\(round)", "text=by-P\($0)", by: "P\($0)"))
      }
      let left = try answer("notes/R\(round)", "left=l\(round)", by: "L")
      let right = try answer("notes/R\(round)", "right=r\(round)", by: "R")
      let readers = try ["status", "verify"].map { try Command([$0, record], in: stage.folder) }
      var winner: String?
      var losers: [String] = []
      for (person, entry, command) in rivals {
        let (status, output) = command.finish()
        if status == 0 {
          #expect(winner == nil, "two had the same field: \(person) and \(winner ?? "")")
          winner = person
          confirmed.append("notes/\(entry) text by-\(person) \(person)")
        } else {
          #expect(status == 2, "\(output)")
          losers.append(output)
        }
      }
      let faster = try #require(winner)
      for loser in losers {
        #expect(loser.contains("was answered by \(faster) on 2026-02-02: `by-\(faster)`"), "\(loser)")
      }
      for (command, field) in [(left, "left l\(round) L"), (right, "right r\(round) R")] {
        let (status, output) = command.finish()
        #expect(status == 0, "\(output)")
        confirmed.append("notes/R\(round) \(field)")
      }
      for reader in readers {
        let (status, output) = reader.finish()
        #expect(status == 0, "\(reader.arguments): \(output)")
      }
    }
    let logged = try logged()
    for answer in confirmed { #expect(logged.count { $0 == answer } == 1, "\(answer)\n\(logged)") }
    #expect(logged.filter { !$0.contains(" id ") }.count == confirmed.count)
    #expect(
      try Transcript.run("kaudit verify \(record) | cut -d, -f1", in: stage.folder) == ["\(record): sound"])
    #expect(try Transcript.run("ls | grep -c -e wal -e shm", in: stage.folder).first == "0")
  }

  @Test func severalFirstRunsBeginOneAudit() throws {
    try FileManager.default.removeItem(at: stage.folder.appendingPathComponent(record))
    let runs = try (1...4).map {
      try Command(["run", "site.yaml", "--as", "P\($0)", "--no-ask"], in: stage.folder)
    }
    let ends = runs.map { $0.finish() }
    let (status, output) = try Command(["run", "site.yaml", "--as", "P1", "--no-ask"], in: stage.folder)
      .finish()
    for end in ends { #expect(end.status == status, "\(end.output)\n\(output)") }
    let log = try Transcript.run("kaudit log \(record) --format json", in: stage.folder)
    #expect(log.count { $0.contains("\"kind\":\"audit_started\"") } == 1)
    #expect(
      try Transcript.run("kaudit verify \(record) | cut -d, -f1", in: stage.folder) == ["\(record): sound"])
  }

  /// Takes the lock of the record as another writer would.
  private func hold() throws -> Int32 {
    let descriptor = open(stage.folder.appendingPathComponent(record).path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor
  }

  @Test func waitsForItsTurnAndIsToldWhoseItIs() throws {
    let descriptor = try hold()
    let patient = try answer("notes/A", "text=first", by: "Ada")
    // Readers need no turn.
    #expect(try Command(["status", record], in: stage.folder).finish().status == 0)
    let (status, output) = patient.finish()
    #expect(status == 2)
    #expect(output.contains("`\(record)` is being written by process \(getpid())"), "\(output)")
    let next = try answer("notes/A", "text=second", by: "Ada")
    usleep(300_000)
    close(descriptor)
    #expect(next.finish().status == 0)
    #expect(try logged().filter { $0.contains(" text ") } == ["notes/A text second Ada"])
  }

  @Test func aKilledWriterIsInNobodysWay() throws {
    let script = "exec 9<>\(record); flock 9; echo held; exec sleep 60"
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/bin/bash")
    holder.arguments = ["-c", script]
    holder.currentDirectoryURL = stage.folder
    let output = Pipe()
    holder.standardOutput = output
    try holder.run()
    _ = output.fileHandleForReading.availableData
    let waiting = try answer("notes/A", "text=mine", by: "Ada")
    usleep(300_000)
    let begin = Date()
    kill(holder.processIdentifier, SIGKILL)
    #expect(waiting.finish().status == 0)
    #expect(Date().timeIntervalSince(begin) < 5)
    holder.waitUntilExit()
  }
}
