extension FaultList {
  /// Complains about an empty name.
  mutating func checkNamed(_ name: String, _ row: String?, _ field: String) {
    if name.isEmpty { add(row, field, found: "empty", expected: "a name") }
  }

  /// Complains unless the key is one of those declared.
  mutating func check(_ key: String, among declared: Set<String>, _ row: String?, _ field: String) {
    guard !declared.contains(key) else { return }
    let shown = declared.count <= 30
    add(
      row, field, found: "`\(key)`",
      expected: shown ? "one of \(declared.inByteOrder().joined(separator: ", "))" : "a declared one")
  }

  /// Complains about a declaration that names nothing, or something twice.
  mutating func checkDeclared(_ keys: [String], _ field: String) {
    if keys.isEmpty { add(nil, field, found: "empty", expected: "at least one name") }
    var seen: Set<String> = []
    for key in keys {
      if key.isEmpty {
        add(nil, field, found: "an empty name", expected: "a name")
      } else if !seen.insert(key).inserted {
        add(nil, field, found: "`\(key)` twice", expected: "each name once")
      }
    }
  }

  /// Complains unless the ends of a scale are finite and apart.
  mutating func checkScale(_ scale: ClosedRange<Double>) {
    guard scale.lowerBound < -1e9 || scale.upperBound > 1e9 || scale.lowerBound == scale.upperBound else {
      return
    }
    add(
      nil, "scale", found: "\(numeral(scale.lowerBound)) to \(numeral(scale.upperBound))",
      expected: "a lowest level below the highest, up to a thousand million")
  }
}

/// The mean of what is there, the same in any order; nothing of nothing.
func orderFreeMean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : orderFreeSum(values) / Double(values.count)
}
