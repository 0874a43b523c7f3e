/// The clock of a named place: how far it was from UTC at every moment, and what rule it follows after that.
///
/// Read from the system's files in the format TZif, version 2 or later (RFC 9636).
struct TimeZone: Sendable {
  /// The moments at which the difference changed, and the difference from each of them on, in seconds.
  private let changes: [(from: Int64, offset: Int)]
  /// The difference before the first change.
  private let first: Int
  /// What holds after the last change; nil where that never changes again.
  private let rule: TimeZoneRule?

  /// A zone from the bytes of its file, nil where they are no such file.
  init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    // The first half serves readers of 1990: it has 32 bits for a moment.
    guard let old = TimeZoneHeader(&reader), old.version >= 2, reader.skip(old.size(moment: 4)),
      let header = TimeZoneHeader(&reader), header.leapSeconds == 0, header.kinds > 0
    else { return nil }
    var moments: [Int64] = []
    for _ in 0..<header.changes {
      guard let moment = reader.integer(8), moments.last.map({ $0 < moment }) ?? true else { return nil }
      moments.append(moment)
    }
    guard let kinds = reader.take(header.changes) else { return nil }
    var offsets: [Int] = []
    for _ in 0..<header.kinds {
      guard let offset = reader.integer(4), abs(offset) < 604_800, reader.skip(2) else { return nil }
      offsets.append(Int(offset))
    }
    guard kinds.allSatisfy({ $0 < offsets.count }),
      reader.skip(header.names + header.standardMarks + header.utcMarks)
    else { return nil }
    first = offsets[0]
    changes = zip(moments, kinds).map { (from: $0, offset: offsets[Int($1)]) }
    guard let footer = reader.line() else { return nil }
    if footer.isEmpty {
      rule = nil
    } else {
      guard let read = TimeZoneRule(footer) else { return nil }
      rule = read
    }
  }

  /// How many seconds the clock of the place is ahead of UTC at a moment.
  func offset(at moment: Int64) -> Int {
    guard let last = changes.last, moment < last.from else {
      return rule?.offset(at: moment) ?? changes.last?.offset ?? first
    }
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].from <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? first : changes[low - 1].offset
  }
}

/// How many of each thing follow.
private struct TimeZoneHeader {
  let version: Int
  let utcMarks: Int
  let standardMarks: Int
  let leapSeconds: Int
  let changes: Int
  let kinds: Int
  let names: Int

  init?(_ reader: inout ByteReader) {
    guard reader.take(4) == [0x54, 0x5A, 0x69, 0x66], let version = reader.take(1)?.first, reader.skip(15)
    else { return nil }
    self.version = Int(version) - 48
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = reader.integer(4), (0...100_000).contains(count) else { return nil }
      counts.append(Int(count))
    }
    (utcMarks, standardMarks, leapSeconds) = (counts[0], counts[1], counts[2])
    (changes, kinds, names) = (counts[3], counts[4], counts[5])
  }

  func size(moment: Int) -> Int {
    changes * (moment + 1) + kinds * 6 + names + leapSeconds * (moment + 4) + standardMarks + utcMarks
  }
}

/// Reads bytes from left to right, the higher ones first.
private struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - position else { return nil }
    position += count
    return bytes[(position - count)..<position]
  }

  mutating func skip(_ count: Int) -> Bool { take(count) != nil }

  /// A number with a sign, of four or eight bytes.
  mutating func integer(_ size: Int) -> Int64? {
    guard let taken = take(size) else { return nil }
    let bits = taken.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(truncatingIfNeeded: bits)
  }

  /// The text between two line ends.
  mutating func line() -> String? {
    guard take(1) == [10], let end = bytes[position...].firstIndex(of: 10) else { return nil }
    return take(end - position).map { String(decoding: $0, as: UTF8.self) }
  }
}
