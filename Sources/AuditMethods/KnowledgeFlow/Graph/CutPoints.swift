/// The people and ties on which the cohesion of a network hangs, whatever the direction of ties.
struct CutPoints {
  /// People without whom their component falls apart, rising.
  private(set) var people: [Int] = []
  /// Pairs whose tie is the only way between two parts, each with the smaller first, rising.
  private(set) var bridges: [(Int, Int)] = []

  /// Hopcroft & Tarjan 1973: a depth-first walk that keeps its own stack; linear.
  init(_ partners: Partners) {
    let count = partners.people
    var met = [Int32](repeating: -1, count: count)
    var lowest = [Int32](repeating: 0, count: count)
    var isCut = [Bool](repeating: false, count: count)
    var next = partners.starts
    // The place in the lists of partners through which each person was met.
    var entrance = [Int32](repeating: -1, count: count)
    var time: Int32 = 0
    var path: [Int32] = []
    for first in 0..<count where met[first] < 0 {
      var branches = 0
      (met[first], lowest[first]) = (time, time)
      time += 1
      path.append(Int32(first))
      while let top = path.last {
        let person = Int(top)
        if next[person] < partners.starts[person + 1] {
          let link = Int(next[person])
          next[person] += 1
          let target = Int(partners.targets[link])
          if met[target] < 0 {
            entrance[target] = Int32(link)
            (met[target], lowest[target]) = (time, time)
            time += 1
            path.append(Int32(target))
          } else if partners.reverse[link] != entrance[person] {
            lowest[person] = min(lowest[person], met[target])
          }
          continue
        }
        path.removeLast()
        guard let before = path.last.map({ Int($0) }) else { continue }
        lowest[before] = min(lowest[before], lowest[person])
        if lowest[person] > met[before] { bridges.append((min(before, person), max(before, person))) }
        if before == first { branches += 1 } else if lowest[person] >= met[before] { isCut[before] = true }
      }
      isCut[first] = branches > 1
    }
    people = isCut.indices.filter { isCut[$0] }
    bridges.sort { $0 < $1 }
  }
}
