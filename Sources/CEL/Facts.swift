/// Something that must hold of a value, named by how it is written.
enum Fact {
  /// Nothing can make it hold.
  case never
  /// A condition that is not looked into.
  case claim(String, Bool)
  case among(String, Set<String>)
  case notAmong(String, Set<String>)
  case number(String, Operator, Double, isWhole: Bool)
}

/// Several facts at once.
enum Facts {
  /// Whether the facts cannot all hold together.
  static func exclude(_ facts: [Fact]) -> Bool {
    if facts.count < 2 { return facts.first.map(isImpossible) ?? false }
    var claims: [String: Bool] = [:]
    var allowed: [String: Set<String>] = [:]
    var refused: [String: Set<String>] = [:]
    var numbers: [String: NumberSet] = [:]
    for fact in facts {
      switch fact {
      case .never: return true
      case .claim(let key, let value):
        if let other = claims.updateValue(value, forKey: key), other != value { return true }
      case .among(let key, let texts): allowed[key] = allowed[key]?.intersection(texts) ?? texts
      case .notAmong(let key, let texts): refused[key, default: []].formUnion(texts)
      case .number(let key, let symbol, let number, let isWhole):
        numbers[key, default: NumberSet(isWhole: isWhole)].limit(symbol, number)
      }
    }
    return allowed.contains { key, texts in texts.subtracting(refused[key] ?? []).isEmpty }
      || numbers.values.contains(where: \.isEmpty)
  }

  private static func isImpossible(_ fact: Fact) -> Bool {
    switch fact {
    case .never: return true
    case .claim, .notAmong: return false
    case .among(_, let texts): return texts.isEmpty
    case .number(_, let symbol, let number, let isWhole):
      var numbers = NumberSet(isWhole: isWhole)
      numbers.limit(symbol, number)
      return numbers.isEmpty
    }
  }
}

/// The numbers that several comparisons leave.
private struct NumberSet {
  let isWhole: Bool
  private var lower = -Double.infinity
  private var upper = Double.infinity
  private var isLowerOpen = false
  private var isUpperOpen = false
  private var refused: Set<Double> = []

  init(isWhole: Bool) { self.isWhole = isWhole }

  mutating func limit(_ symbol: Operator, _ number: Double) {
    switch symbol {
    case .equal:
      limit(.greaterOrEqual, number)
      limit(.lessOrEqual, number)
    case .unequal: refused.insert(number)
    case .less, .lessOrEqual:
      let isOpen = symbol == .less
      if number < upper || (number == upper && isOpen) { (upper, isUpperOpen) = (number, isOpen) }
    case .greater, .greaterOrEqual:
      let isOpen = symbol == .greater
      if number > lower || (number == lower && isOpen) { (lower, isLowerOpen) = (number, isOpen) }
    default: break
    }
  }

  /// Ranges of whole numbers up to this length are gone through one by one.
  private static let longest = 1000.0

  var isEmpty: Bool {
    if lower > upper || (lower == upper && (isLowerOpen || isUpperOpen)) { return true }
    if lower == upper { return refused.contains(lower) || (isWhole && lower != lower.rounded()) }
    guard isWhole, upper - lower <= Self.longest else { return false }
    var number = isLowerOpen ? lower.rounded(.down) + 1 : lower.rounded(.up)
    while number < upper || (number == upper && !isUpperOpen) {
      if !refused.contains(number) { return false }
      number += 1
    }
    return true
  }
}
