import AuditCompare
import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML
import YAMLTree

/// What is measured inside a process of its own, so that its memory and its time are its own.
enum Workers {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3, let count = Int(arguments[2]) else { throw Trouble("worker WORK PATH COUNT") }
    let path = arguments[1]
    switch arguments[0] {
    case "tree": try tree(path, rounds: count)
    case "load": try load(path, rounds: count)
    case "answer": try answer(path, count)
    case "fill": try fill(path, count)
    case "open": try open(path, rounds: count)
    case "compare": try compare(path, rounds: count)
    case "expressions":
      let objects = Checks.objects(try Checks.assets(path))
      try checks(rounds: count) { try Checks.held(objects) }
    case "rules":
      let assets = try Checks.assets(path)
      try checks(rounds: count) { Checks.heldBySwift(assets) }
    default:
      guard let work = MethodWork(rawValue: arguments[0]), let size = Int(path) else {
        throw Trouble("there is no worker \(arguments[0])")
      }
      try method(work, size, rounds: count)
    }
  }

  private static func tree(_ path: String, rounds: Int) throws {
    let (cpu, document) = try Clock.best(of: rounds) {
      YAMLTree.parse(SourceFile(name: path, bytes: try Scratch.bytes(path)))
    }
    guard document.diagnostics.isEmpty, document.root != nil else { throw Trouble("the input has mistakes") }
    print("cpu \(cpu)")
  }

  private static func load(_ path: String, rounds: Int) throws {
    let (cpu, file) = try Clock.best(of: rounds) { () throws -> AuditFile in
      let workflow = try Register.workflow(try Scratch.bytes(Register.workflowPath))
      let document = AuditDocument(SourceFile(name: path, bytes: try Scratch.bytes(path)))
      let (file, wrong) = document.read(as: workflow) { _ in nil }
      guard let file, wrong.isEmpty else { throw Trouble("the input has mistakes: \(wrong.prefix(3))") }
      return file
    }
    print("cpu \(cpu)\nrecords \(file.steps.first?.entries.count ?? 0)")
  }

  private static func answer(_ path: String, _ count: Int) throws {
    let session = try Register.create(at: path)
    var size = 0
    let (cpu, wall) = (Clock.cpu, Clock.wall)
    for number in 0..<count {
      let entries = try session.perform([Register.answer(number)], by: Register.person, at: Register.time)
      guard entries.count == 1 else { throw Trouble("an answer was not recorded") }
      size = entries[0].body?.count ?? 0
    }
    print("cpu \(Clock.cpu - cpu)\nwall \(Clock.wall - wall)\nbody \(size)")
    try session.close()
  }

  /// Records many answers, a thousand in each commit.
  private static func fill(_ path: String, _ count: Int) throws {
    let session = try Register.create(at: path)
    for start in stride(from: 0, to: count, by: 1000) {
      let commands = (start..<min(start + 1000, count)).map(Register.answer)
      _ = try session.perform(commands, by: Register.person, at: Register.time)
    }
    try session.close()
  }

  private static func compare(_ entries: String, rounds: Int) throws {
    guard let entries = Int(entries) else { throw Trouble("worker compare ENTRIES ROUNDS") }
    let (old, new) = Pair.make(entries, try Register.workflow(try Register.pinned().bytes))
    let (cpu, comparison) = try Clock.best(of: rounds) { Comparison(from: old, to: new) }
    let changes = comparison.steps.flatMap(\.entries)
    for kind in [EntryChange.Kind.changed, .added, .removed] {
      print("\(kind.rawValue) \(changes.count { $0.kind == kind })")
    }
    print("cpu \(cpu)")
  }

  private static func checks(rounds: Int, _ held: () throws -> [Int]) throws {
    let (cpu, held) = try Clock.best(of: rounds, held)
    for (number, count) in held.enumerated() { print("check\(number) \(count)") }
    print("cpu \(cpu)")
  }

  private static func method(_ work: MethodWork, _ size: Int, rounds: Int) throws {
    let (cpu, figures) = try Clock.best(of: rounds, work.prepare(size))
    for (name, value) in figures { print(name, value ?? .nan) }
    print("cpu \(cpu)")
  }

  private static func open(_ path: String, rounds: Int) throws {
    let workflow = try Register.workflow(try Register.pinned().bytes)
    let (cpu, size) = try Clock.best(of: rounds) { () throws -> Int in
      let session = try AuditSession.open(path, for: .reading) { _ in workflow }
      let size = session.head.size
      try session.close()
      return size
    }
    print("cpu \(cpu)\nevents \(size)")
  }
}
