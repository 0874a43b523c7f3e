/// The candidate a mistyped name most likely means, if one is near enough to be worth saying.
///
/// Near is a distance of at most 2, or a third of the name's length if that is more, and never the whole name.
/// Inserting, leaving out, replacing and swapping neighbours count 1 each (optimal string alignment after Damerau 1964).
/// Of equally near candidates the first given wins. No more than a thousand are looked at.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.unicodeScalars)
  // Longer names are prose, and nobody mistypes prose.
  guard wanted.count <= 200 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in names.prefix(1_000) {
    let scalars = Array(candidate.unicodeScalars)
    let allowed = min(max(2, wanted.count / 3), min(wanted.count, scalars.count) - 1)
    let limit = best.map { min($0.distance - 1, allowed) } ?? allowed
    guard limit >= 0, abs(scalars.count - wanted.count) <= limit else { continue }
    let distance = alignmentDistance(wanted, scalars, upTo: limit)
    if distance <= limit { best = (candidate, distance) }
  }
  return best?.name
}

/// The help that offers the nearest name, if one is near.
public func didYouMean(_ name: String, _ candidates: some Sequence<String>) -> String? {
  nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
}

/// The help for a text such as `a, b` where a list of names was meant, each of which is one.
public func asList(_ text: String, where isName: (String) -> Bool) -> String? {
  let names = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
  return names.count > 1 && names.allSatisfy(isName)
    ? "write a list: `[\(names.joined(separator: ", "))]`" : nil
}

/// Names in backticks, joined for a sentence.
public func listed(_ names: some Sequence<String>) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}

/// How far two names are apart; no more than that it is over `limit` where it is.
private func alignmentDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], upTo limit: Int) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, other) in right.enumerated() {
      var cost = min(current[column] + 1, last[column + 1] + 1, last[column] + (scalar == other ? 0 : 1))
      if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
    // No later row is below both of these.
    guard (last + beforeLast).contains(where: { $0 <= limit }) else { return limit + 1 }
  }
  return last[right.count]
}
