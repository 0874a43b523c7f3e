/// Hears the texts that the cells of all sheets share, without the readings that are written over East Asian ones.
final class SharedStrings: XMLListener {
  /// There are more of them than are read.
  private(set) var isBeyondReading = false
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var text = RichText()

  static let limit =
    "its shared texts are more than the \(XLSX.maximumCells), or the \(XLSX.maximumTextBytes) bytes, that are read"

  var count: Int { ends.count }

  /// Adds the text of a number to a buffer; false where there is none.
  func append(_ number: Int, to buffer: inout [UInt8]) -> Bool {
    guard number >= 0, number < ends.count else { return false }
    buffer.append(contentsOf: bytes[range(number)])
    return true
  }

  func length(_ number: Int) -> Int { number >= 0 && number < ends.count ? range(number).count : 0 }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  func begin(_ element: XMLElement) -> Bool {
    if text.begin(element, at: bytes.count) { return true }
    if element.is("si") { text.open(at: bytes.count) }
    return true
  }

  func end() -> Bool {
    if text.end(&bytes) {
      ends.append(UInt32(bytes.count))
      isBeyondReading = ends.count > XLSX.maximumCells
    }
    if bytes.count > XLSX.maximumTextBytes { isBeyondReading = true }
    return !isBeyondReading
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>) {
    if text.isReading { bytes.append(contentsOf: piece) }
  }
}

/// Follows the elements of one text, `<is>` or `<si>`: plain, or in runs of different looks.
struct RichText {
  private enum Place { case outside, item, text, run, runText }

  private var place = Place.outside
  /// So many elements are open that do not belong to the text.
  private var skipped = 0
  private var itemStart = 0
  private var textStart = 0
  private var keepsSpace = false

  /// Whether characters now belong to the text.
  var isReading: Bool { (place == .text || place == .runText) && skipped == 0 }

  /// The element that holds the text has begun; the text will stand at a place of a buffer.
  mutating func open(at place: Int) {
    self.place = .item
    itemStart = place
  }

  /// Takes an element inside the text, of which so much stands in the buffer already; false outside of one.
  mutating func begin(_ element: XMLElement, at end: Int) -> Bool {
    guard place != .outside else { return false }
    switch place {
    case _ where skipped > 0: skipped += 1
    case .item where element.is("t"), .run where element.is("t"):
      place = place == .item ? .text : .runText
      textStart = end
      keepsSpace = element["xml:space"] == "preserve"
    case .item where element.is("r"): place = .run
    default: skipped = 1
    }
    return true
  }

  /// Takes the end of an element; true when the whole text, at the end of the buffer, is complete.
  mutating func end(_ buffer: inout [UInt8]) -> Bool {
    switch place {
    case _ where skipped > 0: skipped -= 1
    case .text, .runText:
      if !keepsSpace { buffer.trimSpace(from: textStart) }
      place = place == .text ? .item : .run
    case .run: place = .item
    case .item:
      place = .outside
      buffer.decodeEscapes(from: itemStart)
      return true
    case .outside: break
    }
    return false
  }
}

extension [UInt8] {
  /// Takes white space off both ends of what stands from a place on.
  mutating func trimSpace(from start: Int) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    while count > start, let last, isSpace(last) { removeLast() }
    let first = self[start...].firstIndex { !isSpace($0) } ?? count
    if first > start { removeSubrange(start..<first) }
  }

  /// Turns `_x000D_` into the character it stands for, as spreadsheets write what XML cannot hold.
  ///
  /// NUL and half characters stay as they are written.
  mutating func decodeEscapes(from start: Int) {
    guard var read = nextEscape(from: start) else { return }
    var write = read
    while read < count {
      if self[read] == UInt8(ascii: "_"), let scalar = escape(at: read) {
        for byte in UTF8.encode(scalar).map(Array.init) ?? [] {
          self[write] = byte
          write += 1
        }
        read += 7
      } else {
        self[write] = self[read]
        (read, write) = (read + 1, write + 1)
      }
    }
    removeLast(count - write)
  }

  private func nextEscape(from start: Int) -> Int? {
    self[start...].indices.first { self[$0] == UInt8(ascii: "_") && escape(at: $0) != nil }
  }

  private func escape(at place: Int) -> Unicode.Scalar? {
    guard place + 6 < count, self[place + 1] == UInt8(ascii: "x"), self[place + 6] == UInt8(ascii: "_") else {
      return nil
    }
    var code: UInt32 = 0
    for byte in self[place + 2..<place + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code == 0 ? nil : Unicode.Scalar(code)
  }
}
