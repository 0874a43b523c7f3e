/// What a number means by the way in which it is shown.
enum NumberFormat: Equatable {
  case plain
  case percent
  /// Zeros only, as `000`: an identifier with zeros in front.
  case digits(Int)
  case date(hasDay: Bool, hasTime: Bool)
  /// Hours beyond a day, as `[h]:mm`.
  case duration

  /// One of the formats that have a number instead of a code.
  init(builtIn number: Int) {
    self =
      switch number {
      case 9, 10: .percent
      // 27 to 36 and 50 to 58 are days in the Chinese, Japanese and Korean editions, and not used in others.
      case 14...17, 27...31, 36, 50...54, 57, 58: .date(hasDay: true, hasTime: false)
      case 18...21, 32...35, 45, 47, 55, 56: .date(hasDay: false, hasTime: true)
      case 22: .date(hasDay: true, hasTime: true)
      case 46: .duration
      default: .plain
      }
  }

  /// Reads a code such as `yyyy"年"m"月"d"日"`, of which the first section counts.
  init(code: String) {
    var letters: [UInt8] = []
    var isElapsed = false
    var rest = Array(code.utf8)[...]
    scan: while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: ";"): break scan
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): _ = rest.popFirst()
      case UInt8(ascii: "\""): rest = rest.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
      case UInt8(ascii: "["):
        let inside = rest.prefix { $0 != UInt8(ascii: "]") }
        rest = rest.dropFirst(inside.count + 1)
        // Colours, conditions and languages stand in brackets too.
        if let first = inside.first, inside.allSatisfy({ $0 | 0x20 == first | 0x20 }) {
          isElapsed =
            isElapsed || [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first | 0x20)
        }
      default: letters.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    let plain = String(decoding: letters, as: UTF8.self)
    func has(_ letter: Character) -> Bool { plain.contains(letter) }
    if isElapsed {
      self = .duration
    } else if plain.hasPrefix("general") || has("#") || has("?") || has("@") {
      self = has("%") ? .percent : .plain
    } else if has("y") || has("d") || has("h") || has("s") || has("m") {
      let hasTime = has("h") || has("s")
      self = .date(hasDay: has("y") || has("d") || !hasTime, hasTime: hasTime)
    } else if has("%") {
      self = .percent
    } else if plain.count > 1, plain.allSatisfy({ $0 == "0" }) {
      self = .digits(plain.count)
    } else {
      self = .plain
    }
  }
}

/// Hears the styles of a workbook, as far as they say how numbers are shown.
final class NumberFormats: XMLListener {
  /// By the number of the style that a cell states.
  private(set) var byStyle: [NumberFormat] = []
  private var codes: [Int: NumberFormat] = [:]
  private var path: [Bool] = []

  func begin(_ element: XMLElement) -> Bool {
    let isList = element.is("cellXfs")
    if element.is("numFmt"), let number = element["numFmtId"].flatMap({ Int($0) }),
      let code = element["formatCode"]
    {
      codes[number] = NumberFormat(code: code)
    } else if element.is("xf"), path.last == true {
      let number = element["numFmtId"].flatMap { Int($0) } ?? 0
      byStyle.append(codes[number] ?? NumberFormat(builtIn: number))
    }
    path.append(isList)
    return true
  }

  func end() -> Bool {
    path.removeLast()
    return true
  }
}
