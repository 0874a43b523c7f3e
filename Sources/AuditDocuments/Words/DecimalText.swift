/// A number as people read it: `12,345.68`.
///
/// Works on the shortest decimal digits that name the number, so that what somebody wrote as 1.005 is rounded as
/// 1.005, and half is rounded away from zero as in a ledger.
struct DecimalText {
  private var isNegative = false
  /// The digits without point, none of them a leading zero.
  private var digits: [UInt8] = []
  /// How many of the digits stand before the point; negative for zeros after it.
  private var whole = 0

  private init() {}

  /// The digits of a finite number; nil for one that is none.
  init?(_ number: Double) {
    guard number.isFinite else { return nil }
    var exponent = 0
    var pointAt: Int?
    var isInExponent = false
    var exponentIsNegative = false
    for byte in number.description.utf8 {
      switch byte {
      case 0x30...0x39 where isInExponent: exponent = exponent * 10 + Int(byte - 0x30)
      case 0x30...0x39: digits.append(byte)
      case UInt8(ascii: "."): pointAt = digits.count
      case UInt8(ascii: "e"): isInExponent = true
      case UInt8(ascii: "-"): if isInExponent { exponentIsNegative = true } else { isNegative = true }
      default: break
      }
    }
    whole = (pointAt ?? digits.count) + (exponentIsNegative ? -exponent : exponent)
    let zeros = digits.prefix { $0 == 0x30 }.count
    digits.removeFirst(zeros)
    whole -= zeros
    trim()
  }

  /// The same number with the point `places` further right.
  func shifted(by places: Int) -> DecimalText {
    var shifted = self
    if !digits.isEmpty { shifted.whole += places }
    return shifted
  }

  /// Rounded to so many digits after the point.
  func rounded(to places: Int) -> DecimalText {
    let kept = whole + places
    guard kept < digits.count else { return self }
    guard kept >= 0 else { return DecimalText() }
    var rounded = self
    let roundsUp = digits[kept] >= 0x35
    rounded.digits.removeSubrange(kept...)
    if roundsUp { rounded.increment() }
    rounded.trim()
    return rounded
  }

  private mutating func increment() {
    for place in digits.indices.reversed() {
      if digits[place] < 0x39 {
        digits[place] += 1
        return
      }
      digits[place] = 0x30
    }
    digits.insert(0x31, at: 0)
    whole += 1
  }

  private mutating func trim() {
    while digits.last == 0x30 { digits.removeLast() }
    if digits.isEmpty { (whole, isNegative) = (0, false) }
  }

  /// Written out, with `,` between thousands and at least so many digits after the point.
  func text(atLeast places: Int = 0) -> String {
    var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    let size = max(whole, 1)
    for place in 0..<size {
      if place > 0, (size - place).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
      bytes.append(digit(at: whole > 0 ? place : place - 1 + whole))
    }
    let fraction = max(digits.count - whole, places)
    if fraction > 0 {
      bytes.append(UInt8(ascii: "."))
      for place in 0..<fraction { bytes.append(digit(at: whole + place)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func digit(at place: Int) -> UInt8 { digits.indices.contains(place) ? digits[place] : 0x30 }

  /// More digits than these say nothing to a reader.
  static let mostPlaces = 12

  /// With exactly so many digits after the point; `–` where there is no number.
  static func number(_ number: Double, places: Int) -> String {
    let places = min(max(places, 0), mostPlaces)
    return DecimalText(number)?.rounded(to: places).text(atLeast: places) ?? "–"
  }

  /// A fraction as a percentage: 0.369 as `36.9%`.
  static func percent(_ share: Double, places: Int) -> String {
    let places = min(max(places, 0), mostPlaces)
    return DecimalText(share).map { $0.shifted(by: 2).rounded(to: places).text(atLeast: places) + "%" } ?? "–"
  }

  static func whole(_ number: Int) -> String {
    let isNegative = number < 0
    let plain = Array(String(number.magnitude).utf8)
    guard plain.count > 3 else { return String(number) }
    var bytes: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    for (place, byte) in plain.enumerated() {
      if place > 0, (plain.count - place).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
