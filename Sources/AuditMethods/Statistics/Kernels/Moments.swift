/// Mean and spread of a sample of finite numbers.
struct Moments {
  let count: Int
  let mean: Double
  /// The sum of the squares of what each differs from the mean.
  let squares: Double

  init(_ values: some Collection<Double>) {
    count = values.count
    let mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    self.mean = mean
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// Of the sample, divided by `n − 1`; nothing for fewer than two.
  var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }
}

/// The sum of the products of what two samples of the same length differ from their means.
func crossProducts(_ x: [Double], _ y: [Double]) -> Double {
  let (first, second) = (Moments(x), Moments(y))
  return zip(x, y).reduce(0) { $0 + ($1.0 - first.mean) * ($1.1 - second.mean) }
}

/// Pearson's coefficient of correlation; nothing where one of the samples does not vary.
func correlation(_ x: [Double], _ y: [Double]) -> Double? {
  let spread = (Moments(x).squares * Moments(y).squares).squareRoot()
  return spread > 0 ? crossProducts(x, y) / spread : nil
}
