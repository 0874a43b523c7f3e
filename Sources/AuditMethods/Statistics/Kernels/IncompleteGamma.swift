import Glibc

/// Both tails of the regularised incomplete gamma function, `P(a, x)` and `Q(a, x)`, the smaller of them to about 1e-13 of its
/// size; `a` is above 0, `x` is 0 or more.
///
/// The series of DLMF 8.11.4 below the mean, the continued fraction of DLMF 8.9.2 above it.
func incompleteGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
  guard x > 0 else { return (0, 1) }
  // xᵃ e⁻ˣ / Γ(a+1)
  let density = exp(-stirlingError(a) - deviance(a, x)) / (2 * Double.pi * a).squareRoot()
  if x < a + 1 {
    var term = 1.0
    var sum = 1.0
    var place = a
    while term > sum * 1e-17 {
      place += 1
      term *= x / place
      sum += term
    }
    let lower = min(1, density * sum)
    return (lower, 1 - lower)
  }
  let upper = min(1, density * a * gammaFraction(a, x))
  return (1 - upper, upper)
}

private func gammaFraction(_ a: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var base = x + 1 - a
  var numerator = 1 / tiny
  var denominator = 1 / base
  var value = denominator
  for step in 1..<100_000 {
    let term = Double(step) * (a - Double(step))
    base += 2
    denominator = term * denominator + base
    if abs(denominator) < tiny { denominator = tiny }
    numerator = base + term / numerator
    if abs(numerator) < tiny { numerator = tiny }
    denominator = 1 / denominator
    let change = numerator * denominator
    value *= change
    if abs(change - 1) < 1e-16 { break }
  }
  return value
}
