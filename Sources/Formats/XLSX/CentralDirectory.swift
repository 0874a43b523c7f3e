/// The directory at the end of a zip archive, as far as it says how many parts there are.
enum CentralDirectory {
  /// The largest number of parts that any record claims which a reader could take for the directory's end.
  static func largestCount(in bytes: [UInt8]) -> Int {
    var largest = 0
    // The end record has 22 bytes and a comment of at most 65,535; one for large archives stands before it.
    let first = max(0, bytes.count - 65_535 - 22 - 20 - 56)
    var at = first
    while at + 22 <= bytes.count {
      defer { at += 1 }
      guard bytes[at] == 0x50, bytes[at + 1] == 0x4B else { continue }
      switch (bytes[at + 2], bytes[at + 3]) {
      case (0x05, 0x06):
        let count = number(in: bytes, at: at + 10, length: 2)
        // All ones say that the number stands in the record for large archives.
        if count < 0xFFFF { largest = max(largest, count) }
      case (0x06, 0x07):
        let record = number(in: bytes, at: at + 8, length: 8)
        if record >= 0, record <= bytes.count - 40 {
          largest = max(largest, number(in: bytes, at: record + 32, length: 8))
        }
      default: break
      }
    }
    return largest
  }

  /// A number whose lowest byte comes first; one too large for us is the largest there is.
  private static func number(in bytes: [UInt8], at place: Int, length: Int) -> Int {
    let value = bytes[place..<place + length].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(clamping: value)
  }
}
