/// What a host knows beforehand of the values of a field.
public enum FieldDomain: Hashable, Sendable {
  /// One of these texts.
  case texts(Set<String>)
  /// A number of this range.
  case numbers(ClosedRange<Double>)
}

/// A condition, or a part of one, that comes out the same whatever the fields hold.
public struct FixedPart: Hashable, Sendable {
  public let isTrue: Bool
  /// In Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
  /// As it was written.
  public let text: String
  /// The fields that it looks at, as `shape` and `field`.
  public let fields: [Mention]
}

/// Which conditions of an expression are settled before anything is known.
public struct Certainty: Sendable {
  /// What the whole always gives, if it is a condition and always gives the same.
  ///
  /// Where a field is absent the whole may be undecided instead; it is never the opposite.
  public let whole: Bool?
  /// The smallest parts that are settled, in the order of the text.
  public let parts: [FixedPart]
}

extension CheckResult {
  /// What of the expression is settled beforehand; `domain` tells which values a field of a shape may have.
  ///
  /// Looks at comparisons of fields and sizes with what is written out, and at conditions that exclude each other. What
  /// it calls settled is settled; what it does not may be settled all the same.
  public func certainty(
    domain: @escaping (_ shape: String, _ field: String) -> FieldDomain?
  ) -> Certainty {
    let tree = checker.tree
    guard checker.problems.isEmpty else { return Certainty(whole: nil, parts: []) }
    let facts = FactReader(checker: checker, domain: domain)
    var parts: [FixedPart] = []
    facts.collect(tree.root, isOperand: true, into: &parts)
    return Certainty(
      whole: facts.truth(tree.root), parts: parts.sorted { $0.range.lowerBound < $1.range.lowerBound })
  }
}

/// Draws from a condition what must hold where it is true, or where it is false.
private final class FactReader {
  private let checker: Checker
  private let domain: (_ shape: String, _ field: String) -> FieldDomain?
  /// What is known of conditions that were looked at, so that those deep inside are not looked at again and again.
  private var truths: [NodeID: Bool?] = [:]
  private let tree: SyntaxTree

  init(checker: Checker, domain: @escaping (_ shape: String, _ field: String) -> FieldDomain?) {
    self.checker = checker
    tree = checker.tree
    self.domain = domain
  }

  // MARK: Settled parts

  /// What a condition always gives, if that is known.
  func truth(_ id: NodeID) -> Bool? {
    guard isCompound(id), checker.types[id] == .bool else { return nil }
    if let known = truths[id] { return known }
    let truth: Bool? =
      Facts.exclude(assume(id, true)) ? false : Facts.exclude(assume(id, false)) ? true : nil
    truths.updateValue(truth, forKey: id)
    return truth
  }

  /// Whether a condition is made of what can be looked into; of a lone field or call nothing is known.
  private func isCompound(_ id: NodeID) -> Bool {
    switch tree[id].kind {
    case .literal, .not, .and, .or, .conditional, .comprehension, .chain: true
    default: false
    }
  }

  /// Adds the smallest settled parts; a lone `true` is one only where it is an operand of a condition.
  func collect(_ id: NodeID, isOperand: Bool, into parts: inout [FixedPart]) {
    let before = parts.count
    switch tree[id].kind {
    case .and(let terms), .or(let terms):
      for term in terms { collect(term, isOperand: true, into: &parts) }
    case .not(let operand): collect(operand, isOperand: true, into: &parts)
    default: for child in tree.children(of: id) { collect(child, isOperand: false, into: &parts) }
    }
    guard parts.count == before, let value = truth(id) else { return }
    if case .literal = tree[id].kind, !isOperand { return }
    let range = tree[id].range
    parts.append(
      FixedPart(
        isTrue: value, range: range, text: checker.expression.text(in: range), fields: fields(below: id)))
  }

  private func fields(below id: NodeID) -> [Mention] {
    var found: [Mention] = []
    var open = [id]
    while let next = open.popLast() {
      if case .field(let slot, let shape)? = checker.meanings[next] {
        let mention = Mention.field(shape: shape.name, field: shape.fields[slot].name)
        if !found.contains(mention) { found.append(mention) }
      }
      open += tree.children(of: next).reversed()
    }
    return found
  }

  // MARK: What must hold

  /// What must hold where the condition gives `value`.
  private func assume(_ id: NodeID, _ value: Bool) -> [Fact] {
    switch tree[id].kind {
    case .literal(.bool(let literal)): return literal == value ? [] : [.never]
    case .not(let operand): return assume(operand, !value)
    case .and(let terms): return value ? terms.flatMap { assume($0, true) } : oneOf(terms, false)
    case .or(let terms): return value ? oneOf(terms, true) : terms.flatMap { assume($0, false) }
    case .conditional(let condition, let yes, let no):
      switch truth(condition) {
      case true?: return assume(yes, value)
      case false?: return assume(no, value)
      case nil:
        let ends = [yes, no].filter { !Facts.exclude(assume($0, value)) }
        return ends.isEmpty ? [.never] : []
      }
    case .comprehension(let macro):
      // Over nothing, `all` is true and `exists` is false; a body that is settled may settle the other way only.
      switch (macro.verb, truth(macro.body)) {
      case (.all, true?): return value ? [] : [.never]
      case (.exists, false?), (.existsOne, false?): return value ? [.never] : []
      default: return [.claim(key(id), value)]
      }
    case .chain(let first, let links):
      guard links.count == 1, let link = links.first else { return [] }
      return compare(first, link, value)
    default: return [.claim(key(id), value)]
    }
  }

  /// What must hold where at least one of several conditions gives `value`: known only where no other one can.
  private func oneOf(_ terms: [NodeID], _ value: Bool) -> [Fact] {
    let possible = terms.map { assume($0, value) }.filter { !Facts.exclude($0) }
    guard let only = possible.first else { return [.never] }
    return possible.count == 1 ? only : []
  }

  private func compare(_ left: NodeID, _ link: SyntaxNode.Link, _ value: Bool) -> [Fact] {
    let right = link.operand
    if link.symbol == .contained { return contained(left, right, value) }
    if let a = constant(left), let b = constant(right) {
      return a.compares(link.symbol, b).map { $0 == value ? [] : [.never] } ?? []
    }
    if key(left) == key(right) {
      let isSame = [.equal, .lessOrEqual, .greaterOrEqual].contains(link.symbol)
      return isSame == value ? [] : [.never]
    }
    if let constant = constant(right) { return facts(left, link.symbol, constant, value) }
    if let constant = constant(left) { return facts(right, link.symbol.mirrored, constant, value) }
    return [.claim("\(key(left)) \(link.symbol.rawValue) \(key(right))", value)]
  }

  private func contained(_ left: NodeID, _ right: NodeID, _ value: Bool) -> [Fact] {
    guard let list = texts(right) else { return [.claim("\(key(left)) in \(key(right))", value)] }
    if case .text(let text)? = constant(left) { return list.contains(text) == value ? [] : [.never] }
    return standing(left) + [value ? .among(key(left), list) : .notAmong(key(left), list)]
  }

  private func facts(_ subject: NodeID, _ symbol: Operator, _ constant: Constant, _ value: Bool) -> [Fact] {
    let known = standing(subject)
    let name = key(subject)
    switch (symbol, constant) {
    case (.equal, .text(let text)), (.unequal, .text(let text)):
      return known + [(symbol == .equal) == value ? .among(name, [text]) : .notAmong(name, [text])]
    case (.equal, .truth(let truth)), (.unequal, .truth(let truth)):
      return (symbol == .equal) == value ? assume(subject, truth) : assume(subject, !truth)
    case (_, .number(let number)):
      let isWhole = checker.types[subject] == .int
      return known + [Fact.number(name, value ? symbol : symbol.opposite, number, isWhole: isWhole)]
    default: return []
    }
  }

  /// What holds of a value in any case: its domain, or that a size is not negative.
  private func standing(_ id: NodeID) -> [Fact] {
    if isSize(id) { return [.number(key(id), .greaterOrEqual, 0, isWhole: true)] }
    guard case .field(let slot, let shape)? = checker.meanings[id], case .select = tree[id].kind else {
      return []
    }
    switch domain(shape.name, shape.fields[slot].name) {
    case .texts(let texts)?: return [.among(key(id), texts)]
    case .numbers(let range)?:
      let isWhole = checker.types[id] == .int
      return [
        .number(key(id), .greaterOrEqual, range.lowerBound, isWhole: isWhole),
        .number(key(id), .lessOrEqual, range.upperBound, isWhole: isWhole),
      ]
    case nil: return []
    }
  }

  private func isSize(_ id: NodeID) -> Bool {
    switch tree[id].kind {
    case .method(_, let name, let arguments): name.text == "size" && arguments.isEmpty
    case .call(let name, let arguments, _): name.text == "size" && arguments.count == 1
    default: false
    }
  }

  // MARK: What is written out

  private func constant(_ id: NodeID) -> Constant? {
    switch tree[id].kind {
    case .literal(let value): return Constant(value)
    case .negate(let operand):
      guard case .number(let number)? = constant(operand) else { return nil }
      return .number(-number)
    default:
      if case .constant(let value)? = checker.meanings[id] { return Constant(value) }
      guard case .field(let slot, _)? = checker.meanings[id], case .select(let operand, _, _) = tree[id].kind,
        case .constant(.object(let object))? = checker.meanings[operand]
      else { return nil }
      return object[slot].flatMap { Constant($0) }
    }
  }

  /// A list of texts that are all written out, or a constant that is one.
  private func texts(_ id: NodeID) -> Set<String>? {
    if case .constant(.list(let values))? = checker.meanings[id] {
      let texts = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
      return texts.count == values.count ? Set(texts) : nil
    }
    guard case .list(let elements, let optional) = tree[id].kind, optional.isEmpty else { return nil }
    var found: Set<String> = []
    for element in elements {
      guard case .text(let text)? = constant(element) else { return nil }
      found.insert(text)
    }
    return found
  }

  /// What is written the same is the same value.
  private func key(_ id: NodeID) -> String { checker.expression.text(in: tree[id].range) }
}

/// A value that is written out, as far as it can be compared.
private enum Constant: Hashable {
  case text(String), number(Double), truth(Bool)

  init?(_ value: CELValue) {
    switch value {
    case .string(let text): self = .text(text)
    case .int(let number): self = .number(Double(number))
    case .uint(let number): self = .number(Double(number))
    case .double(let number) where number.isFinite: self = .number(number)
    case .bool(let truth): self = .truth(truth)
    default: return nil
    }
  }

  func compares(_ symbol: Operator, _ other: Constant) -> Bool? {
    switch (symbol, self, other) {
    case (.equal, _, _): self == other
    case (.unequal, _, _): self != other
    case (_, .number(let a), .number(let b)): symbol.holds(a, b)
    default: nil
    }
  }
}

extension Operator {
  /// The operator that says the same with its operands exchanged.
  fileprivate var mirrored: Operator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  /// The operator that holds where this one does not.
  fileprivate var opposite: Operator {
    switch self {
    case .equal: .unequal
    case .unequal: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    default: self
    }
  }

  fileprivate func holds(_ a: Double, _ b: Double) -> Bool? {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    default: nil
    }
  }
}
