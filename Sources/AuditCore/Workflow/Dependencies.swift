import CEL

/// A reader of some fields of a step: it becomes stale when one of them changes.
struct Reading: Sendable {
  let reader: Int
  /// The fields that are read; entries that come or go concern every reader.
  let fields: Set<FieldID>
  /// Whether the reader looks at every field.
  let readsAll: Bool
  /// Whether the reader looks only at the entry that it is done for, and not at others of the register.
  let readsOwnEntry: Bool

  func concerns(_ changed: [FieldID], membership: Bool) -> Bool {
    membership || readsAll || !fields.isDisjoint(with: changed)
  }
}

/// What rests on what, derived from `needs`, references, subjects, arguments of methods, and what expressions mention.
struct Dependencies {
  private(set) var restsOn: [[Int]] = []
  private(set) var waiting: [[Int]]
  private(set) var readers: [[Reading]]
  private(set) var conditionReaders: [[Reading]]
  /// For each step, the steps whose answers its expressions, references or method look at.
  private(set) var reads: [[Int]] = []

  private let steps: [Step]
  private let places: [StepID: Int]
  private let parents: [Int?]

  /// One field of one step, or the coming and going of its entries.
  private struct Source: Hashable {
    let step: Int
    let field: FieldID?
  }

  init(steps: [Step], places: [StepID: Int], parents: [Int?], conditions: [[Rule]]) {
    self.steps = steps
    self.places = places
    self.parents = parents
    waiting = Array(repeating: [], count: steps.count)
    readers = Array(repeating: [], count: steps.count)
    conditionReaders = Array(repeating: [], count: steps.count)
    let computed = ruledSources()
    for (place, step) in steps.enumerated() {
      // A computed value heals itself, so it makes its step wait but never stale.
      let judged =
        step.isGroup
        ? [] : Self.widened(sources(of: step, step.judgements), by: computed)
      let conditional = Self.widened(
        Set(conditions[place].flatMap(\.mentions).compactMap { Self.source($0, places) }), by: computed)
      let read = judged.union(conditional).union(
        Self.widened(
          sources(of: step, step.fields.flatMap(\.whole).compactMap(\.value)), by: computed))
      var before = Set(read.map(\.step))
      before.formUnion(step.fields.flatMap(\.type.targets).compactMap { places[$0] })
      var awaited = Set(conditional.map(\.step))
      if let each = step.each.flatMap({ places[$0.register] }) { awaited.insert(each) }
      before.formUnion(awaited)
      if case .review(let review) = step.kind {
        before.formUnion(
          review.of.compactMap { places[$0] }.filter { !isWithin(place, $0) })
      }
      // The checks of a group order nothing: they are tried when all in it is there.
      let checked = step.isGroup ? sources(of: step, step.judgements) : []
      reads.append(
        before.union(Self.widened(checked, by: computed).map(\.step)).subtracting([place]).sorted())
      var ancestor: Int? = place
      while let here = ancestor {
        awaited.formUnion(steps[here].needs.compactMap { places[$0] })
        ancestor = parents[here]
      }
      // Checks and fields may look at the step's own answers; what must be there before it begins may not.
      let waitsForItself = awaited.contains { isWithin($0, place) }
      before = before.union(awaited).filter { !isWithin($0, place) }
      if waitsForItself { before.insert(place) }
      restsOn.append(before.sorted())
      for other in before { waiting[other].append(place) }

      let rules = step.judgements + conditions[place]
      for reading in readings(by: place, judged, rules) {
        readers[reading.source].append(reading.reading)
      }
      // The groups around it have no state of their own to be settled.
      if !step.isGroup {
        for reading in readings(by: place, conditional, rules) {
          conditionReaders[reading.source].append(reading.reading)
        }
      }
    }
    for place in readers.indices {
      readers[place].sort { $0.reader < $1.reader }
      conditionReaders[place].sort { $0.reader < $1.reader }
    }
  }

  private func readings(
    by place: Int, _ sources: Set<Source>, _ rules: [Rule]
  ) -> [(source: Int, reading: Reading)] {
    let step = steps[place]
    let wholes = wholes(of: step)
    let named = Set(rules.flatMap(\.mentions))
    let own = step.each.map { Source(step: place, field: $0.name) }
    let further = sources.subtracting(own.map { [$0] } ?? [])
    return Dictionary(grouping: sources, by: \.step).filter { $0.key != place }.map { source, sources in
      let readsAll = wholes.contains(source)
      let each = step.each.flatMap { each in places[each.register] == source ? each.register : nil }
      let readsOwnEntry =
        each.map { register in
          !named.contains(.variable(register.name))
            && !further.contains { reaches($0, register) }
        } ?? false
      return (
        source,
        Reading(
          reader: place, fields: Set(sources.compactMap(\.field)), readsAll: readsAll,
          readsOwnEntry: readsOwnEntry)
      )
    }
  }

  /// Whether a field leads to entries of a register: it names them, or is computed from any of them.
  private func reaches(_ source: Source, _ register: StepID) -> Bool {
    guard let field = source.field.flatMap({ steps[source.step].field($0) }) else { return false }
    return field.type.targets.contains(register)
      || field.value?.mentions.contains(.variable(register.name)) == true
  }

  /// The steps of which every field is read; a group stands for all that is in it, but not for the reader.
  private func wholes(of step: Step) -> Set<Int> {
    switch step.kind {
    case .analyse(let analysis):
      return Set(
        analysis.arguments.flatMap { $0.argument.columns }.filter { $0.field == nil }
          .compactMap { places[$0.step] })
    case .write(let writing): return leaves(of: writing.about, but: step.id)
    case .review(let review): return leaves(of: review.of, but: step.id)
    case .ask, .collect, .rate, .group: return []
    }
  }

  private func leaves(of ids: [StepID], but own: StepID) -> Set<Int> {
    let named = ids.compactMap { places[$0] }
    return Set(
      steps.indices.filter { place in
        !steps[place].isGroup && steps[place].id != own
          && named.contains { isWithin(place, $0) }
      })
  }

  private func isWithin(_ inner: Int, _ outer: Int) -> Bool { Self.isWithin(inner, outer, parents) }

  /// Whether `inner` is `outer` or one of the steps under it; `parents` are the groups around the steps.
  static func isWithin(_ inner: Int, _ outer: Int, _ parents: [Int?]) -> Bool {
    var here: Int? = inner
    while let place = here {
      if place == outer { return true }
      here = parents[place]
    }
    return false
  }

  /// What the expressions and arguments of a step read.
  private func sources(of step: Step, _ rules: [Rule]) -> Set<Source> {
    var found = Set(rules.flatMap(\.mentions).compactMap { Self.source($0, places) })
    if case .rate(let rating) = step.kind {
      let registers =
        [rating.subjects]
        + rating.dimensions.compactMap { if case .register(let step) = $0.over { step } else { nil } }
      found.formUnion(registers.compactMap { places[$0] }.map { Source(step: $0, field: nil) })
    }
    switch step.kind {
    case .write, .review:
      found.formUnion(wholes(of: step).map { Source(step: $0, field: nil) })
    case .ask, .collect, .rate, .analyse, .group: break
    }
    if case .analyse(let analysis) = step.kind {
      for column in analysis.arguments.flatMap({ $0.argument.columns }) {
        guard let place = places[column.step] else { continue }
        found.insert(Source(step: place, field: column.field))
        found.formUnion(further(column, place, analysis))
        if case .rate(let rating) = steps[place].kind, let subjects = places[rating.subjects] {
          for axis in analysis.arguments.flatMap({ $0.argument.axisNames }) {
            found.insert(Source(step: subjects, field: FieldID(axis)))
          }
        }
      }
    }
    return found
  }

  /// What a column brings with it: the registers whose entries it names, and the axes that stand beside it.
  private func further(
    _ column: (step: StepID, field: FieldID?), _ place: Int, _ analysis: Analysis
  ) -> [Source] {
    let named = column.field.flatMap { steps[place].field($0) }.map(\.type.targets) ?? []
    let axes = analysis.arguments.flatMap { $0.argument.axisNames }.map { FieldID($0) }
    return named.compactMap { places[$0] }.map { Source(step: $0, field: nil) }
      + axes.filter { steps[place].field($0) != nil }.map { Source(step: place, field: $0) }
  }

  /// The steps that rules look at.
  static func steps(readBy rules: [Rule], _ places: [StepID: Int]) -> Set<Int> {
    Set(rules.flatMap(\.mentions).compactMap { source($0, places)?.step })
  }

  private static func source(_ mention: Mention, _ places: [StepID: Int]) -> Source? {
    switch mention {
    case .variable(let name): return places[StepID(name)].map { Source(step: $0, field: nil) }
    case .field(let shape, let field):
      // A field inside a group or table has the shape `step.field`.
      let dot = shape.utf8.firstIndex(of: UInt8(ascii: "."))
      guard let step = places[StepID(dot.map { String(shape[..<$0]) } ?? shape)] else { return nil }
      return Source(
        step: step, field: FieldID(dot.map { String(shape[shape.utf8.index(after: $0)...]) } ?? field))
    }
  }

  /// For each computed or conditional field, what its expressions read.
  private func ruledSources() -> [Source: Set<Source>] {
    var computed: [Source: Set<Source>] = [:]
    for (place, step) in steps.enumerated() {
      for field in step.fields {
        guard field.isRuled else { continue }
        computed[Source(step: place, field: field.id)] = Set(
          field.rules.flatMap(\.mentions).compactMap { Self.source($0, places) })
      }
    }
    return computed
  }

  /// The places of the fields whose values follow from expressions, each after those it reads; `shape` is what expressions
  /// call what the fields belong to: a step, or `step.field` for what is inside a field.
  static func ruledFields(_ fields: [Field], of shape: String) -> [Int] {
    var order: [Int] = []
    var open = Set(fields.indices.filter { fields[$0].isRuled })
    let places = Dictionary(
      open.map { (fields[$0].id.name, $0) }, uniquingKeysWith: { first, second in min(first, second) })
    var isStuck = false
    while !open.isEmpty, !isStuck {
      let free = open.filter { place in
        !fields[place].rules.flatMap(\.mentions).contains { mention in
          guard case .field(shape, let field) = mention else { return false }
          return places[field].map(open.contains) ?? false
        }
      }
      order += free.sorted()
      open.subtract(free)
      isStuck = free.isEmpty
    }
    return order
  }

  /// The sources, and what the computed fields among them read in turn.
  private static func widened(_ sources: Set<Source>, by computed: [Source: Set<Source>]) -> Set<Source> {
    var all = sources
    var open = Array(sources)
    while let source = open.popLast() {
      for further in computed[source] ?? [] where all.insert(further).inserted { open.append(further) }
    }
    return all
  }
}

extension Analysis.Argument {
  /// The names of named arguments, which are axes of the cells.
  fileprivate var axisNames: [String] { if case .named(let named) = self { named.map(\.name) } else { [] } }
}

extension Field {
  /// The expressions that decide what it holds, also inside.
  var rules: [Rule] { whole.flatMap { [$0.value, $0.condition].compactMap(\.self) } }
}

extension Step {
  /// Every expression of the step and of its fields that judges answers; not those that compute them.
  var judgements: [Rule] {
    var rules = (checks + entryChecks).map(\.that) + evidence.compactMap(\.condition)
    if case .rate(let rating) = kind, let which = rating.whichSubjects { rules.append(which) }
    for field in fields.flatMap(\.whole) {
      if case .when(let rule) = field.required { rules.append(rule) }
      if let rule = field.condition { rules.append(rule) }
      rules += field.checks.map(\.that) + field.evidence.compactMap(\.condition)
    }
    return rules
  }
}

extension Workflow {
  /// The steps that a review signs, none of them a group, in published order.
  func reviewed(by step: Int) -> [Int] {
    guard case .review(let review) = steps[step].kind else { return [] }
    return steps.indices.filter { place in
      !steps[place].isGroup && place != step
        && review.of.contains { places[$0].map { isWithin(place, $0) } ?? false }
    }
  }

  /// Whether `inner` is `outer` or one of the steps under it.
  func isWithin(_ inner: Int, _ outer: Int) -> Bool { Dependencies.isWithin(inner, outer, parents) }
}
