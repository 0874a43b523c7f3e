/// Round numbers along an axis.
struct AxisTicks: Equatable {
  let values: [Double]

  var first: Double { values.first ?? 0 }
  var last: Double { values.last ?? 1 }

  /// About so many ticks, 1, 2 or 5 times a power of ten apart, around all from `low` to `high`.
  init(from low: Double, to high: Double, about count: Int) {
    let low = low.isFinite ? max(low, -1e300) : 0
    let high = high.isFinite && high > low ? min(high, 1e300) : low + max(1, abs(low))
    let wanted = (high - low) / Double(max(count, 1))
    var power = 1.0
    while power * 10 <= wanted { power *= 10 }
    while power > wanted, power > 1e-300 { power /= 10 }
    let step = [1, 2, 5].map { $0 * power }.first { $0 >= wanted * 0.75 } ?? 10 * power
    let (from, to) = ((low / step).rounded(.down), (high / step * 0.999999).rounded(.up))
    values = stride(from: from, through: to, by: 1).map { $0 * step }
  }

  /// Every whole level of a scale, or every second, fifth, tenth… where there are many.
  init(scale: ClosedRange<Int>) {
    let length = scale.upperBound - scale.lowerBound
    let step = length <= 7 ? 1 : length <= 14 ? 2 : max(5, (length / 5 + 4) / 5 * 5)
    values = stride(from: scale.lowerBound, through: scale.upperBound, by: step).map(Double.init)
  }
}
