import Glibc

/// The folder in which everything is measured; it is taken away at the end.
enum Scratch {
  /// On a disk where there is one, because /tmp may lie in memory, where nothing has to be made durable.
  static let folder: String = {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
    let path = "\(parent)/kaudit-bench-\(getpid())"
    mkdir(path, 0o700)
    return path
  }()

  /// The folder of this package, and of the one it measures.
  static let package = String(#filePath.dropLast("/Sources/bench/Measuring/Scratch.swift".count))
  static let root = String(package.dropLast("/Benchmarks".count))

  static func remove() { _ = try? Child("rm", ["-rf", folder]) }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Trouble("cannot read \(path)") }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    lseek(descriptor, 0, SEEK_SET)
    return try [UInt8](unsafeUninitializedCapacity: max(size, 1)) { buffer, count in
      while count < size {
        let step = read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        guard step > 0 else { throw Trouble("cannot read \(path)") }
        count += step
      }
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Trouble("cannot write \(path)") }
    defer { close(descriptor) }
    var at = 0
    while at < bytes.count {
      let step = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: at), $0.count - at)
      }
      guard step > 0 else { throw Trouble("cannot write \(path)") }
      at += step
    }
  }
}

/// The limits: small C programs that do only the unavoidable, compiled when the measuring begins; and one that makes
/// their input.
enum Limits {
  private static let libraries = [
    "hello": [], "join": [], "events": ["-lyaml"], "newest": ["-lsqlite3"],
    "commits": ["-lsqlite3", "-lcrypto"],
    "rehash": ["-lsqlite3", "-lcrypto"], "import": ["-lzip", "-lexpat", "-lsqlite3"], "workbook": ["-lzip"],
    "betweenness": ["-lm"], "krippendorff": ["-lm"], "cronbach": ["-lm"], "customers": ["-lm"],
    "raters": ["-lm"],
  ]

  static func path(_ name: String) -> String { "\(Scratch.folder)/limit-\(name)" }

  static func compile() throws {
    for (name, libraries) in libraries {
      _ = try Child(
        "cc", ["-O2", "-o", path(name), "\(Scratch.package)/C/\(name).c"] + libraries)
    }
  }
}
