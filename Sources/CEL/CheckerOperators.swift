extension Checker {
  mutating func checkList(_ elements: [NodeID], _ optional: Set<Int>) -> CELType {
    var joined: CELType?
    for (index, element) in elements.enumerated() {
      var type = check(element)
      if optional.contains(index) { type = unwrapped(type, element) }
      joined = joined?.joined(with: type) ?? type
    }
    return .list(joined ?? .dyn)
  }

  mutating func checkMap(_ entries: [SyntaxNode.MapEntry]) -> CELType {
    var (keys, values): (CELType?, CELType?) = (nil, nil)
    noteRepeatedKeys(entries.map(\.key))
    for entry in entries {
      let key = check(entry.key)
      switch key {
      case .dyn, .bool, .int, .uint, .string: break
      default: report(.wrongKey(key, at: tree[entry.key].range))
      }
      var value = check(entry.value)
      if entry.isOptional { value = unwrapped(value, entry.value) }
      keys = keys?.joined(with: key) ?? key
      values = values?.joined(with: value) ?? value
    }
    return .map(keys ?? .dyn, values ?? .dyn)
  }

  /// Keys that are written out and stand twice.
  private mutating func noteRepeatedKeys(_ keys: [NodeID]) {
    var known: Set<String> = []
    for key in keys {
      guard case .literal(let value) = tree[key].kind, let notation = value.notation() else { continue }
      if !known.insert(notation).inserted { report(.repeatedKey(notation, at: tree[key].range)) }
    }
  }

  private mutating func unwrapped(_ type: CELType, _ id: NodeID) -> CELType {
    switch type {
    case .dyn: return .dyn
    case .optional(let wrapped): return wrapped
    default:
      report(.notOptional(type, at: tree[id].range))
      return .dyn
    }
  }

  mutating func checkChain(_ first: NodeID, _ links: [SyntaxNode.Link]) -> CELType {
    var type = check(first)
    var left = first
    for link in links {
      let right = check(link.operand)
      noteTexts(link, left)
      type = join(link, type, left, right)
      left = link.operand
    }
    return type
  }

  /// Notes the texts that a field is compared with.
  private mutating func noteTexts(_ link: SyntaxNode.Link, _ left: NodeID) {
    switch (link.symbol, tree[link.operand].kind) {
    case (.equal, _), (.unequal, _):
      note(left, link.operand)
      note(link.operand, left)
    case (.contained, .list(let elements, _)): for element in elements { note(left, element) }
    case (.contained, _): note(link.operand, left)
    default: break
    }
  }

  private mutating func note(_ field: NodeID, _ text: NodeID) {
    guard case .literal(.string(let value)) = tree[text].kind else { return }
    var field = field
    if case .local(let slot)? = meanings[field] {
      guard let subject = locals.last(where: { $0.slot == slot })?.subject else { return }
      checkMember(text, of: subject)
      field = subject
    }
    guard case .field(let index, let shape)? = meanings[field] else { return }
    let known = shape.fields[index]
    if !known.values.isEmpty, !known.values.contains(value) {
      report(.neverText(value, known, at: tree[text].range))
    }
    comparedTexts.append(
      ComparedText(shape: shape.name, field: known.name, text: value, range: tree[text].range))
  }

  private mutating func join(
    _ link: SyntaxNode.Link, _ left: CELType, _ leftID: NodeID, _ right: CELType
  ) -> CELType {
    switch link.symbol {
    case .add, .subtract, .multiply, .divide, .remainder:
      if let type = arithmetic(link.symbol, left, right) { return type }
      report(
        .wrongPair(
          link.symbol, left, right, at: link.at, mend: numericMend(left, leftID, right, link.operand)))
      return .dyn
    case .equal, .unequal:
      guard comparable(left, right) else {
        report(
          .neverEqual(
            link.symbol, left, right, at: link.at,
            mend: pairMend(left, leftID, right, link.operand),
            keyHelp: keyHelp(left) ?? keyHelp(right)))
        return .bool
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let isOrdered =
        left.hasOrder && right.hasOrder && (left.fits(right) || (left.isNumeric && right.isNumeric))
      if !isOrdered {
        report(
          .wrongPair(link.symbol, left, right, at: link.at, mend: pairMend(left, leftID, right, link.operand))
        )
      }
    case .contained:
      checkMember(leftID, of: link.operand)
      switch right.plain {
      case .dyn: break
      case .list(let element) where comparable(left, element): break
      case .map(let key, _) where comparable(left, key): break
      case .list(let element), .map(let element, _):
        report(
          .neverContained(left, element, at: link.at, mend: memberMend(leftID, element, link.operand)))
      default: report(.notACollection(right, at: tree[link.operand].range))
      }
    }
    return .bool
  }

  private func comparable(_ left: CELType, _ right: CELType) -> Bool {
    left.fits(right) || (left.isNumeric && right.isNumeric) || (left.isOptionalOrObject && right == .null)
      || (left == .null && right.isOptionalOrObject)
  }

  private func arithmetic(_ symbol: Operator, _ left: CELType, _ right: CELType) -> CELType? {
    switch (symbol, left, right) {
    case (_, .dyn, .dyn): return .dyn
    case (_, .dyn, let known) where joins(symbol, known), (_, let known, .dyn) where joins(symbol, known):
      return known.isNumeric || known == .string || known == .bytes ? known : .dyn
    case (_, .int, .int), (_, .uint, .uint): return left
    case (.remainder, _, _): return nil
    case (_, .double, .double): return .double
    case (.add, .string, .string), (.add, .bytes, .bytes): return left
    case (.add, .list, .list): return left.joined(with: right)
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp), (.subtract, .timestamp, .duration):
      return .timestamp
    case (.add, .duration, .duration), (.subtract, .duration, .duration), (.subtract, .timestamp, .timestamp):
      return .duration
    default: return nil
    }
  }

  /// Whether an operator takes a type on either side at all.
  private func joins(_ symbol: Operator, _ type: CELType) -> Bool {
    switch type {
    case .int, .uint: true
    case .double: symbol != .remainder
    case .string, .bytes, .list: symbol == .add
    case .timestamp, .duration: symbol == .add || symbol == .subtract
    default: false
    }
  }
}

extension CELType {
  fileprivate var hasOrder: Bool {
    switch self {
    case .dyn, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration: true
    default: false
    }
  }

  fileprivate var isOptionalOrObject: Bool {
    switch self {
    case .optional, .object: true
    default: false
    }
  }
}
