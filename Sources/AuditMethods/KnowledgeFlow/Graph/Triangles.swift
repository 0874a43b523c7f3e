/// Three people who all have ties with each other, as three places in the lists of partners.
struct Triangle {
  let people: (Int, Int, Int)
  /// First to second, second to third, first to third.
  let places: (Int, Int, Int)
}

extension Partners {
  /// Visits each triangle once.
  ///
  /// Each person looks only at partners with more partners than itself, so that a hub costs little: at most ties^1.5 steps.
  func forEachTriangle(_ visit: (Triangle) -> Void) {
    func isBehind(_ person: Int, _ other: Int) -> Bool {
      let (own, theirs) = (degree(person), degree(other))
      return own != theirs ? own < theirs : person < other
    }
    var aheadStarts = [0]
    var ahead: [Int32] = []
    for person in 0..<people {
      for place in places(person) where isBehind(person, Int(targets[place])) { ahead.append(Int32(place)) }
      aheadStarts.append(ahead.count)
    }
    var placeOf = [Int32](repeating: -1, count: people)
    for first in 0..<people {
      let own = ahead[aheadStarts[first]..<aheadStarts[first + 1]]
      for place in own { placeOf[Int(targets[Int(place)])] = place }
      for place in own {
        let second = Int(targets[Int(place)])
        for link in ahead[aheadStarts[second]..<aheadStarts[second + 1]] {
          let third = Int(targets[Int(link)])
          guard placeOf[third] >= 0 else { continue }
          visit(
            Triangle(
              people: (first, second, third), places: (Int(place), Int(link), Int(placeOf[third]))))
        }
      }
      for place in own { placeOf[Int(targets[Int(place)])] = -1 }
    }
  }
}

/// What the triangles of a network tell: clustering, and how much a person's partners stand in for each other.
struct TriangleMeasures {
  /// How many triangles each person is part of.
  private(set) var triangles: [Int]
  /// Burt's constraint from ties alone; nil for people without partners.
  private(set) var constraint: [Double?]
  /// The same from the strengths of ties.
  private(set) var weightedConstraint: [Double?]

  init(_ partners: Partners) {
    var triangles = [Int](repeating: 0, count: partners.people)
    var plain = Investment(partners, partners.directions.map { Double($0.nonzeroBitCount) })
    var weighted = Investment(partners, partners.strengths)
    partners.forEachTriangle { triangle in
      triangles[triangle.people.0] += 1
      triangles[triangle.people.1] += 1
      triangles[triangle.people.2] += 1
      plain.add(triangle)
      weighted.add(triangle)
    }
    self.triangles = triangles
    constraint = plain.constraints()
    weightedConstraint = weighted.constraints()
  }

  /// The part of each person's ties that goes to each partner, directly and through others.
  private struct Investment {
    private let partners: Partners
    private var direct: [Double]
    private var indirect: [Double]

    init(_ partners: Partners, _ weights: [Double]) {
      self.partners = partners
      direct = weights
      indirect = Array(repeating: 0, count: weights.count)
      for person in 0..<partners.people {
        let places = partners.places(person)
        let total = orderFreeSum(Array(weights[places]))
        for place in places { direct[place] /= total }
      }
    }

    mutating func add(_ triangle: Triangle) {
      let (ab, bc, ac) = triangle.places
      let (ba, cb, ca) = (
        Int(partners.reverse[ab]), Int(partners.reverse[bc]), Int(partners.reverse[ac])
      )
      indirect[ab] += direct[ac] * direct[cb]
      indirect[ba] += direct[bc] * direct[ca]
      indirect[ac] += direct[ab] * direct[bc]
      indirect[ca] += direct[cb] * direct[ba]
      indirect[bc] += direct[ba] * direct[ac]
      indirect[cb] += direct[ca] * direct[ab]
    }

    func constraints() -> [Double?] {
      (0..<partners.people).map { person in
        let places = partners.places(person)
        guard !places.isEmpty else { return nil }
        return places.reduce(0) { sum, place in
          let part = direct[place] + indirect[place]
          return sum + part * part
        }
      }
    }
  }
}
