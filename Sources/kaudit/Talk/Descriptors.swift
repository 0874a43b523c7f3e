import Glibc

/// The three descriptors that every program starts with.
enum Descriptors {
  /// Opens nothing where a standard descriptor is closed, before any other file takes its number: what is meant for the
  /// terminal must never be written into a record.
  static func takeStandardOnes() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) == -1 {
      // `open` gives the lowest free number, which is this one.
      _ = open("/dev/null", number == 0 ? O_RDONLY : O_WRONLY)
    }
  }
}
