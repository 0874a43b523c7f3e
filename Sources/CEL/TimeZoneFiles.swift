import Glibc
import Synchronization

/// The time zones that the system has installed, each read once.
///
/// The only files that an expression reaches: by a strict pattern of names, and nowhere else.
enum TimeZoneFiles {
  static let folder = "/usr/share/zoneinfo"
  private static let largest = 1 << 17
  private static let known = Mutex<[String: TimeZone]>([:])

  /// The zone of a name such as `Asia/Shanghai`, or why there is none.
  static func zone(_ name: String) throws(EvaluationError) -> TimeZone {
    if let zone = known.withLock({ $0[name] }) { return zone }
    guard isName(name), let bytes = read("\(folder)/\(name)"), let zone = TimeZone(bytes) else {
      throw access(folder, F_OK) == 0 ? .unknownClock(name) : .noZonesInstalled(name)
    }
    known.withLock { $0[name] = zone }
    return zone
  }

  /// Whether each part begins with a capital and is made of letters, digits, `_`, `+` and `-`: what the database
  /// calls its zones, and neither a way out of the folder nor the clock of this machine (`localtime`).
  private static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= 64 && parts.count <= 3
      && parts.allSatisfy { part in
        guard let first = part.first, (65...90).contains(first) else { return false }
        return part.allSatisfy { byte in
          (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || [0x5F, 0x2B, 0x2D].contains(byte)
        }
      }
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largest
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let taken = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      guard taken > 0 else { return nil }
      count += taken
    }
    return bytes
  }
}

extension EvaluationError {
  fileprivate static func unknownClock(_ name: String) -> EvaluationError {
    EvaluationError(
      .invalidArgument(
        "\(CELValue.string(name).shown) is no clock: write a place such as `Asia/Shanghai`, `UTC`, or a difference such as "
          + "`+08:00`"))
  }

  fileprivate static func noZonesInstalled(_ name: String) -> EvaluationError {
    EvaluationError(
      .invalidArgument(
        "the clock of \(CELValue.string(name).shown) is not known: the system has no time zones in `\(TimeZoneFiles.folder)`"
      ))
  }
}
