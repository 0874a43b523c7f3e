/// A number with exactly so many decimals, rounded half to even as its exact binary value demands.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return value.description }
  let digits = ExactDecimal(value).rounded(decimals: decimals)
  return (value.sign == .minus ? "-" : "") + digits
}

/// As `1.052033e+03`.
func scientific(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, value != 0 else { return fixed(value, decimals) + (value == 0 ? "e+00" : "") }
  let (digits, exponent) = ExactDecimal(value).significant(decimals + 1)
  let mantissa = String(digits.prefix(1)) + (decimals > 0 ? "." + digits.dropFirst() : "")
  let size = String(exponent.magnitude)
  return (value.sign == .minus ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
    + (size.utf8.count < 2 ? "0" : "") + size
}

/// All decimal digits of a double; every double has finitely many, at most 1,075.
private struct ExactDecimal {
  /// Most significant first; the point stands after `point` of them.
  private var digits: [UInt8]
  private var point: Int

  init(_ value: Double) {
    let magnitude = value.magnitude
    var exponent = Int(magnitude.exponentBitPattern) - 1075
    var mantissa = magnitude.significandBitPattern
    if magnitude.isSubnormal || magnitude == 0 { exponent += 1 } else { mantissa |= 1 << 52 }
    // Nine digits in each place, the least significant first.
    var whole = [UInt32(mantissa % 1_000_000_000), UInt32(mantissa / 1_000_000_000)]
    var shift = 0
    while exponent > 0 {
      let step = min(exponent, 29)
      Self.multiply(&whole, by: 1 << UInt64(step))
      exponent -= step
    }
    // Half of a number is five of it, and the point one further to the left.
    while exponent < 0 {
      let step = min(-exponent, 13)
      Self.multiply(&whole, by: Self.powersOfFive[step])
      exponent += step
      shift += step
    }
    var written: [UInt8] = []
    for var place in whole {
      for _ in 0..<9 {
        written.append(UInt8(place % 10))
        place /= 10
      }
    }
    while written.count > shift + 1, written.last == 0 { written.removeLast() }
    while written.count <= shift { written.append(0) }
    digits = written.reversed()
    point = digits.count - shift
  }

  private static let powersOfFive: [UInt64] = (0...13).map { power in
    (0..<power).reduce(1) { product, _ in product * 5 }
  }

  private static func multiply(_ places: inout [UInt32], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in places.indices {
      let product = UInt64(places[index]) * factor + carry
      places[index] = UInt32(product % 1_000_000_000)
      carry = product / 1_000_000_000
    }
    while carry > 0 {
      places.append(UInt32(carry % 1_000_000_000))
      carry /= 1_000_000_000
    }
  }

  /// Keeps so many digits; true where one more digit has grown in front.
  private mutating func round(keeping count: Int) -> Bool {
    guard count < digits.count else {
      digits += Array(repeating: 0, count: count - digits.count)
      return false
    }
    let rest = digits[count...]
    let isAbove = rest.first.map { $0 > 5 } ?? false
    let isHalf = rest.first == 5
    let isMore = isHalf && rest.dropFirst().contains { $0 != 0 }
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    digits.removeSubrange(count...)
    guard isAbove || isMore || (isHalf && isOdd) else { return false }
    var index = count - 1
    while index >= 0 {
      if digits[index] < 9 {
        digits[index] += 1
        return false
      }
      digits[index] = 0
      index -= 1
    }
    digits.insert(1, at: 0)
    return true
  }

  func rounded(decimals: Int) -> String {
    var copy = self
    if copy.round(keeping: copy.point + decimals) { copy.point += 1 }
    let text = copy.digits.map { Character(Unicode.Scalar($0 + 48)) }
    let whole = String(text[..<copy.point])
    return decimals > 0 ? whole + "." + String(text[copy.point...]) : whole
  }

  func significant(_ count: Int) -> (String, Int) {
    var copy = self
    let leading = copy.digits.prefix { $0 == 0 }.count
    copy.digits.removeFirst(leading)
    var exponent = copy.point - leading - 1
    if copy.round(keeping: count) {
      exponent += 1
      copy.digits.removeLast()
    }
    return (String(copy.digits.map { Character(Unicode.Scalar($0 + 48)) }), exponent)
  }
}
