/// One way to divide the subject, such as class, stage or customer group, with the weight of each part.
public struct Axis: Equatable, Sendable {
  public var name: String
  /// The declared keys, in the order in which documents show them.
  public var keys: [String]
  /// A weight for each key, any numbers from 0 up; nil for equal weights.
  public var weights: [KeyWeight]?

  public init(_ name: String, keys: [String], weights: [KeyWeight]? = nil) {
    self.name = name
    self.keys = keys
    self.weights = weights
  }
}

/// How much one key of an axis counts.
public struct KeyWeight: Equatable, Sendable {
  public var key: String
  public var weight: Double

  public init(_ key: String, _ weight: Double) {
    self.key = key
    self.weight = weight
  }
}

extension Axis {
  /// The weight of each key by its place, divided by the sum over the whole declared axis.
  ///
  /// A key without a weight is a fault, a weight without a key a warning.
  func normalisedWeights(_ faults: inout FaultList, _ warnings: inout [Remark]) -> [Double] {
    checkKeys(&faults)
    guard let weights else { return keys.map { _ in 1 / Double(keys.count) } }
    let declared = Set(keys)
    var given: [String: Double] = [:]
    for entry in weights {
      faults.check(entry.weight, in: 0 ... .infinity, nil, "weights.\(name).\(entry.key)")
      if given.updateValue(entry.weight, forKey: entry.key) != nil {
        faults.add(nil, "weights.\(name).\(entry.key)", found: "given twice", expected: "one weight")
      }
      if !declared.contains(entry.key) { warnings.append(.weightOfNothing(entry.key, axis: name)) }
    }
    for key in keys where given[key] == nil {
      faults.add(nil, "weights.\(name).\(key)", found: "missing", expected: "one weight for each key")
    }
    let values = keys.map { given[$0] ?? 0 }
    let total = orderFreeSum(values)
    guard total > 0, total.isFinite else {
      faults.add(nil, "weights.\(name)", found: "\(numeral(total)) in sum", expected: "a sum above 0")
      return values
    }
    return values.map { $0 / total }
  }

  /// The same weights by key.
  func weightByKey(_ faults: inout FaultList, _ warnings: inout [Remark]) -> [String: Double] {
    let values = normalisedWeights(&faults, &warnings)
    return Dictionary(zip(keys, values), uniquingKeysWith: { first, _ in first })
  }

  private func checkKeys(_ faults: inout FaultList) {
    if keys.isEmpty { faults.add(nil, "axes.\(name)", found: "empty", expected: "at least one key") }
    var seen: Set<String> = []
    for key in keys where !seen.insert(key).inserted {
      faults.add(nil, "axes.\(name).\(key)", found: "declared twice", expected: "each key once")
    }
  }

  /// The weights as they were given, for the record of a result.
  var settings: [NamedValue] {
    guard let weights else { return [NamedValue("weights.\(name)", "equal")] }
    return weights.map { NamedValue("weights.\(name).\($0.key)", $0.weight) }
  }
}

extension Remark {
  static func weightOfNothing(_ key: String, axis: String) -> Remark {
    Remark(
      "weight-of-nothing", english: "the weight of `\(key)` is not used: \(axis) has no such key",
      chinese: "未使用“\(key)”的权重：\(axis) 中没有该项")
  }
}
