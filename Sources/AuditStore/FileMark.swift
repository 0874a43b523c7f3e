import Glibc

/// What tells two moments of a file apart without reading it.
struct FileMark: Equatable {
  private let device: UInt
  private let inode: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// Nothing where there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path without links in it, or as it is where there is no file.
  static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func requireFile(_ path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw StoreError(errno: errno, path, doing: "opening") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARecord(path: path, why: "it is no file") }
    guard status.st_size > 0 else { throw .notARecord(path: path, why: "it is empty") }
  }
}
