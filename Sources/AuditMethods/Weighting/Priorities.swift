import Glibc

/// What a complete matrix of comparisons says: the weights, and how far they contradict each other.
struct Priorities {
  let criteria: [String]
  private let matrix: [[Double]]
  /// The principal eigenvector, divided by its sum.
  let weights: [Double]
  /// The geometric means of the rows, divided by their sum.
  let geometricWeights: [Double]
  let consistency: PairwiseConsistency

  init(_ matrix: [[Double]], criteria: [String], _ table: RandomIndex) {
    self.matrix = matrix
    self.criteria = criteria
    weights = principalVector(matrix)
    let means = matrix.map { row in exp(row.reduce(0) { $0 + log($1) } / Double(row.count)) }
    let sum = means.reduce(0, +)
    geometricWeights = means.map { $0 / sum }
    consistency = Self.consistency(matrix, weights, geometricWeights, table)
  }

  private static func consistency(
    _ matrix: [[Double]], _ weights: [Double], _ geometric: [Double], _ table: RandomIndex
  ) -> PairwiseConsistency {
    let n = matrix.count
    let ratios = zip(matrix, weights).map { row, weight in
      zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    }
    let lambda = ratios.reduce(0, +) / Double(n)
    guard n > 2 else {
      return PairwiseConsistency(
        lambdaMax: lambda, index: 0, ratio: 0, randomIndex: 0, geometricIndex: .undefined(.tooFewRows))
    }
    let index = (lambda - Double(n)) / Double(n - 1)
    let squares = pairs(of: n).reduce(0.0) { sum, pair in
      let deviation = log(matrix[pair.0][pair.1] * geometric[pair.1] / geometric[pair.0])
      return sum + deviation * deviation
    }
    return PairwiseConsistency(
      lambdaMax: lambda, index: index, ratio: index / table.value(n), randomIndex: table.value(n),
      geometricIndex: .value(2 * squares / Double((n - 1) * (n - 2))))
  }

  /// All pairs, the one that fits the weights worst first, equals by name.
  var comparisons: [PairwiseComparison] {
    let all = pairs(of: criteria.count).map { comparison($0.0, $0.1) }
    let ranks = competitionRanks(all.map(\.deviation))
    let order = all.indices.sorted {
      if ranks[$0] != ranks[$1] { return ranks[$0] < ranks[$1] }
      return precedes([all[$0].first, all[$0].second], [all[$1].first, all[$1].second])
    }
    return order.map { all[$0] }
  }

  /// The pair, that which is called more important first.
  private func comparison(_ row: Int, _ column: Int) -> PairwiseComparison {
    let (first, second) = matrix[row][column] < 1 ? (column, row) : (row, column)
    let (given, implied) = (matrix[first][second], weights[first] / weights[second])
    return PairwiseComparison(
      first: criteria[first], second: criteria[second], given: given, implied: implied,
      deviation: abs(log(given / implied)))
  }

  /// The pair that fits worst, and what the ratio would be if it fitted; nil where nothing contradicts.
  func mostInconsistent(_ table: RandomIndex) -> MostInconsistent? {
    guard let worst = comparisons.first, worst.deviation > tieTolerance, criteria.count > 2,
      let row = criteria.firstIndex(of: worst.first), let column = criteria.firstIndex(of: worst.second)
    else { return nil }
    var mended = matrix
    mended[row][column] = worst.implied
    mended[column][row] = 1 / worst.implied
    let after = Priorities(mended, criteria: criteria, table)
    return MostInconsistent(comparison: worst, ratioIfMended: after.consistency.ratio)
  }

  var keyWeights: [KeyWeight] { zip(criteria, weights).map { KeyWeight($0, $1) } }
}

/// The eigenvector of the largest eigenvalue, its sum 1, by power iteration from equal parts until no part changes by 1e-14
/// of itself.
///
/// All entries are from 1/100 to 100, so that the largest eigenvalue stands apart and a few thousand rounds suffice.
private func principalVector(_ matrix: [[Double]]) -> [Double] {
  var vector = matrix.map { _ in 1 / Double(matrix.count) }
  for _ in 0..<100_000 {
    var next = matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    let sum = next.reduce(0, +)
    var change = 0.0
    for place in next.indices {
      next[place] /= sum
      change = max(change, abs(next[place] - vector[place]) / next[place])
    }
    vector = next
    if change < 1e-14 { break }
  }
  return vector
}
