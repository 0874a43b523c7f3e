/// How the items of a table spread and vary together, from two looks at it.
struct ItemSpread {
  private let rows: Double
  private let items: Int
  /// Of each two items the sum of the products of what they differ from their means; the first of two is the lower.
  private var products: [Double]
  /// Of the sum of all items.
  private let total: Double?
  /// Of each item the sum of the others: the squares of what it differs from its mean, and the products with the item.
  private var otherSquares: [Double]
  private var otherProducts: [Double]

  init(_ table: CompleteRows) {
    let items = table.columns
    self.items = items
    rows = Double(table.count)
    let totals = (0..<table.count).map { table.row($0).reduce(0, +) }
    total = Moments(totals).variance
    products = Array(repeating: 0, count: items * items)
    otherSquares = Array(repeating: 0, count: items)
    otherProducts = otherSquares
    let apart = table.apart
    addProducts(apart)
    addOthers(table, apart, totals)
  }

  /// The sum of the others is the total without the item: of whole numbers, as answers are, this loses nothing.
  private mutating func addOthers(_ table: CompleteRows, _ apart: [Double], _ totals: [Double]) {
    let sum = totals.reduce(0, +)
    let means = table.columnSums.map { (sum - $0) / rows }
    for (row, total) in totals.enumerated() {
      for item in 0..<items {
        let place = row * items + item
        let distance = total - table.values[place] - means[item]
        otherSquares[item] += distance * distance
        otherProducts[item] += apart[place] * distance
      }
    }
  }

  private mutating func addProducts(_ apart: [Double]) {
    let apart = apart.span
    let items = items
    var products = products.mutableSpan
    for start in stride(from: 0, to: apart.count, by: items) {
      for one in 0..<items {
        let distance = apart[unchecked: start + one]
        // From an item's place in the row to the place of its product.
        let shift = one * items - start
        for other in start + one..<start + items {
          products[unchecked: shift &+ other] += distance * apart[unchecked: other]
        }
      }
    }
  }

  private func variance(_ item: Int) -> Double { products[item * items + item] / (rows - 1) }

  var alpha: Double? { Self.alpha(items: (0..<items).map(variance), total: total) }

  func alpha(without item: Int) -> Double? {
    Self.alpha(
      items: (0..<items).filter { $0 != item }.map(variance), total: otherSquares[item] / (rows - 1))
  }

  func correlation(_ one: Int, _ other: Int) -> Double? {
    Self.correlation(
      products[one * items + other], products[one * items + one], products[other * items + other])
  }

  func correlationWithOthers(_ item: Int) -> Double? {
    Self.correlation(otherProducts[item], products[item * items + item], otherSquares[item])
  }

  private static func correlation(_ products: Double, _ one: Double, _ other: Double) -> Double? {
    let spread = (one * other).squareRoot()
    return spread > 0 ? products / spread : nil
  }

  // MARK: - Cronbach's α

  /// `k/(k−1) · (1 − Σs²/s_T²)` of some rows, each as often as it is named.
  static func alpha(of drawn: [Int], in rows: CompleteRows) -> Double? {
    let n = Double(drawn.count)
    var sums = Array(repeating: 0.0, count: rows.columns)
    var totals: [Double] = []
    totals.reserveCapacity(drawn.count)
    for row in drawn {
      var total = 0.0
      for (item, value) in rows.row(row).enumerated() {
        sums[item] += value
        total += value
      }
      totals.append(total)
    }
    let means = sums.map { $0 / n }
    var squares = Array(repeating: 0.0, count: rows.columns)
    for row in drawn {
      for (item, value) in rows.row(row).enumerated() {
        squares[item] += (value - means[item]) * (value - means[item])
      }
    }
    return alpha(items: squares.map { $0 / (n - 1) }, total: Moments(totals).variance)
  }

  /// From the variances of the items and of their sum.
  private static func alpha(items: [Double], total: Double?) -> Double? {
    guard items.count > 1, let total, total > 0 else { return nil }
    return Double(items.count) / Double(items.count - 1) * (1 - items.reduce(0, +) / total)
  }
}
