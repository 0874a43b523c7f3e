/// Turns a checked tree into code. Recurses as deep as the parts lie in each other, which the parser limits.
struct Compiler {
  private let checker: Checker
  private let expression: Expression

  init(_ checker: Checker) {
    self.checker = checker
    expression = checker.expression
  }

  func code() -> Code {
    var slots = LocalSlots()
    return code(expression.tree.root, &slots)
  }

  /// The slot of the next name that a macro introduces; slots are used again by macros that stand side by side.
  private struct LocalSlots {
    var next = 0
  }

  private func misfit(_ id: NodeID, _ text: String) -> EvaluationError {
    EvaluationError(.noOverload(text), at: expression.tree[id].range)
  }

  private func misfit(_ link: SyntaxNode.Link) -> EvaluationError {
    EvaluationError(.noOverload("`\(link.symbol.rawValue)` does not join such values"), at: link.at)
  }

  private func codes(_ ids: [NodeID], _ slots: inout LocalSlots) -> [Code] {
    var codes: [Code] = []
    for id in ids { codes.append(code(id, &slots)) }
    return codes
  }

  private func code(_ id: NodeID, _ slots: inout LocalSlots) -> Code {
    switch checker.meanings[id] {
    case .failure, .variable, .local, .constant: named(id)
    case .field, .functions, .pattern, nil:
      expression.tree[id].kind.isOperation ? operation(id, &slots) : access(id, &slots)
    }
  }

  /// What the check has found a name to mean.
  @inline(never)
  private func named(_ id: NodeID) -> Code {
    switch checker.meanings[id] {
    case .failure(let error)?: return FailureCode(misfit: error)
    case .variable(let slot)?:
      let name = checker.environment.variables[slot].name
      let absent = EvaluationError(
        .absent(path: name, field: name, shape: nil), at: expression.tree[id].range)
      return VariableCode(slot, absent: absent, misfit: misfit(id, "`\(name)` is no condition"))
    case .local(let slot)?: return LocalCode(slot, misfit: misfit(id, "an entry is no condition"))
    case .constant(let value)?: return ConstantCode(value, misfit: misfit(id, "a constant is no condition"))
    default: return FailureCode(misfit: misfit(id, "this means nothing"))
    }
  }

  private func access(_ id: NodeID, _ slots: inout LocalSlots) -> Code {
    switch expression.tree[id].kind {
    case .literal(let value): return ConstantCode(value, misfit: misfit(id, "this value is no condition"))
    case .name(let name, _):
      return FailureCode(misfit: misfit(id, "nothing is called `\(name.text)` here"))
    case .select(let operand, let name, let isOptional):
      return field(id, operand, name, isOptional: isOptional, &slots)
    case .has(let operand, let name):
      return HasCode(
        field(id, operand, name, isOptional: false, &slots), misfit: misfit(id, "`has` needs a field"))
    case .index(let operand, let index, let isOptional):
      return IndexCode(
        code(operand, &slots), code(index, &slots), isOptional: isOptional,
        misfit: misfit(id, "this value is not indexed so"))
    case .call(let name, let arguments, _): return call(id, name, arguments, &slots)
    case .method(let target, let name, let arguments): return call(id, name, [target] + arguments, &slots)
    case .list(let elements, let optional):
      return ListCode(
        codes(elements, &slots), optional: optional, misfit: misfit(id, "the list needs an optional value"))
    case .map(let entries): return map(id, entries, &slots)
    case .object(let name, _):
      return FailureCode(misfit: misfit(id, "no kind of object is called `\(name.text)`"))
    default: return FailureCode(misfit: misfit(id, "this means nothing"))
    }
  }

  private func operation(_ id: NodeID, _ slots: inout LocalSlots) -> Code {
    switch expression.tree[id].kind {
    case .not(let operand): return NotCode(code(operand, &slots), misfit: misfit(id, "`!` needs a condition"))
    case .negate(let operand):
      return NegateCode(code(operand, &slots), misfit: misfit(id, "`-` needs a number"))
    case .chain(let first, let links): return chain(id, first, links, &slots)
    case .and(let terms): return LogicCode(codes(terms, &slots), deciding: false, misfit: misfit(id, "`&&`"))
    case .or(let terms): return LogicCode(codes(terms, &slots), deciding: true, misfit: misfit(id, "`||`"))
    case .conditional(let condition, let yes, let no):
      return ConditionalCode(
        code(condition, &slots), code(yes, &slots), code(no, &slots),
        misfit: misfit(id, "the choice is no condition"))
    case .comprehension(let macro): return walk(id, macro, &slots)
    case .bind(_, let value, let body, let binding):
      let bound = code(value, &slots)
      let slot = slots.next
      slots.next += 1
      defer { slots.next -= 1 }
      return BindCode(
        bound, code(body, &slots), slot: slot, binding: binding,
        misfit: misfit(id, "an optional value is expected"))
    default: return FailureCode(misfit: misfit(id, "this means nothing"))
    }
  }

  private func field(
    _ id: NodeID, _ operand: NodeID, _ name: SyntaxNode.Name, isOptional: Bool, _ slots: inout LocalSlots
  ) -> Code {
    let base = code(operand, &slots)
    let path = "\(expression.text(in: expression.tree[operand].range)).\(name.text)"
    let range = expression.tree[id].range
    let misfit = EvaluationError(.noSuchField("`\(path)` does not exist"), at: range)
    guard !isOptional, case .field(let index, let shape)? = checker.meanings[id] else {
      return SelectCode(base, name.text, path: path, isOptional: isOptional, misfit: misfit)
    }
    let absent = EvaluationError(.absent(path: path, field: name.text, shape: shape.name), at: range)
    if let place = base as? PlaceCode {
      return FieldCode(place, index, shape, absent: absent, misfit: misfit)
    }
    return SelectCode(base, name.text, path: path, isOptional: false, misfit: misfit)
  }

  private func call(
    _ id: NodeID, _ name: SyntaxNode.Name, _ arguments: [NodeID], _ slots: inout LocalSlots
  ) -> Code {
    let misfit = misfit(id, "`\(name.text)` takes no such values")
    switch checker.meanings[id] {
    case .pattern(let pattern)?: return MatchCode(code(arguments[0], &slots), pattern, misfit: misfit)
    case .functions(let functions, let arguments)?:
      return CallCode(functions, codes(arguments, &slots), misfit: misfit)
    default: return FailureCode(misfit: misfit)
    }
  }

  private func map(_ id: NodeID, _ entries: [SyntaxNode.MapEntry], _ slots: inout LocalSlots) -> Code {
    var pairs: [(key: Code, value: Code, isOptional: Bool)] = []
    for entry in entries {
      pairs.append((code(entry.key, &slots), code(entry.value, &slots), entry.isOptional))
    }
    return MapCode(pairs, misfit: misfit(id, "the map needs an optional value"))
  }

  private func chain(
    _ id: NodeID, _ first: NodeID, _ links: [SyntaxNode.Link], _ slots: inout LocalSlots
  ) -> Code {
    let left = code(first, &slots)
    guard links.count == 1, let link = links.first else {
      var rest: [ChainCode.Link] = []
      for link in links {
        rest.append(
          ChainCode.Link(symbol: link.symbol, operand: code(link.operand, &slots), misfit: misfit(link)))
      }
      return ChainCode(left, rest, misfit: misfit(id, "the result is no condition"))
    }
    return pair(link, left, code(link.operand, &slots))
  }

  /// The fastest code for one operator and its two operands.
  private func pair(_ link: SyntaxNode.Link, _ left: Code, _ right: Code) -> Code {
    let misfit = misfit(link)
    if let place = left as? PlaceCode, let constant = right as? ConstantCode,
      let comparison = Comparison(link.symbol, constant.value)
    {
      return ConstantComparisonCode(place, comparison, constant.value, misfit: misfit)
    }
    switch link.symbol {
    case .equal, .unequal:
      let isNegated = link.symbol == .unequal
      return EqualityCode(left, right, isNegated: isNegated, misfit: misfit)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return OrderCode(link.symbol, left, right, misfit: misfit)
    case .contained:
      if let list = right as? ListCode, let texts = list.constantTexts {
        return ContainedCode(left, texts, misfit: misfit)
      }
      return ArithmeticCode(.contained, left, right, misfit: misfit)
    case .add, .subtract, .multiply, .divide, .remainder:
      return ArithmeticCode(link.symbol, left, right, misfit: misfit)
    }
  }

  private func walk(_ id: NodeID, _ macro: SyntaxNode.Comprehension, _ slots: inout LocalSlots) -> Code {
    let subject = code(macro.subject, &slots)
    let slot = slots.next
    let isTwofold = macro.second != nil
    slots.next += isTwofold ? 2 : 1
    defer { slots.next = slot }
    let body = code(macro.body, &slots)
    let weight = checker.weights[macro.body] + (macro.filter.map { checker.weights[$0] } ?? 0)
    let misfit = misfit(id, "`\(macro.verb.rawValue)` walks a list or a map")
    switch macro.verb {
    case .all, .exists:
      return QuantifierCode(
        subject, body, slot: slot, isTwofold: isTwofold, weight: weight, deciding: macro.verb == .exists,
        misfit: misfit)
    case .existsOne:
      return ExistsOneCode(subject, body, slot: slot, isTwofold: isTwofold, weight: weight, misfit: misfit)
    case .filter:
      return FilterCode(subject, body, slot: slot, isTwofold: isTwofold, weight: weight, misfit: misfit)
    case .map, .transformList, .transformMap, .transformMapEntry:
      var filter: Code?
      if let condition = macro.filter { filter = code(condition, &slots) }
      return TransformCode(
        subject, body, slot: slot, isTwofold: isTwofold, weight: weight, filter: filter,
        verb: macro.verb, misfit: misfit)
    }
  }
}

extension ListCode {
  /// The elements, where all of them are texts that are written out.
  fileprivate var constantTexts: Set<ExactString>? {
    var texts: Set<ExactString> = []
    for element in elements {
      guard let constant = element as? ConstantCode, case .string(let text) = constant.value else {
        return nil
      }
      texts.insert(ExactString(text))
    }
    return optional.isEmpty ? texts : nil
  }
}
