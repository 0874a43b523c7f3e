extension Partners {
  /// For each person the largest k such that it belongs to a group in which everybody has k partners or more.
  ///
  /// Batagelj & Zaveršnik 2003: people leave in the order of the partners they have left; linear.
  func coreNumbers() -> [Int] {
    var left = (0..<people).map(degree)
    let most = left.max() ?? 0
    // The people sorted by `left`, where each of them stands, and where each number begins.
    var starts = [Int](repeating: 0, count: most + 2)
    for degree in left { starts[degree + 1] += 1 }
    for degree in 0...most { starts[degree + 1] += starts[degree] }
    var free = starts
    var order = [Int](repeating: 0, count: people)
    var places = [Int](repeating: 0, count: people)
    for person in 0..<people {
      places[person] = free[left[person]]
      order[places[person]] = person
      free[left[person]] += 1
    }
    for place in 0..<people {
      let person = order[place]
      for partner in of(person) where left[Int(partner)] > left[person] {
        // The partner changes places with the first of its number, and the number begins one later.
        let degree = left[Int(partner)]
        let (start, old) = (starts[degree], places[Int(partner)])
        let other = order[start]
        (order[start], order[old]) = (Int(partner), other)
        (places[Int(partner)], places[other]) = (start, old)
        starts[degree] += 1
        left[Int(partner)] -= 1
      }
    }
    return left
  }
}
