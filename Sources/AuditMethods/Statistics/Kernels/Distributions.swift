import Glibc

/// A distribution of a continuous quantity, by its two tails.
protocol Distribution {
  /// The probability of at most `x`.
  func lower(_ x: Double) -> Double
  /// The probability of more than `x`.
  func upper(_ x: Double) -> Double
  /// Whether it lies alike about 0; else it begins at 0.
  var isSymmetric: Bool { get }
}

extension Distribution {
  /// The value that a share of all lies below; `share` is above 0 and below 1.
  func quantile(_ share: Double) -> Double {
    if isSymmetric, share == 0.5 { return 0 }
    // Each tail is precise where it is the smaller one.
    if share > 0.5 { return root { upper($0) <= 1 - share } }
    return isSymmetric ? 0 - root { upper($0) <= share } : root { lower($0) >= share }
  }

  /// The least number from 0 up for which a condition holds that holds for all larger ones: by bisection, to the last digit.
  private func root(_ isBeyond: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    while !isBeyond(high), high < .greatestFiniteMagnitude / 2 { (low, high) = (high, high * 2) }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      if isBeyond(middle) { high = middle } else { low = middle }
    }
  }
}

struct NormalDistribution: Distribution {
  var isSymmetric: Bool { true }
  func lower(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }
  func upper(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }
}

/// Student's t; the degrees of freedom are above 0 and need not be whole.
struct StudentDistribution: Distribution {
  let degrees: Double

  var isSymmetric: Bool { true }
  func lower(_ x: Double) -> Double { upper(-x) }

  func upper(_ x: Double) -> Double {
    let square = x * x
    let sum = degrees + square
    let beyond = incompleteBeta(degrees / 2, 0.5, x: degrees / sum, y: square / sum).lower / 2
    return x >= 0 ? beyond : 1 - beyond
  }
}

/// Fisher's F; the degrees of freedom are above 0 and need not be whole.
struct FisherDistribution: Distribution {
  let degrees: (above: Double, below: Double)

  var isSymmetric: Bool { false }
  func lower(_ x: Double) -> Double { tails(x).lower }
  func upper(_ x: Double) -> Double { tails(x).upper }

  private func tails(_ x: Double) -> (lower: Double, upper: Double) {
    let sum = degrees.above * x + degrees.below
    return incompleteBeta(
      degrees.above / 2, degrees.below / 2, x: degrees.above * x / sum, y: degrees.below / sum)
  }
}

/// χ²; the degrees of freedom are above 0.
struct ChiSquareDistribution: Distribution {
  let degrees: Double

  var isSymmetric: Bool { false }
  func lower(_ x: Double) -> Double { incompleteGamma(degrees / 2, x / 2).lower }
  func upper(_ x: Double) -> Double { incompleteGamma(degrees / 2, x / 2).upper }
}
