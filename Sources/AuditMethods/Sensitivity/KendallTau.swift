/// Kendall's τ-b of two rankings of the same things: 1 where they agree, −1 where one is the other turned round.
///
/// Kendall 1945, with both rankings' ties in the divisor; nothing where one of them tells nothing apart. Time grows as
/// n log n (Knight 1966): what is out of order is counted while merging.
func kendallTau(_ first: [Int], _ second: [Int]) -> Figure {
  let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
  guard order.count > 1 else { return .undefined(.tooFewRows) }
  let all = tiedPairs([order.count])
  let tiedInFirst = tiedPairs(runs(order) { first[$0] == first[$1] })
  let tiedInBoth = tiedPairs(runs(order) { first[$0] == first[$1] && second[$0] == second[$1] })
  var sorted = order.map { second[$0] }
  let discordant = sortCounting(&sorted)
  let tiedInSecond = tiedPairs(runs(Array(sorted.indices)) { sorted[$0] == sorted[$1] })
  let spread = Double(all - tiedInFirst).squareRoot() * Double(all - tiedInSecond).squareRoot()
  let difference = all - tiedInFirst - tiedInSecond + tiedInBoth - 2 * discordant
  guard spread > 0 else { return .undefined(.oneValueOnly) }
  return .value(max(-1, min(1, Double(difference) / spread)))
}

/// How many pairs lie within runs of these lengths.
private func tiedPairs(_ lengths: [Int]) -> Int { lengths.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }

/// The lengths of the runs of neighbours that are alike.
private func runs(_ places: [Int], areAlike: (Int, Int) -> Bool) -> [Int] {
  var lengths: [Int] = []
  for (index, place) in places.enumerated() {
    if index > 0, areAlike(places[index - 1], place) {
      lengths[lengths.count - 1] += 1
    } else {
      lengths.append(1)
    }
  }
  return lengths
}

/// Sorts by merging, and counts the pairs that stood in the wrong order.
private func sortCounting(_ values: inout [Int]) -> Int {
  var other = values
  var swaps = 0
  var width = 1
  while width < values.count {
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var (left, right) = (start, middle)
      for place in start..<end {
        if right == end || (left < middle && values[left] <= values[right]) {
          other[place] = values[left]
          left += 1
        } else {
          other[place] = values[right]
          swaps += middle - left
          right += 1
        }
      }
    }
    swap(&values, &other)
    width *= 2
  }
  return swaps
}
