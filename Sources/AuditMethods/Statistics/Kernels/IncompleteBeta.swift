import Glibc

/// Both tails of the regularised incomplete beta function, `I_x(a, b)` and `1 − I_x(a, b)`, the smaller of them to about
/// 1e-13 of its size; `a` and `b` are above 0.
///
/// The continued fraction of DLMF 8.17.22 by Lentz's method; `y` is `1 − x`, given apart so that neither loses digits.
func incompleteBeta(_ a: Double, _ b: Double, x: Double, y: Double) -> (lower: Double, upper: Double) {
  guard x > 0 else { return (0, 1) }
  guard y > 0 else { return (1, 0) }
  let sum = a + b
  // xᵃ yᵇ Γ(a+b+1) / (Γ(a+1) Γ(b+1))
  let exponent =
    stirlingError(sum) - stirlingError(a) - stirlingError(b) - deviance(a, sum * x) - deviance(b, sum * y)
  let density = exp(exponent) * (sum / (2 * Double.pi * a * b)).squareRoot()
  if x <= (a + 1) / (sum + 2) {
    let lower = min(1, density * (b / sum) * betaFraction(a, b, x))
    return (lower, 1 - lower)
  }
  let upper = min(1, density * (a / sum) * betaFraction(b, a, y))
  return (1 - upper, upper)
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  var fraction = LentzFraction(1 - (a + b) * x / (a + 1))
  for step in 1..<LentzFraction.longest {
    let m = Double(step)
    fraction.take(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)))
    fraction.take(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)))
    if fraction.isSettled { break }
  }
  return fraction.value
}

/// `1 / (first + t₁ / (1 + t₂ / (1 + …)))`, term by term.
private struct LentzFraction {
  static let longest = 100_000
  private static let tiny = 1e-300

  private(set) var value: Double
  private var numerator = 1.0
  private var denominator: Double
  private var change = 0.0

  init(_ first: Double) {
    denominator = 1 / (abs(first) < Self.tiny ? Self.tiny : first)
    value = denominator
  }

  mutating func take(_ term: Double) {
    denominator = 1 + term * denominator
    if abs(denominator) < Self.tiny { denominator = Self.tiny }
    numerator = 1 + term / numerator
    if abs(numerator) < Self.tiny { numerator = Self.tiny }
    denominator = 1 / denominator
    change = numerator * denominator
    value *= change
  }

  var isSettled: Bool { abs(change - 1) < 1e-16 }
}
