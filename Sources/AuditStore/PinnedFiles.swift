public import AuditCore

/// A file that says how the audit is done, as it was when the audit began.
public struct PinnedContent: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// SHA-256 of the bytes, in hexadecimal digits.
  public var digest: String { SHA256.text(bytes) }
}

/// The files that a record pins. Each is read, and held against its digest, when somebody asks for it.
public struct PinnedFiles {
  let record: RecordFile
  /// Their names and digests, the workflow first.
  public let all: [Opening.PinnedFile]

  /// The file of a name.
  public func content(_ name: String) throws -> PinnedContent? {
    try all.first { $0.name == name }.map(content)
  }

  func content(_ pinned: Opening.PinnedFile) throws -> PinnedContent {
    guard let bytes = try FileStore(file: record).bytes(pinned.digest), SHA256.text(bytes) == pinned.digest
    else {
      throw StoreError.unreadable(path: record.path, why: "`\(pinned.name)` is not there as it was pinned")
    }
    return PinnedContent(name: pinned.name, bytes: bytes)
  }
}

/// Files in a record, each once, under its digest.
struct FileStore {
  let file: RecordFile
  /// No file may be larger than evidence may be.
  private static let largest = 100 << 20

  func write(_ content: PinnedContent) throws(StoreError) {
    guard content.bytes.count <= Self.largest else {
      throw .unwritable("`\(content.name)` is larger than 100 MB")
    }
    try file.connection.run(
      "INSERT OR IGNORE INTO file(digest, bytes) VALUES(?, ?)",
      [.bytes(SHA256.digest(content.bytes)), .bytes(content.bytes)])
  }

  /// The bytes under a digest in hexadecimal digits.
  func bytes(_ digest: String) throws(StoreError) -> [UInt8]? {
    guard let key = SHA256.bytes(hex: digest) else { return nil }
    var size = 0
    try file.connection.each("SELECT length(bytes) FROM file WHERE digest = ?", [.bytes(key)]) {
      size = $0.integer(0)
    }
    guard size <= Self.largest else {
      throw .unreadable(path: file.path, why: "a file in it is larger than 100 MB")
    }
    var bytes: [UInt8]?
    try file.connection.each("SELECT bytes FROM file WHERE digest = ?", [.bytes(key)]) { bytes = $0.bytes(0) }
    return bytes
  }
}
