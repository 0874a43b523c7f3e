/// Quantiles of a sample, linear between neighbours: type 7 of Hyndman & Fan 1996, which NumPy, R and spreadsheets use.
struct Quantiles {
  private let sorted: [Double]

  /// Takes finite numbers in any order.
  init(_ values: [Double]) { sorted = values.sorted() }

  /// The quantile of a share from 0 to 1; nothing of an empty sample.
  func callAsFunction(_ share: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let place = Double(sorted.count - 1) * share
    let below = Int(place.rounded(.down))
    guard below + 1 < sorted.count else { return last }
    let fraction = place - place.rounded(.down)
    return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
  }

  var median: Double? { self(0.5) }
}
