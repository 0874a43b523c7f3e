import CZip
import Diagnostics

/// The parts of an archive in memory, inflated one at a time and within limits. Nothing is ever unpacked to the disk.
struct ZipArchive {
  let source: SourceFile
  /// By the names of the parts in small letters, as the Open Packaging Conventions compare them.
  private let parts: [String: Part]

  private struct Part {
    let name: String
    let index: UInt64
    let size: UInt64
    let packedSize: UInt64
    let isEncrypted: Bool
  }

  init(_ source: SourceFile) throws(Diagnostic) {
    if let reason = Diagnostic.notAnArchive(source) { throw reason }
    // Looked at first: the library would set aside room for millions of parts.
    let claimed = CentralDirectory.largestCount(in: source.bytes)
    guard claimed <= XLSX.maximumParts else { throw .tooManyParts(source, claimed) }
    self.source = source
    parts = try Self.withArchive(source) { archive in Self.list(archive, source) }.get()
  }

  /// Whether there is a part of that name.
  func has(_ name: String) -> Bool { parts[name.lowercased()] != nil }

  /// The inflated part.
  func bytes(of name: String) throws(Diagnostic) -> [UInt8] {
    guard let part = parts[name.lowercased()] else {
      throw .damaged(source, "the part `\(name)` is missing")
    }
    guard !part.isEncrypted else { throw .encryptedPart(source, part.name) }
    guard part.size <= XLSX.maximumPartBytes else { throw .partTooLarge(source, part.name, part.size) }
    let ratio = part.size / max(part.packedSize, 1)
    guard part.size <= XLSX.harmlessPartBytes || ratio <= XLSX.maximumRatio else {
      throw .partTooDense(source, part.name, ratio)
    }
    return try Self.withArchive(source) { archive in Self.inflate(part, archive, source) }.get()
  }

  private static func withArchive<Value>(
    _ source: SourceFile, _ body: (OpaquePointer) -> Result<Value, Diagnostic>
  ) throws(Diagnostic) -> Result<Value, Diagnostic> {
    source.bytes.withUnsafeBytes { bytes in
      var error = zip_error_t()
      zip_error_init(&error)
      defer { zip_error_fini(&error) }
      guard let memory = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error) else {
        return .failure(.damaged(source, words(&error)))
      }
      guard let archive = zip_open_from_source(memory, ZIP_RDONLY, &error) else {
        zip_source_free(memory)
        return .failure(.cutShort(source, words(&error)))
      }
      defer { zip_discard(archive) }
      return body(archive)
    }
  }

  private static func list(_ archive: OpaquePointer, _ source: SourceFile) -> Result<
    [String: Part], Diagnostic
  > {
    let count = zip_get_num_entries(archive, 0)
    guard count <= XLSX.maximumParts else { return .failure(.tooManyParts(source, Int(count))) }
    var parts: [String: Part] = [:]
    for index in 0..<UInt64(max(count, 0)) {
      var stat = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &stat) == 0, let bytes = stat.name else {
        return .failure(.damaged(source, "part \(index + 1) cannot be read"))
      }
      let name = String(cString: bytes)
      if name.hasSuffix("/") { continue }
      let steps = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
      guard !steps.contains(".."), !name.hasPrefix("/") else {
        return .failure(.damaged(source, "the part `\(name)` would lie outside of it"))
      }
      let part = Part(
        name: name, index: index, size: stat.size, packedSize: stat.comp_size,
        isEncrypted: stat.encryption_method != ZIP_EM_NONE)
      guard parts.updateValue(part, forKey: name.lowercased()) == nil else {
        return .failure(.damaged(source, "the part `\(name)` is there twice"))
      }
    }
    return .success(parts)
  }

  private static func inflate(
    _ part: Part, _ archive: OpaquePointer, _ source: SourceFile
  ) -> Result<[UInt8], Diagnostic> {
    guard let file = zip_fopen_index(archive, part.index, 0) else {
      return .failure(.damaged(source, "the part `\(part.name)`: \(words(zip_get_error(archive)))"))
    }
    defer { zip_fclose(file) }
    // One byte more than the part claims to have: only at its end does the library compare the checksum.
    let room = Int(part.size) + 1
    var isBroken = false
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      while count < room {
        let read = zip_fread(file, start + count, UInt64(room - count))
        isBroken = read < 0
        guard read > 0 else { return }
        count += Int(read)
      }
    }
    if isBroken {
      return .failure(.damaged(source, "the part `\(part.name)`: \(words(zip_file_get_error(file)))"))
    }
    guard bytes.count == Int(part.size) else {
      return .failure(.damaged(source, "the part `\(part.name)` has not the size that it states"))
    }
    return .success(bytes)
  }

  private static func words(_ error: UnsafeMutablePointer<zip_error_t>) -> String {
    String(cString: zip_error_strerror(error)).lowercased()
  }
}

extension Diagnostic {
  fileprivate static func cutShort(_ source: SourceFile, _ words: String) -> Diagnostic {
    Diagnostic(
      "damaged-workbook", "`\(source.name)` cannot be opened: \(words)", at: nil,
      help: "perhaps it was cut short on its way here: copy or export it again")
  }

  fileprivate static func tooManyParts(_ source: SourceFile, _ count: Int) -> Diagnostic {
    .workbookTooLarge(source, "it has \(count) parts, but at most \(XLSX.maximumParts) are read")
  }

  fileprivate static func encryptedPart(_ source: SourceFile, _ name: String) -> Diagnostic {
    Diagnostic(
      "protected-workbook", "`\(source.name)`: the part `\(name)` is encrypted, so it cannot be read",
      at: nil,
      help: "save a copy without a password, or the sheet as CSV")
  }

  fileprivate static func partTooLarge(_ source: SourceFile, _ name: String, _ size: UInt64) -> Diagnostic {
    .workbookTooLarge(
      source, "the part `\(name)` has \(size) bytes, but at most \(XLSX.maximumPartBytes) are read")
  }

  fileprivate static func partTooDense(_ source: SourceFile, _ name: String, _ ratio: UInt64) -> Diagnostic {
    .workbookTooLarge(
      source,
      "the part `\(name)` is packed \(ratio) times smaller than it is, but at most \(XLSX.maximumRatio) times is read"
    )
  }
}
