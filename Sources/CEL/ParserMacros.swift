extension Parser {
  /// `has(operand.field)`
  mutating func has(_ name: SyntaxNode.Name, _ arguments: [NodeID]) throws(SyntaxError) -> NodeID {
    guard arguments.count == 1,
      case .select(let operand, let field, isOptional: false) = tree[arguments[0]].kind
    else {
      let range = arguments.first.map { tree[$0].range } ?? name.range
      throw SyntaxError("`has` asks for a field", at: range, help: "as in `has(this.name)`")
    }
    return try add(.has(operand, field), from: name.range.lowerBound)
  }

  /// The macro that a method call stands for, nil where it is a plain call.
  mutating func macro(
    _ name: SyntaxNode.Name, on target: NodeID, _ arguments: [NodeID]
  ) throws(SyntaxError) -> NodeID? {
    switch (name.text, arguments.count) {
    case ("all", 2...3):
      return try comprehension(.all, name, target, arguments, variables: arguments.count - 1)
    case ("exists", 2...3):
      return try comprehension(.exists, name, target, arguments, variables: arguments.count - 1)
    case ("exists_one", 2...3), ("existsOne", 2...3):
      return try comprehension(.existsOne, name, target, arguments, variables: arguments.count - 1)
    case ("filter", 2): return try comprehension(.filter, name, target, arguments, variables: 1)
    case ("map", 2...3): return try comprehension(.map, name, target, arguments, variables: 1)
    case ("transformList", 3...4):
      return try comprehension(.transformList, name, target, arguments, variables: 2)
    case ("transformMap", 3...4):
      return try comprehension(.transformMap, name, target, arguments, variables: 2)
    case ("transformMapEntry", 3...4):
      return try comprehension(.transformMapEntry, name, target, arguments, variables: 2)
    case ("bind", 3) where isLibrary(target):
      return try bind(
        .plain, name, arguments[0], value: arguments[1], body: arguments[2], from: start(of: target))
    case ("block", 2) where isLibrary(target):
      return try block(name, arguments[0], body: arguments[1], from: start(of: target))
    case ("index", 1) where isLibrary(target), ("iterVar", 2) where isLibrary(target),
      ("accuVar", 2) where isLibrary(target):
      return try numbered(name, arguments, from: start(of: target))
    case ("optMap", 2):
      return try bind(.optMap, name, arguments[0], value: target, body: arguments[1], from: start(of: target))
    case ("optFlatMap", 2):
      return try bind(
        .optFlatMap, name, arguments[0], value: target, body: arguments[1], from: start(of: target))
    default: return nil
    }
  }

  private mutating func comprehension(
    _ verb: SyntaxNode.Verb, _ name: SyntaxNode.Name, _ target: NodeID, _ arguments: [NodeID], variables: Int
  ) throws(SyntaxError) -> NodeID {
    let first = try variable(arguments[0], of: name)
    let second = variables == 2 ? try variable(arguments[1], of: name) : nil
    if let second, second.text == first.text {
      throw SyntaxError("the two names of `\(name.text)` are the same", at: second.range)
    }
    let macro = SyntaxNode.Comprehension(
      verb: verb, subject: target, first: first, second: second,
      filter: arguments.count == variables + 2 ? arguments[variables] : nil,
      body: arguments[arguments.count - 1])
    return try add(.comprehension(macro), from: start(of: target))
  }

  private mutating func bind(
    _ binding: SyntaxNode.Binding, _ name: SyntaxNode.Name, _ variable: NodeID, value: NodeID, body: NodeID,
    from begin: Int
  ) throws(SyntaxError) -> NodeID {
    try add(.bind(try self.variable(variable, of: name), value: value, body: body, binding), from: begin)
  }

  private func isLibrary(_ target: NodeID) -> Bool {
    if case .name(let name, _) = tree[target].kind { name.text == "cel" } else { false }
  }

  /// `cel.block([a, b, …], body)`, in which `cel.index(0)` is the value of `a`: parts that an optimiser took out.
  private mutating func block(
    _ name: SyntaxNode.Name, _ values: NodeID, body: NodeID, from begin: Int
  ) throws(SyntaxError) -> NodeID {
    guard case .list(let values, let optional) = tree[values].kind, optional.isEmpty else {
      throw SyntaxError("`cel.block` begins with a list", at: tree[values].range)
    }
    var body = body
    for (index, value) in values.enumerated().reversed() {
      let bound = SyntaxNode.Name(text: "@index\(index)", range: tree[value].range)
      body = try add(.bind(bound, value: value, body: body, .plain), from: begin)
    }
    return body
  }

  /// `cel.index(0)`, `cel.iterVar(0, 1)`: names made of numbers, which no author can have taken.
  private mutating func numbered(
    _ name: SyntaxNode.Name, _ numbers: [NodeID], from begin: Int
  ) throws(SyntaxError) -> NodeID {
    var text = "@\(name.text)"
    for (place, id) in numbers.enumerated() {
      guard case .literal(.int(let number)) = tree[id].kind else {
        throw SyntaxError("`cel.\(name.text)` takes numbers that are written out", at: tree[id].range)
      }
      text += "\(place > 0 ? "_" : "")\(number)"
    }
    return try add(.name(SyntaxNode.Name(text: text, range: name.range), isRooted: false), from: begin)
  }

  private func variable(_ id: NodeID, of macro: SyntaxNode.Name) throws(SyntaxError) -> SyntaxNode.Name {
    guard case .name(let name, isRooted: false) = tree[id].kind else {
      throw SyntaxError(
        "`\(macro.text)` begins with a name for each entry", at: tree[id].range,
        help: "as in `members.\(macro.text)(m, …)`")
    }
    return name
  }
}
