import Foundation
import Testing

/// A folder with a small audit and hostile input in it, and what lies around it; removed when the test is over.
///
/// The programs run in `audit`. Beside it stand `outside`, which nothing may read or write, and the home folder.
final class HostilePlace {
  let around: URL
  var audit: URL { around.appendingPathComponent("audit") }

  /// What must never be shown.
  static let secret = "the-secret-of-somebody-else"

  /// What `kaudit render` writes of the small audit.
  static let papers: Set<String> = [
    "documents/working_papers.en.html", "documents/working_papers.en.md",
    "documents/working_papers.zh.html", "documents/working_papers.zh.md",
  ]

  init(withRecord: Bool = true) throws {
    around = FileManager.default.temporaryDirectory.appendingPathComponent("kaudit-\(UUID().uuidString)")
    for name in ["outside", "home"] {
      try FileManager.default.createDirectory(
        at: around.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    let files = Transcripts.root.appendingPathComponent("Tests/KauditTests/Fixtures/hostile/start")
    try FileManager.default.copyItem(at: files, to: audit)
    try write("../outside/secret.csv", "id,name\n\(Self.secret),x\n")
    try write("../outside/secret.yaml", "\(Self.secret): {\n")
    try write("../outside/secret.md", "\(Self.secret)\n")
    if withRecord { try Self.record.get().write(to: audit.appendingPathComponent("acme.kaudit")) }
  }

  deinit { try? FileManager.default.removeItem(at: around) }

  private static let record = Result {
    let place = try HostilePlace(withRecord: false)
    let result = try place.run("kaudit run audit.yaml")
    try #require(result.code == 0, "\(result)")
    return try Data(contentsOf: place.audit.appendingPathComponent("acme.kaudit"))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = audit.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: audit.appendingPathComponent(name), encoding: .utf8)
  }

  /// A link, whether or not there is anything at its target.
  func link(_ name: String, to target: String) throws {
    let link = audit.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
  }

  // MARK: - Running

  struct Outcome {
    let code: Int32
    let output: String
    let remarks: String

    /// The first line that tells what is wrong, else the first line of the result.
    var first: String {
      (remarks.isEmpty ? output : remarks).split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  /// Runs a command of the shell in the audit's folder, within limits of memory (in kB) and time.
  ///
  /// The time is only a guard against what never ends; speed is measured elsewhere.
  func run(_ command: String, memory: Int = 400_000, seconds: Int = 60) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", "ulimit -v \(memory) -c 0; exec timeout -s KILL \(seconds) bash -c \"$0\"", command,
    ]
    process.currentDirectoryURL = audit
    var environment = Transcript.environment
    environment["HOME"] = around.appendingPathComponent("home").path
    process.environment = environment
    let files = ["output", "remarks"].map { around.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    for file in files { try FileManager.default.removeItem(at: file) }
    let code =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Outcome(code: code, output: texts[0], remarks: texts[1])
  }

  // MARK: - What is there

  /// Every name under the place, with what is there: bytes of files, targets of links, else the kind.
  func listing() throws -> [String: Data] {
    var listing: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: around.path)?.compactMap { $0 as? String } ?? []
    for name in names {
      let path = around.appendingPathComponent(name).path
      let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      switch type {
      case .typeRegular?: listing[name] = try Data(contentsOf: URL(fileURLWithPath: path))
      case .typeSymbolicLink?:
        listing[name] = Data(try FileManager.default.destinationOfSymbolicLink(atPath: path).utf8)
      default: listing[name] = Data((type?.rawValue ?? "").utf8)
      }
    }
    return listing
  }

  /// The names that came, went or changed since a listing.
  func changes(since before: [String: Data]) throws -> Set<String> {
    let after = try listing()
    return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
  }
}
