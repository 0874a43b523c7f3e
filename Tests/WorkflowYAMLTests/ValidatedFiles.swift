import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// Every YAML file of the checkout that kaudit reads, by what it is.
struct ValidatedFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Files in which something is wrong, told by the folder they stand in.
  private static let faulty = ["/err/", "/broken", "/ten-mistakes", "/workflows/shared/", "/faulty"]

  /// The files of a kind, none of them faulty, under their paths.
  static func sound(_ kind: FileKind) throws -> [String] {
    let found = try ["Workflows", "Examples", "Templates", "Tests"].flatMap { folder -> [String] in
      let base = root.appendingPathComponent(folder)
      let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
      return try names.filter { $0.hasSuffix(".yaml") && !$0.contains(".build") && !isForeign(folder, $0) }
        .map { base.appendingPathComponent($0).path }
        .filter { path in !faulty.contains { path.contains($0) } }
        .filter { AuditDocument(try source($0)).kind == kind }
    }
    return found.sorted()
  }

  /// YAML that is no file of kaudit, or that is taken apart elsewhere.
  private static func isForeign(_ folder: String, _ name: String) -> Bool {
    folder == "Tests"
      && (name.hasPrefix("YAMLTreeTests") || name.contains("/hostile/")
        || name.contains("transcripts/workbook"))
  }

  static func source(_ path: String) throws -> SourceFile {
    SourceFile(name: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  /// The workflow of an audit file, beside it or among those that ship.
  static func workflow(of audit: String) throws -> Workflow {
    if audit.contains("/Fixtures/audits/") { return try Reading.smallWorkflow() }
    let named = try #require(AuditDocument(try source(audit)).workflow?.name)
    let name = named.hasSuffix(".yaml") ? named : "\(named).yaml"
    let beside = URL(fileURLWithPath: audit).deletingLastPathComponent()
    let shipped = root.appendingPathComponent("Workflows")
    func file(_ name: String) -> SourceFile? {
      [beside, shipped].lazy.compactMap { try? source($0.appendingPathComponent(name).path) }.first
    }
    // Some fixtures call the workflow beside them by another name than its file's.
    let found = try #require(file(name) ?? file("workflow.yaml"), "\(audit)")
    let (loaded, diagnostics) = WorkflowReader.read(found, find: file)
    return try #require(loaded, "\(audit): \(Reading.text(diagnostics))").workflow
  }
}

/// `check-jsonschema`, which knows nothing of kaudit.
enum IndependentValidator {
  /// Where `make validator` puts it, else wherever it is found.
  private static let program: String? = {
    let own = ValidatedFiles.root.appendingPathComponent(".build/validator/bin/check-jsonschema").path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places = [own] + path.split(separator: ":").map { "\($0)/check-jsonschema" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The files that the schema refuses, each with what is said of it.
  static func refused(_ schema: String, _ files: [String]) throws -> [String: String] {
    let output = try run(["--output-format", "json", "--schemafile"], schema, files)
    let report = try #require(
      JSONSerialization.jsonObject(with: output) as? [String: Any],
      "\(String(decoding: output, as: UTF8.self))")
    let wrong = ["errors", "parse_errors"].flatMap { report[$0] as? [[String: Any]] ?? [] }
    return Dictionary(
      wrong.compactMap { error in
        (error["filename"] as? String).map {
          ($0, "\(error["path"] ?? ""): \(error["message"] ?? error["error"] ?? "")")
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the schema is one of the draft that it names.
  static func isSchema(_ schema: String) throws -> String {
    String(decoding: try run(["--check-metaschema"], schema, []), as: UTF8.self)
  }

  private static func run(_ options: [String], _ schema: String, _ files: [String]) throws -> Data {
    let program = try #require(
      program, "check-jsonschema is missing: `make validator` installs it into .build/validator")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
    try Data(schema.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = options + [file.path] + files
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return output
  }
}
