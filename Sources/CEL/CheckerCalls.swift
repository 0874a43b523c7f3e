extension Checker {
  mutating func checkCall(_ id: NodeID, _ name: SyntaxNode.Name, _ arguments: [NodeID]) -> CELType {
    for argument in arguments { check(argument) }
    let candidates = environment.functions(name.text, isMethod: false)
    guard !candidates.isEmpty else {
      let isMethod = !environment.functions(name.text, isMethod: true).isEmpty
      let nearest = nearestName(to: name.text, among: environment.functionNames(isMethod: false))
      return fail(id, .unknownFunction(name, isMethodInstead: isMethod, nearest: nearest))
    }
    return choose(id, name, candidates, arguments)
  }

  mutating func checkMethod(
    _ id: NodeID, _ target: NodeID, _ name: SyntaxNode.Name, _ arguments: [NodeID]
  ) -> CELType {
    if mayBeQualified(target), let library = expression.dottedName(target)?.text, !isLocal(library),
      environment.slot(of: library) == nil
    {
      let candidates = environment.functions("\(library).\(name.text)", isMethod: false)
      if !candidates.isEmpty {
        for argument in arguments { check(argument) }
        return choose(
          id, SyntaxNode.Name(text: "\(library).\(name.text)", range: name.range), candidates, arguments)
      }
    }
    let candidates = environment.functions(name.text, isMethod: true)
    guard !candidates.isEmpty else { return checkUnknownMethod(id, target, name, arguments) }
    let all = [target] + arguments
    for argument in all { check(argument) }
    return choose(id, name, candidates, all)
  }

  /// Keeps the functions whose parameters fit, and says so where none does.
  private mutating func choose(
    _ id: NodeID, _ name: SyntaxNode.Name, _ candidates: [Function], _ arguments: [NodeID]
  ) -> CELType {
    let given = arguments.map { types[$0].plain }
    let fitting = candidates.filter { $0.takes(given) }
    guard let first = fitting.first else {
      report(.wrongArguments(name, given, candidates, mend: argumentMend(arguments, candidates)))
      meanings[id] = .functions(candidates.filter { $0.takes(count: given.count) }, arguments: arguments)
      return .dyn
    }
    if arguments.count == 1, let argument = arguments.first { checkTime(name.text, argument) }
    if !given.contains(.dyn), let exact = fitting.first(where: { $0.parameters == given }) {
      meanings[id] = .functions([exact], arguments: arguments)
      if name.text == "matches", arguments.count == 2 { checkPattern(id, arguments[1]) }
      return result(of: exact, given)
    }
    meanings[id] = .functions(fitting, arguments: arguments)
    if name.text == "matches", arguments.count == 2 { checkPattern(id, arguments[1]) }
    return fitting.dropFirst().reduce(result(of: first, given)) { $0.joined(with: result(of: $1, given)) }
  }

  /// The declared result, more exact where the language's functions pass a type through.
  private func result(of function: Function, _ given: [CELType]) -> CELType {
    if let passed = function.passedParameter, given.indices.contains(passed), given[passed] != .dyn {
      return given[passed]
    }
    switch (function.name, given.first) {
    case ("optional.of", let type?), ("optional.ofNonZeroValue", let type?): return .optional(type)
    case ("value", .optional(let wrapped)?): return wrapped
    case ("orValue", .optional(let wrapped)?) where given.count == 2: return wrapped.joined(with: given[1])
    case ("or", let type?): return type
    case ("reverse", .list?), ("distinct", .list?), ("slice", .list?), ("sort", .list?): return given[0]
    default: return function.result
    }
  }

  /// A pattern that is written out is read once, here.
  private mutating func checkPattern(_ id: NodeID, _ argument: NodeID) {
    guard case .literal(.string(let text)) = tree[argument].kind else { return }
    do throws(PatternError) {
      meanings[id] = .pattern(try Pattern(text))
    } catch {
      report(.badPattern(error.message, at: tree[argument].range))
    }
  }
}

extension Expression {
  /// The name before the first dot of `a.b.c`, where a part is nothing else.
  func firstName(_ id: NodeID) -> String? {
    var current = id
    while true {
      switch tree[current].kind {
      case .name(let name, _): return name.text
      case .select(let operand, _, isOptional: false): current = operand
      default: return nil
      }
    }
  }

  /// `a.b.c` as one name, where a part is nothing else; rooted where a dot stands before it.
  func dottedName(_ id: NodeID) -> (text: String, isRooted: Bool)? {
    var parts: [String] = []
    var current = id
    while true {
      switch tree[current].kind {
      case .name(let name, let isRooted):
        parts.append(name.text)
        return (parts.reversed().joined(separator: "."), isRooted)
      case .select(let operand, let name, isOptional: false):
        parts.append(name.text)
        current = operand
      default: return nil
      }
    }
  }
}
