/// The names that stand behind a value and take a name for each entry, and how each is written.
private let macroForms: KeyValuePairs = [
  "all": "x.all(e, condition)", "exists": "x.exists(e, condition)",
  "exists_one": "x.exists_one(e, condition)",
  "filter": "x.filter(e, condition)", "map": "x.map(e, value)",
  "transformList": "x.transformList(i, e, value)", "transformMap": "x.transformMap(k, v, value)",
  "transformMapEntry": "x.transformMapEntry(k, v, {key: value})", "optMap": "x.optMap(v, value)",
  "optFlatMap": "x.optFlatMap(v, value)",
]

let macroNames = macroForms.map(\.key)

/// What other languages call what this one has under another name, or has not.
private let wordsElsewhere: [String: String] = {
  let list: [(words: [String], help: String)] = [
    (["any", "some"], "whether one entry fulfils a condition is asked by `x.exists(e, condition)`"),
    (
      ["every", "forall", "forAll"],
      "whether all entries fulfil a condition is asked by `x.all(e, condition)`"
    ),
    (
      ["find", "first", "where", "select", "findAll"],
      "the entries that fulfil a condition are given by `x.filter(e, condition)`"
    ),
    (["collect", "each", "forEach", "foreach"], "a value of each entry is given by `x.map(e, value)`"),
    (["length", "len", "count"], "how many there are is told by `x.size()`"),
    (
      ["includes", "include", "has"],
      "a text in a text is found by `x.contains(text)`, an entry by `value in x`"
    ),
    (["lower", "toLower", "toLowerCase", "lowercase"], "write `x.lowerAscii()`"),
    (["upper", "toUpper", "toUpperCase", "uppercase"], "write `x.upperAscii()`"),
    (["strip"], "write `x.trim()`"),
    (["min"], "the least of several is given by `math.least(…)`"),
    (["max"], "the greatest of several is given by `math.greatest(…)`"),
    (
      ["abs", "ceil", "floor", "round", "sign", "sqrt", "trunc"],
      "it belongs to `math`, as in `math.round(x)`"
    ),
    (
      ["reduce", "fold", "foldl", "sum", "avg", "average", "mean"],
      "no expression adds up the entries of a list"
    ),
  ]
  return Dictionary(
    list.flatMap { entry in entry.words.map { ($0, entry.help) } }, uniquingKeysWith: { first, _ in first })
}()

/// What an expression of other languages means here, or says that nothing does.
func helpElsewhere(for name: String) -> String? { wordsElsewhere[name] }

extension Checker {
  /// A name behind a value that is no method: told once, whatever stands in its parentheses.
  mutating func checkUnknownMethod(
    _ id: NodeID, _ target: NodeID, _ name: SyntaxNode.Name, _ arguments: [NodeID]
  ) -> CELType {
    check(target)
    // The names that a macro gives its entries mean nothing where it is written otherwise.
    if let form = macroForms.first(where: { $0.key == name.text })?.value {
      return fail(id, .wrongMacro(name, arguments.count, form))
    }
    let variables = variables(among: arguments)
    for variable in variables { declare(variable, .dyn) }
    for argument in arguments { check(argument) }
    locals.removeLast(variables.count)
    guard variables.isEmpty else { return fail(id, .unknownMacro(name)) }
    let isFunction = !environment.functions(name.text, isMethod: false).isEmpty
    let nearest = nearestName(to: name.text, among: environment.functionNames(isMethod: true))
    return fail(id, .unknownMethod(name, isFunctionInstead: isFunction, nearest: nearest))
  }

  /// Names that stand alone as arguments, mean nothing, and are read in other arguments: those of a macro's entries.
  private func variables(among arguments: [NodeID]) -> [SyntaxNode.Name] {
    let alone = arguments.compactMap { id -> (id: NodeID, name: SyntaxNode.Name)? in
      guard case .name(let name, isRooted: false) = tree[id].kind, !environment.knows(name.text),
        !locals.contains(where: { $0.name == name.text })
      else { return nil }
      return (id, name)
    }
    // A macro has few.
    guard !alone.isEmpty, alone.count <= 8 else { return [] }
    var read: Set<String> = []
    var open = arguments.filter { argument in !alone.contains { $0.id == argument } }
    while let next = open.popLast() {
      if case .name(let name, _) = tree[next].kind { read.insert(name.text) }
      open += tree.children(of: next)
    }
    return alone.map(\.name).filter { read.contains($0.text) }
  }
}

extension Problem {
  fileprivate static func unknownMacro(_ name: SyntaxNode.Name) -> Problem {
    Problem(
      .unknownFunction, "no macro is called `\(name.text)`; there are \(listed(macroNames))", at: name.range,
      help: helpElsewhere(for: name.text)
        ?? nearestName(to: name.text, among: macroNames).map { "did you mean `\($0)`?" })
  }

  fileprivate static func wrongMacro(_ name: SyntaxNode.Name, _ count: Int, _ form: String) -> Problem {
    Problem(
      .wrongType,
      "`\(name.text)` is written `\(form)`, but here it is given \(count == 0 ? "nothing" : count == 1 ? "one part" : "\(count) parts")",
      at: name.range)
  }
}
