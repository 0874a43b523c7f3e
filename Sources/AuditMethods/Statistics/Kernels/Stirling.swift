import Glibc

/// How far Stirling's formula falls short of the logarithm of `n!`: `ln n! − ln(√(2πn) (n/e)ⁿ)`; `n` is above 0 and need not
/// be whole.
///
/// With it, densities of large parameters keep their precision: C. Loader 2000, *Fast and Accurate Computation of
/// Binomial Probabilities*.
func stirlingError(_ n: Double) -> Double {
  guard n > 15 else {
    return lgamma(n + 1).0 - (n + 0.5) * log(n) + n - 0.918_938_533_204_672_741_78
  }
  let square = n * n
  // The series of Bernoulli numbers.
  return
    (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square)
    / n
}

/// The deviance `x ln(x/m) + m − x` of a value from its mean, both above 0, without cancellation where they are near.
func deviance(_ x: Double, _ mean: Double) -> Double {
  guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
  let ratio = (x - mean) / (x + mean)
  var sum = (x - mean) * ratio
  var term = 2 * x * ratio
  var odd = 3.0
  while true {
    term *= ratio * ratio
    let next = sum + term / odd
    if next == sum { return sum }
    sum = next
    odd += 2
  }
}
