import AuditCore
import Diagnostics
import WorkflowYAML

/// Where an audit is kept: its file, its record, or both.
struct AuditPlace {
  /// The audit file, where there is one.
  let file: String?
  /// Its text, read once for whoever needs it.
  let document: AuditDocument?
  /// The workflow, where it was given by itself: everything is then asked for.
  let workflow: String?
  /// The record; it may not exist yet.
  let record: String

  var folder: String { Files.folder(of: record) }

  /// Takes AUDIT off the front of the arguments, if it is there, and finds the audit in the folder if it is not.
  static func take(from arguments: inout [String]) throws(Stop) -> AuditPlace {
    if let first = arguments.first, isAudit(first) {
      arguments.removeFirst()
      return try AuditPlace(first)
    }
    return try inFolder(".")
  }

  /// The audit of the folder one is in.
  static func here() throws(Stop) -> AuditPlace { try inFolder(".") }

  static func isAudit(_ argument: String) -> Bool {
    isFile(argument) || Files.isFolder(argument)
  }

  private static func isFile(_ name: String) -> Bool {
    [".kaudit", ".yaml", ".yml"].contains { name.hasSuffix($0) }
  }

  /// Whether the file of a name is there and is an audit file.
  static func isAuditFile(_ path: String) throws(Stop) -> Bool {
    guard Files.exists(path), !Files.isFolder(path) else { return false }
    return AuditDocument(try Files.source(path)).kind == .audit
  }

  init(_ path: String) throws(Stop) {
    if Files.isFolder(path) {
      self = try Self.inFolder(path)
      return
    }
    if path.hasSuffix(".kaudit") {
      self.init(file: nil, record: path)
      return
    }
    try self.init(path, AuditDocument(try Files.source(path)))
  }

  private init(_ path: String, _ document: AuditDocument) throws(Stop) {
    if document.kind == .workflow, let name = document.workflow?.name, Spelling.isTitleName(name) {
      let record = try Self.record(Files.join(Files.folder(of: path), "\(name).kaudit"))
      self.init(file: nil, workflow: path, record: record)
      return
    }
    guard let name = document.audit else {
      // What is wrong with the file is said by whoever reads it whole.
      throw document.diagnostics.isEmpty
        ? Stop(
          .faulty, "`\(path)` does not say which audit it is: `audit:` is missing or no name",
          help: "`kaudit check \(path)` tells more")
        : .faulty(document.diagnostics)
    }
    let record = try Self.record(Files.join(Files.folder(of: path), "\(name).kaudit"))
    self.init(file: path, document, record: record)
  }

  /// A record that nobody named, found beside what was named.
  private static func record(_ path: String) throws(Stop) -> String {
    try Files.requireInside(Files.folder(of: path), path)
    return path
  }

  private init(file: String?, _ document: AuditDocument? = nil, workflow: String? = nil, record: String) {
    self.file = file
    self.document = document
    self.workflow = workflow
    self.record = record
  }

  /// The one audit of a folder.
  private static func inFolder(_ folder: String) throws(Stop) -> AuditPlace {
    let names = Files.names(in: folder)
    let documents = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .compactMap { try? AuditDocument(Files.source(Files.join(folder, $0))) }
      .filter { $0.kind == .audit && $0.audit != nil }
    let files = documents.map(\.source.name)
    let records = names.filter { $0.hasSuffix(".kaudit") }.map { Files.join(folder, $0) }
    if files.count == 1 {
      let place = try AuditPlace(files[0], documents[0])
      if records.isEmpty || records == [place.record] { return place }
    }
    if files.isEmpty, records.count == 1 { return AuditPlace(file: nil, record: try record(records[0])) }
    let where_ = folder == "." ? "this folder" : "`\(folder)`"
    guard files.isEmpty, records.isEmpty else {
      throw Stop(
        .usage, "\(where_) holds several audits: \(listed(files + records))",
        help: "name the one that is meant")
    }
    throw Stop(
      .usage, "\(where_) holds no audit", help: "name an audit file or a record, or begin with `kaudit new`")
  }
}
