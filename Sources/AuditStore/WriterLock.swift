import Glibc

/// The right to write a record: one program at a time, given back by the system when that program dies.
///
/// It lies on the record itself (`flock`, which SQLite does not use), through a descriptor of its own. Closing any
/// descriptor of a file drops the locks that SQLite holds on it in this process, so this one is opened before SQLite
/// opens the file and closed after SQLite has closed it.
final class WriterLock {
  let path: String
  let descriptor: CInt
  private var isHeld = true

  /// Waits for whoever holds the lock, but not longer than `seconds`.
  init(_ path: String, waitingUpTo seconds: Double) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      isHeld = false
      throw StoreError(errno: errno, path, doing: "opening")
    }
    let deadline = Self.now + seconds
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      guard reason == EWOULDBLOCK || reason == EINTR else {
        throw StoreError(errno: reason, path, doing: "locking")
      }
      guard Self.now < deadline else { throw .locked(path: path, holder: Self.holder(of: descriptor)) }
      usleep(5_000)
    }
  }

  /// A lock on a new file that nobody else knows yet.
  init(creating path: String) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CLOEXEC | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else {
      isHeld = false
      throw StoreError(errno: errno, path, doing: "creating")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw StoreError(errno: errno, path, doing: "locking")
    }
  }

  deinit { release() }

  func release() {
    guard isHeld, descriptor >= 0 else { return }
    isHeld = false
    close(descriptor)
  }

  /// Refuses a file that is no record before SQLite touches it.
  func requireRecord() throws(StoreError) {
    var header = [UInt8](repeating: 0, count: 100)
    let read = pread(descriptor, &header, 100, 0)
    guard read == 100, header.starts(with: "SQLite format 3\0".utf8) else {
      throw .notARecord(path: path, why: read == 0 ? "it is empty" : "it is no SQLite file")
    }
    guard header[68..<72].reduce(0, { $0 << 8 | Int($1) }) == Schema.application else {
      throw .notARecord(path: path, why: "it was made by another program")
    }
  }

  func synchronise() throws(StoreError) {
    guard fsync(descriptor) == 0 else { throw StoreError(errno: errno, path, doing: "writing") }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Who holds the lock, as far as the system tells.
  private static func holder(of descriptor: CInt) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let locks = open("/proc/locks", O_RDONLY | O_CLOEXEC)
    guard locks >= 0 else { return nil }
    defer { close(locks) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while text.count < 1 << 20, case let count = read(locks, &chunk, chunk.count), count > 0 {
      text += chunk[..<count]
    }
    let inode = ":\(status.st_ino)"
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(inode), let holder = Int(words[4]) else {
        continue
      }
      return holder > 0 ? holder : nil
    }
    return nil
  }
}

extension StoreError {
  /// A failure that the system reports.
  init(errno code: CInt, _ path: String, doing: String) {
    switch code {
    case ENOENT: self = .missing(path: path)
    case EEXIST: self = .exists(path: path)
    case EACCES, EPERM, EROFS: self = .readOnly(path: path)
    case ENOSPC, EDQUOT: self = .full(path: path)
    default: self = .failed(path: path, doing: doing, why: String(cString: strerror(code)))
    }
  }
}
