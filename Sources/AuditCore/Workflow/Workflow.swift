/// How an audit is done: phases of steps, with everything they refer to resolved.
///
/// Immutable. Steps stand in published order, a group before its children, and are known inside by their place.
public final class Workflow: Sendable {
  public struct Phase: Sendable {
    public let id: String
    public let title: Text
    /// Whether its steps are asked at all, from `when:`.
    public let condition: Rule?
    public init(id: String, title: Text, condition: Rule? = nil) {
      self.id = id
      self.title = title
      self.condition = condition
    }
  }

  public let id: String
  public let version: String
  public let title: Text
  /// What it is for.
  public let description: Text?
  public let languages: [Language]
  public let source: [String]
  /// The roles, as a vocabulary, so that fields can be a `choice of: roles`.
  public let roles: Vocabulary
  public let vocabularies: [Vocabulary]
  public let scales: [Scale]
  public let crosswalks: [Crosswalk]
  public let phases: [Phase]
  public let steps: [Step]
  /// The register whose entries answers cite as evidence, if there is one; parts have their own.
  public let evidence: StepID?
  /// The workflows that are included, those that they include in turn after them.
  public let parts: [Part]
  /// Conditions on the audit as a whole, tried when it is closed.
  public let checks: [Check]

  /// What expressions can name; rules are checked against exactly these shapes.
  public let scope: Scope

  let places: [StepID: Int]
  let partNumbers: [StepID: Int]
  /// For each step, the place of the register whose entries its answers cite.
  let evidencePlaces: [Int?]
  /// For each step, the places of its children.
  let children: [[Int]]
  let parents: [Int?]
  /// For each step, what must be finished before it is ready.
  let restsOn: [[Int]]
  /// For each step, the steps that wait for it.
  let waiting: [[Int]]
  /// For each step, who reads which of its fields.
  let readers: [[Reading]]
  /// For each step, whose conditions read which of its fields.
  let conditionReaders: [[Reading]]
  /// For each step, its own condition and those of the groups and the phase around it.
  let conditions: [[Rule]]
  /// For each step, how many parts of an entry's key name the entry it is done for; nothing where it is done once.
  let eachLengths: [Int?]
  /// For each register, the steps that are done for each of its entries.
  let doneForEach: [[Int]]
  /// For each step, the steps that its fields name, its rules mention or its method works on.
  let looksAt: [[Int]]
  /// The same, and the register whose entries its answers may cite.
  let reads: [[Int]]
  /// For each step, the places of its fields.
  let fieldPlaces: [[FieldID: Int]]
  /// For each step, the places of the fields that make its key.
  let keyPlaces: [[Int]]
  /// For each step, how many parts a written key has.
  private let keyLengths: [Int]
  /// For each step, the places of its fields in the order of their names' bytes.
  let sortedFields: [[Int]]
  /// For each step, the places of the fields whose answers can name entries.
  let namingPlaces: [[Int]]
  /// For each step, the steps with fields that can name its entries.
  let namedBy: [[Int]]
  /// For each step, the places of the fields whose values follow from expressions, each after those it reads.
  let ruledFields: [[Int]]
  /// The same for what is inside fields, under the names that expressions have for it: `step.field`.
  let ruledInside: [String: [Int]]
  /// The steps that expressions can name, and for each its number among them.
  let variableSteps: [Int]
  let variableSlots: [Int: Int]

  public init(
    id: String, version: String, title: Text, description: Text? = nil,
    languages: [Language] = Language.allCases, source: [String] = [],
    roles: Vocabulary = Vocabulary(name: "roles", items: []), vocabularies: [Vocabulary] = [],
    scales: [Scale] = [], crosswalks: [Crosswalk] = [],
    phases: [Phase], steps: [Step], evidence: StepID? = nil, checks: [Check] = [], parts: [Part] = [],
    scope: Scope? = nil
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.description = description
    self.languages = languages
    self.source = source
    self.roles = roles
    self.vocabularies = vocabularies
    self.scales = scales
    self.crosswalks = crosswalks
    self.phases = phases
    self.steps = steps
    self.evidence = evidence
    self.parts = parts
    partNumbers = Dictionary(
      parts.enumerated().map { ($1.step, $0) }, uniquingKeysWith: { first, _ in first })
    self.checks = checks
    let places = Dictionary(steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    let cited = Self.evidencePlaces(evidence, parts, steps, places)
    evidencePlaces = cited
    let parents = steps.map { $0.parent.flatMap { places[$0] } }
    self.parents = parents
    var children = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      if let parent = step.parent.flatMap({ places[$0] }) { children[parent].append(place) }
    }
    self.children = children
    fieldPlaces = steps.map { step in
      Dictionary(step.fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    keyPlaces = zip(steps, fieldPlaces).map { step, fields in step.keyFields.compactMap { fields[$0] } }
    let keyLengths = Self.keyLengths(steps, places)
    self.keyLengths = keyLengths
    eachLengths = steps.map { step in
      step.each.map { each in places[each.register].map { max(1, keyLengths[$0]) } ?? 1 }
    }
    var doneForEach = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      if let register = step.each.flatMap({ places[$0.register] }) { doneForEach[register].append(place) }
    }
    self.doneForEach = doneForEach
    conditions = steps.indices.map { place in
      var rules: [Rule] = []
      var here: Int? = place
      while let step = here {
        if let rule = steps[step].condition { rules.append(rule) }
        here = parents[step]
      }
      if let rule = phases.first(where: { $0.id == steps[place].phase })?.condition { rules.append(rule) }
      rules += steps[place].phaseConditions
      return rules
    }
    sortedFields = steps.map { step in
      step.fields.indices.sorted {
        step.fields[$0].id.name.utf8.lexicographicallyPrecedes(step.fields[$1].id.name.utf8)
      }
    }
    let naming = steps.map { step in step.fields.indices.filter { step.fields[$0].type.namesEntries } }
    namingPlaces = naming
    var namedBy = [[Int]](repeating: [], count: steps.count)
    for (place, step) in steps.enumerated() {
      var targets = Set(naming[place].flatMap { step.fields[$0].type.targets }.compactMap { places[$0] })
      if let evidence = cited[place], evidence != place, step.isAnswered { targets.insert(evidence) }
      for target in targets { namedBy[target].append(place) }
    }
    self.namedBy = namedBy
    variableSteps = steps.indices.filter { !steps[$0].isGroup && !steps[$0].isReview }
    variableSlots = Dictionary(
      variableSteps.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.scope =
      scope
      ?? Self.scope(
        steps: steps, vocabularies: vocabularies + [roles], scales: scales, crosswalks: crosswalks)
    ruledFields = steps.map { Dependencies.ruledFields($0.fields, of: $0.id.name) }
    ruledInside = Dictionary(
      steps.flatMap { Self.ruledInside($0.fields, of: $0.id.name) }, uniquingKeysWith: { first, _ in first })
    let order = Dependencies(steps: steps, places: places, parents: parents, conditions: conditions)
    restsOn = order.restsOn
    waiting = order.waiting
    readers = order.readers
    conditionReaders = order.conditionReaders
    looksAt = order.reads
    reads = zip(steps, order.reads).enumerated().map { place, read in
      // Answers may cite evidence anywhere; that orders nothing, but it must be known.
      guard let cited = cited[place], cited != place, read.0.isAnswered, !read.1.contains(cited) else {
        return read.1
      }
      return (read.1 + [cited]).sorted()
    }
  }

  public subscript(id: StepID) -> Step? { places[id].map { steps[$0] } }

  public func vocabulary(_ name: String) -> Vocabulary? {
    name == "roles" ? roles : vocabularies.first { $0.name == name }
  }

  public func scale(_ name: String) -> Scale? { scales.first { $0.name == name } }

  /// What must be finished before `step` is ready, in published order.
  public func precedents(of step: StepID) -> [StepID] {
    places[step].map { restsOn[$0].map { steps[$0].id } } ?? []
  }

  /// The children of a group, in published order.
  public func children(of step: StepID) -> [StepID] {
    places[step].map { children[$0].map { steps[$0].id } } ?? []
  }

  /// The step, with all steps in it where it is a group; none where there is no such step.
  public func steps(within step: StepID) -> Set<StepID> {
    guard let outer = places[step] else { return [] }
    return Set(steps.indices.filter { isWithin($0, outer) }.map { steps[$0].id })
  }

  /// How many parts the written key of an entry has; a reference in a key counts with all parts of its target's key.
  public func keyLength(of step: StepID) -> Int {
    places[step].map { keyLengths[$0] } ?? 1
  }

  /// No key has more parts than these; what nests deeper is refused as a circle or never matches.
  private static let longestKey = 1000

  /// The length of every step's key; what goes round in a circle, which is told elsewhere, counts once.
  private static func keyLengths(_ steps: [Step], _ places: [StepID: Int]) -> [Int] {
    var lengths = [Int?](repeating: nil, count: steps.count)
    var isOpen = [Bool](repeating: false, count: steps.count)
    func length(_ place: Int) -> Int {
      if let known = lengths[place] { return known }
      guard !isOpen[place] else { return 1 }
      isOpen[place] = true
      let sum = steps[place].keyFields.reduce(0) { sum, name in
        let target = steps[place].field(name)?.type.target.flatMap { places[$0] }
        return min(longestKey, sum + (target.map { $0 == place ? 1 : max(1, length($0)) } ?? 1))
      }
      lengths[place] = sum
      return sum
    }
    return steps.indices.map(length)
  }

  /// The entries that the key of an entry names, by the key's fields.
  public func keyReferences(_ id: EntryID) -> [(field: FieldID, target: EntryID)] {
    guard let place = places[id.step] else { return [] }
    let fields = keyPlaces[place].map { steps[place].fields[$0] }
    guard fields.contains(where: { $0.type.target != nil }) else { return [] }
    var parts = id.key.parts[...]
    var references: [(FieldID, EntryID)] = []
    for field in fields {
      let target = field.type.target
      let length = target.map { $0 == id.step ? 1 : max(1, keyLength(of: $0)) } ?? 1
      if let target { references.append((field.id, EntryID(target, EntryKey(Array(parts.prefix(length)))))) }
      parts = parts.dropFirst(length)
    }
    return references
  }

  private static func ruledInside(_ fields: [Field], of shape: String) -> [(String, [Int])] {
    fields.filter(\.hasRulesInside).flatMap { field -> [(String, [Int])] in
      let (inner, shape) = (field.type.inner ?? [], "\(shape).\(field.id)")
      return [(shape, Dependencies.ruledFields(inner, of: shape))] + ruledInside(inner, of: shape)
    }
  }
}
