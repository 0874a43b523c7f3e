/// A number of shortest paths. Chains of alternatives double it again and again, beyond what a `Double` can hold.
protocol PathCount {
  static var none: Self { get }
  static var one: Self { get }
  /// A dependency of one person divided by the paths to it.
  static func share(_ dependency: Double, of count: Self) -> Self
  static func + (first: Self, second: Self) -> Self
  /// Paths times a share of paths: an ordinary number again.
  static func times(_ count: Self, _ share: Self) -> Double
  /// Whether the count is so large that it, or its inverse, would lose digits.
  var isTooLarge: Bool { get }
}

extension Double: PathCount {
  static var none: Double { 0 }
  static var one: Double { 1 }
  static func share(_ dependency: Double, of count: Double) -> Double { dependency / count }
  static func times(_ count: Double, _ share: Double) -> Double { count * share }
  var isTooLarge: Bool { !(self < 1e290) }
}

/// A count with an exponent of its own, for the rare network that needs it.
struct WideCount: PathCount {
  /// From 1 up to 2, or 0.
  private let significand: Double
  private let exponent: Int

  private init(_ number: Double, exponent: Int) {
    significand = number == 0 ? 0 : number.significand
    self.exponent = number == 0 ? 0 : exponent + Int(number.exponent)
  }

  static var none: WideCount { WideCount(0, exponent: 0) }
  static var one: WideCount { WideCount(1, exponent: 0) }

  static func share(_ dependency: Double, of count: WideCount) -> WideCount {
    WideCount(dependency / count.significand, exponent: -count.exponent)
  }

  static func + (first: WideCount, second: WideCount) -> WideCount {
    if first.significand == 0 { return second }
    if second.significand == 0 { return first }
    let (large, small) = first.exponent >= second.exponent ? (first, second) : (second, first)
    let shifted = Double(
      sign: .plus, exponent: small.exponent - large.exponent, significand: small.significand)
    return WideCount(large.significand + shifted, exponent: large.exponent)
  }

  static func times(_ count: WideCount, _ share: WideCount) -> Double {
    Double(
      sign: .plus, exponent: count.exponent + share.exponent,
      significand: count.significand * share.significand)
  }

  var isTooLarge: Bool { false }
}
