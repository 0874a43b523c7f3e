import Diagnostics
import Glibc

/// Files as the command line needs them. Everything throws `Stop` with the path and what the system says.
enum Files {
  static let largest = 256 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The whole file, if it is one and not too large.
  static func read(_ path: String) throws(Stop) -> [UInt8] {
    // A pipe would wait for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system("read", path) }
    defer { close(descriptor) }
    return try read(descriptor, path)
  }

  private static func read(_ descriptor: CInt, _ path: String) throws(Stop) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system("read", path) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Stop(.faulty, "`\(path)` is a folder, not a file") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Stop(.faulty, "`\(path)` is no ordinary file") }
    guard status.st_size <= largest else {
      throw Stop(
        .faulty, "`\(path)` has \(status.st_size >> 20) MB, but files of at most \(largest >> 20) MB are read"
      )
    }
    var bytes: [UInt8] = []
    // The whole file at once, unless it grows meanwhile.
    var room = max(Int(status.st_size), 1)
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = Glibc.read(descriptor, buffer.baseAddress, room)
        filled = max(count, 0)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("read", path)
      }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      room = 1 << 16
      guard bytes.count <= largest else {
        throw Stop(.faulty, "`\(path)` has more than the \(largest >> 20) MB that are read")
      }
    }
  }

  static func source(_ path: String) throws(Stop) -> SourceFile {
    SourceFile(name: path, bytes: try read(path))
  }

  /// Writes a file whole or not at all: under another name first, then in its place, both on the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(Stop) {
    let draft = join(folder(of: path), ".\(name(of: path)).\(getpid()).part")
    // Whatever bears that name already, a link or a pipe perhaps, is never written into.
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system("write", path) }
    var isWritten = bytes.withUnsafeBytes { buffer in
      var rest = buffer
      while rest.count > 0, let start = rest.baseAddress {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
    isWritten = isWritten && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(draft, path) == 0 else {
      let stop = Stop.system("write", path)
      unlink(draft)
      throw stop
    }
    let folder = open(self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  static func makeFolder(_ path: String) throws(Stop) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : (made.isEmpty || made == "/" ? "" : "/") + part
      guard !part.isEmpty, !isFolder(made) else { continue }
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw .system("create", made) }
    }
  }

  /// The names in a folder, in byte order.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The path as it is called from the working folder; as it stands where it lies elsewhere.
  static func pathFromHere(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
    guard let here = real("."), let target = real(path), target.hasPrefix(here + "/") else { return path }
    return String(target.dropFirst(here.count + 1))
  }

  /// The path with every link followed; nothing where it does not exist.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A file inside `folder`, as another file names it; nothing where there is none.
  ///
  /// Never one outside, also not through links, even where a link is changed at this moment: what is looked at is the
  /// file that was opened, not its name.
  static func source(inside folder: String, _ name: String) throws(Stop) -> SourceFile? {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.utf8.contains(0),
      !name.split(separator: "/").contains("..")
    else { return nil }
    let path = join(folder, name)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
      throw .system("read", path)
    }
    defer { close(descriptor) }
    guard !isFolder(path), lies("/proc/self/fd/\(descriptor)", in: folder) else { return nil }
    return SourceFile(name: path, bytes: try read(descriptor, path))
  }

  /// Whether a path that is there leads to something in `folder`, with every link followed.
  static func lies(_ path: String, in folder: String) -> Bool {
    guard let home = real(folder), let target = real(path) else { return false }
    return target.hasPrefix(home.hasSuffix("/") ? home : home + "/")
  }

  /// Refuses a link that leads out of the folder where nobody named it: it came with the files of others.
  static func requireInside(_ folder: String, _ path: String) throws(Stop) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, !lies(path, in: folder) else {
      return
    }
    throw .leadsOut(path)
  }
}

extension Stop {
  /// A link in an audit's folder that leads elsewhere.
  static func leadsOut(_ path: String) -> Stop {
    Stop(
      .faulty, "`\(path)` leads out of the audit's folder, so it is not followed",
      help: "put there what is meant, or name it on the command line")
  }

  /// What the system says of a file.
  static func system(_ deed: String, _ path: String) -> Stop {
    let code = errno
    let words = String(cString: strerror(code))
    let isMissing = [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(code)
    return Stop(isMissing ? .faulty : .disk, "cannot \(deed) `\(path)`: \(words.lowercased())")
  }
}
