/// Finds the types and the meanings of all parts of an expression, and everything that is wrong with them.
struct Checker: Sendable {
  /// What a part means, where its form alone does not say.
  enum Meaning: Sendable {
    case variable(Int)
    case local(Int)
    case constant(CELValue)
    /// The slot in objects of a shape.
    case field(Int, Shape)
    case functions([Function], arguments: [NodeID])
    case pattern(Pattern)
    case failure(EvaluationError)
  }

  struct Local: Sendable {
    let name: String
    let type: CELType
    let slot: Int
    /// What it is an entry of.
    let subject: NodeID?
  }

  let expression: Expression
  let tree: SyntaxTree
  let environment: Environment
  private(set) var types: [CELType]
  var meanings: [Meaning?]
  /// What evaluating each part once costs, loops within not counted.
  private(set) var weights: [Int]
  private(set) var problems: [Problem] = []
  private var reported: Set<Problem> = []
  private(set) var mentions: [Mention] = []
  var comparedTexts: [ComparedText] = []
  var fieldsAsKeys: [FieldAsKey] = []
  private var mentioned: Set<Mention> = []
  var locals: [Local] = []
  private(set) var localCount = 0

  init(_ expression: Expression, _ environment: Environment) {
    self.expression = expression
    self.environment = environment
    tree = expression.tree
    types = Array(repeating: .dyn, count: tree.nodes.count)
    weights = Array(repeating: 1, count: tree.nodes.count)
    meanings = Array(repeating: nil, count: tree.nodes.count)
  }

  mutating func checkAll(expecting expected: CELType?) -> CELType {
    let type = check(tree.root)
    if let expected, !type.fits(expected) {
      report(
        .wrongResult(type, expected: expected, at: tree[tree.root].range, mend: mend(tree.root, to: expected))
      )
    }
    return type
  }

  mutating func report(_ problem: Problem) {
    if reported.insert(problem).inserted { problems.append(problem) }
  }

  mutating func mention(_ mention: Mention) {
    if mentioned.insert(mention).inserted { mentions.append(mention) }
  }

  /// The type of a part, noted for the compiler.
  @discardableResult
  mutating func check(_ id: NodeID) -> CELType {
    let type = tree[id].kind.isOperation ? checkOperation(id) : checkAccess(id)
    types[id] = type
    weights[id] = tree.children(of: id).reduce(tree[id].kind.weight) { $0 &+ weights[$1] }
    return type
  }

  /// Values, names, fields and calls. Apart from operations, because both recurse and are large.
  private mutating func checkAccess(_ id: NodeID) -> CELType {
    switch tree[id].kind {
    case .literal(let value): return value.type
    case .name(let name, let isRooted): return checkName(id, name, isRooted: isRooted)
    case .select(let operand, let name, let isOptional):
      return checkSelect(id, operand, name, isOptional: isOptional)
    case .has(let operand, let name):
      _ = field(name, of: check(operand), operand, id)
      return .bool
    case .index(let operand, let index, let isOptional):
      return checkIndex(operand, index, isOptional: isOptional)
    case .call(let name, let arguments, _): return checkCall(id, name, arguments)
    case .method(let target, let name, let arguments): return checkMethod(id, target, name, arguments)
    case .list(let elements, let optional): return checkList(elements, optional)
    case .map(let entries): return checkMap(entries)
    case .object(let name, let entries):
      for entry in entries { check(entry.value) }
      return fail(id, .unknownObject(name))
    default: return .dyn
    }
  }

  private mutating func checkOperation(_ id: NodeID) -> CELType {
    switch tree[id].kind {
    case .not(let operand):
      expectBool(operand, of: "!")
      return .bool
    case .negate(let operand): return checkNegation(operand)
    case .chain(let first, let links): return checkChain(first, links)
    case .and(let terms):
      for term in terms { expectBool(term, of: "&&") }
      return .bool
    case .or(let terms):
      for term in terms { expectBool(term, of: "||") }
      return .bool
    case .conditional(let condition, let yes, let no):
      expectBool(condition, of: "? :")
      return check(yes).joined(with: check(no))
    case .comprehension(let macro): return checkComprehension(macro)
    case .bind(let name, let value, let body, let binding):
      return checkBind(name, value, body, binding)
    default: return .dyn
    }
  }

  private mutating func checkNegation(_ operand: NodeID) -> CELType {
    let type = check(operand)
    switch type {
    case .dyn, .int, .double, .duration: return type
    default:
      report(.wrongOperand("-", type, at: tree[operand].range))
      return .dyn
    }
  }

  /// Notes a problem that also stops the evaluation of a part.
  mutating func fail(_ id: NodeID, _ problem: Problem) -> CELType {
    report(problem)
    meanings[id] = .failure(EvaluationError(.noSuchField(problem.message), at: problem.range))
    return .dyn
  }

  private mutating func expectBool(_ id: NodeID, of symbol: String) {
    let type = check(id)
    if !type.fits(.bool) { report(.wrongOperand(symbol, type, at: tree[id].range)) }
  }

  // MARK: Names

  private mutating func checkName(_ id: NodeID, _ name: SyntaxNode.Name, isRooted: Bool) -> CELType {
    if !isRooted, let local = locals.last(where: { $0.name == name.text }) {
      meanings[id] = .local(local.slot)
      return local.type
    }
    return resolve(id, name.text)
      ?? fail(
        id,
        .unknownName(
          name, constants: environment.lists(of: name.text),
          nearest: nearestName(to: name.text, among: environment.names + locals.map(\.name)))
      )
  }

  private mutating func resolve(_ id: NodeID, _ name: String) -> CELType? {
    if let slot = environment.slot(of: name) {
      meanings[id] = .variable(slot)
      mention(.variable(name))
      return environment.variables[slot].type
    }
    guard let value = environment.constant(name) else { return nil }
    meanings[id] = .constant(value)
    return value.exactType
  }

  /// Whether a dotted name begins with a variable of a macro, which hides all names outside.
  func isLocal(_ dotted: String) -> Bool {
    let first = dotted.prefix { $0 != "." }
    return locals.contains { $0.name == first }
  }

  /// Whether a dotted name may begin here: few do, so that most need not be put together.
  func mayBeQualified(_ id: NodeID) -> Bool {
    expression.firstName(id).map(environment.isQualifier) ?? false
  }

  private mutating func checkSelect(
    _ id: NodeID, _ operand: NodeID, _ name: SyntaxNode.Name, isOptional: Bool
  ) -> CELType {
    if !isOptional, mayBeQualified(id), let name = expression.dottedName(id),
      name.isRooted || !isLocal(name.text),
      let type = resolve(id, name.text)
    {
      return type
    }
    let type = field(name, of: check(operand), operand, id)
    if case .optional = type { return type }
    return isOptional ? .optional(type) : type
  }

  /// The type of a field of a value, or a problem and `dyn`.
  private mutating func field(
    _ name: SyntaxNode.Name, of type: CELType, _ operand: NodeID, _ id: NodeID
  ) -> CELType {
    switch type {
    case .dyn: return .dyn
    case .keyed(.texts(let texts), let value):
      let keys = KnownKeys.texts(texts)
      if keys.lack(.string(name.text)) {
        report(.unknownKey(name.text, of: expression.text(in: tree[operand].range), keys, at: name.range))
      }
      return value
    case .map(let key, let value) where key.fits(.string): return value
    case .optional(let wrapped):
      let inner = field(name, of: wrapped, operand, id)
      meanings[id] = nil
      return .optional(inner)
    case .object(let shape):
      guard let index = shape.index(of: name.text) else {
        return fail(id, .unknownField(name, in: shape, of: expression.text(in: tree[operand].range)))
      }
      meanings[id] = .field(index, shape)
      mention(.field(shape: shape.name, field: name.text))
      return shape.fields[index].type
    default:
      report(
        .noFields(
          name, type, expression.text(in: tree[operand].range), mend: constantMend(name.text, in: operand)))
      return .dyn
    }
  }

  private mutating func checkIndex(_ operand: NodeID, _ index: NodeID, isOptional: Bool) -> CELType {
    let type = element(of: check(operand), check(index), operand, index)
    checkKey(index, of: operand, isOptional: isOptional)
    if case .optional = type { return type }
    return isOptional ? .optional(type) : type
  }

  private mutating func element(
    of type: CELType, _ position: CELType, _ operand: NodeID, _ index: NodeID
  ) -> CELType {
    switch type.plain {
    case .dyn: return .dyn
    case .optional(let wrapped): return .optional(element(of: wrapped, position, operand, index))
    case .list(let element):
      if !position.fits(.int) {
        var mend: String?
        if case .literal(.string(let name)) = tree[index].kind { mend = constantMend(name, in: operand) }
        report(.wrongIndex("list", .int, position, at: tree[index].range, mend: mend))
      }
      return element
    case .map(let key, let value):
      if !position.fits(key), !(position.isNumeric && key.isNumeric) {
        report(.wrongIndex("map", key, position, at: tree[index].range, mend: keyMend(index, key)))
      }
      return value
    default:
      report(.notIndexed(type, at: tree[operand].range, mend: fieldMend(type, operand, index)))
      return .dyn
    }
  }

  // MARK: Macros

  mutating func declare(_ name: SyntaxNode.Name, _ type: CELType, entryOf subject: NodeID? = nil) {
    let slot = (locals.last?.slot ?? -1) + 1
    locals.append(Local(name: name.text, type: type, slot: slot, subject: subject))
    localCount = max(localCount, slot + 1)
  }

  private mutating func checkComprehension(_ macro: SyntaxNode.Comprehension) -> CELType {
    let subject = check(macro.subject)
    var (key, value): (CELType, CELType) = (.dyn, .dyn)
    switch subject.plain {
    case .dyn: break
    case .list(let element): (key, value) = macro.second == nil ? (element, .dyn) : (.int, element)
    case .map(let keys, let values): (key, value) = (keys, values)
    default: report(.notWalked(macro.verb.rawValue, subject, at: tree[macro.subject].range))
    }
    // Of two names the first stands for the key of a map or the place in a list.
    let isMap = if case .map = subject.plain { true } else { false }
    declare(macro.first, key, entryOf: macro.second == nil || isMap ? macro.subject : nil)
    if let second = macro.second { declare(second, value, entryOf: isMap ? nil : macro.subject) }
    if let filter = macro.filter { expectBool(filter, of: macro.verb.rawValue) }
    let body: CELType
    switch macro.verb {
    case .all, .exists, .existsOne, .filter:
      expectBool(macro.body, of: macro.verb.rawValue)
      body = .bool
    case .map, .transformList, .transformMap: body = check(macro.body)
    case .transformMapEntry: body = checkEntries(macro.body)
    }
    locals.removeLast(macro.second == nil ? 1 : 2)
    switch macro.verb {
    case .all, .exists, .existsOne: return .bool
    case .filter: return .list(key)
    case .map, .transformList: return .list(body)
    case .transformMap: return .map(key, body)
    case .transformMapEntry: return body
    }
  }

  /// A part that gives the entries of a new map, as a map.
  private mutating func checkEntries(_ id: NodeID) -> CELType {
    let type = check(id)
    switch type {
    case .map, .keyed: return type
    case .dyn: break
    default: report(.noEntries(type, at: tree[id].range))
    }
    return .map(.dyn, .dyn)
  }

  private mutating func checkBind(
    _ name: SyntaxNode.Name, _ value: NodeID, _ body: NodeID, _ binding: SyntaxNode.Binding
  ) -> CELType {
    var type = check(value)
    if binding != .plain {
      if case .optional(let wrapped) = type {
        type = wrapped
      } else if type != .dyn {
        report(.notOptional(type, at: tree[value].range))
        type = .dyn
      }
    }
    declare(name, type)
    let result = check(body)
    locals.removeLast()
    return binding == .optMap ? .optional(result) : result
  }
}
