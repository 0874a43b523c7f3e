/// Numbers as spreadsheets store them, and the shortest text that means the same.
enum CellNumber {
  /// Whether the bytes are that text already: few enough digits, and none that says nothing.
  static func isShortest(_ bytes: ArraySlice<UInt8>) -> Bool {
    var digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes
    let whole = digits.prefix { (0x30...0x39).contains($0) }
    guard let first = whole.first, first != 0x30 || whole.count == 1 else { return false }
    digits = digits.dropFirst(whole.count)
    // Whole numbers stay as they were written, however long: a number may be an identifier.
    guard let point = digits.popFirst() else { return bytes.first != UInt8(ascii: "-") || first != 0x30 }
    guard point == UInt8(ascii: "."), let last = digits.last, last != 0x30 else { return false }
    // A decimal of at most 15 digits is told apart from all others by its double.
    return whole.count + digits.count <= 15 && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Reads a number; nothing for what is none.
  static func value(of bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The shortest text that means the number, without a fraction where it has none.
  static func text(_ number: Double) -> String {
    if number.rounded() == number, abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }
}
