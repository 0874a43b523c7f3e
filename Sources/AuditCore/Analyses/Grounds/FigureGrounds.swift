import CEL

/// What made one figure of a computed step: the answers and settings without which, or with others, it would be another.
///
/// Found by trying: the method is run again with one input at a time left out, or a little larger and smaller — a level up and down
/// on a scale, a tenth for other numbers, the opposite for yes and no — and all that is computed from it worked out anew. So it holds
/// for every method, also for ranks, shares and words.
public struct FigureGrounds: Sendable {
  /// One input that the figure depends on.
  public struct Ground: Sendable {
    public let input: FigureInput
    /// What stands there.
    public let value: Value
    public let trials: [Trial]

    /// How far the figure moves at most when the input is a little different; for words 1 where it becomes another.
    public let influence: Double
  }

  /// The figure with one input changed.
  public struct Trial: Sendable {
    /// What is put in its place; nil: the input is left out.
    public let change: Value?
    /// What the figure becomes; nil where it has no value then, or the method gives no result.
    public let figure: Value?
    /// By how much that is more than the figure is, of numbers.
    public let difference: Double?
  }

  public let figure: Value
  /// By influence, the largest first, equals in the order of reading.
  public let grounds: [Ground]
  /// How many inputs were tried, and how many there are.
  public let tried: Int
  public let read: Int
}

/// Why the grounds of a figure cannot be told.
public enum NoGrounds: Error, Sendable {
  /// The step gives no result, for these reasons.
  case failed([String])
  /// There is no such place in the result; what can be named where it goes wrong.
  case unknownPart(String, known: [String])
  /// The place holds no single figure: what it holds, and why it has no value, where it should.
  case noFigure(parts: [String], reason: String?)
  /// More inputs than can be tried, none of them of the row that is named.
  case tooMany(Int)
}

extension AuditState {
  /// At most so many inputs are tried.
  public static let mostGrounds = 1_000

  /// What made a figure. Needs the registers of the step loaded.
  public func grounds(of step: StepID, at path: [String]) throws(NoGrounds) -> FigureGrounds {
    guard case .analyse(let analysis)? = workflow[step]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { throw .failed([]) }
    let (bindings, trace) = (AuditBindings(self), InputTrace())
    let result: Value
    do throws(AnalysisFailure) {
      result = try method.run(AnalysisInputs(analysis, bindings, trace))
    } catch { throw .failed(error.reasons) }
    let figure = try result.figure(of: path)
    let inputs = inputs(behind: trace.read)
    let chosen = inputs.count <= Self.mostGrounds ? inputs : inputs.filter { isNear($0.input, path) }
    let isOfRow = chosen.contains {
      if case .answer(let entry, _) = $0.input { entry.key != .only } else { false }
    }
    guard isOfRow || chosen.count == inputs.count, chosen.count <= Self.mostGrounds else {
      throw .tooMany(inputs.count)
    }
    let grounds = chosen.compactMap { input, value -> FigureGrounds.Ground? in
      let trials = changes(of: input, value).compactMap { change -> FigureGrounds.Trial? in
        let inputs =
          if case .answer(let entry, let field) = input {
            AnalysisInputs(analysis, AuditBindings(answering(entry, field, change)))
          } else {
            AnalysisInputs(analysis, bindings, InputTrace(changing: (input, change)))
          }
        let other = try? method.run(inputs)
        // A value that the method refuses says nothing of the figure.
        guard other != nil || change == nil else { return nil }
        let tried = other?.figure(at: path)
        return FigureGrounds.Trial(change: change, figure: tried, difference: tried?.difference(from: figure))
      }
      let moving = trials.filter { $0.figure.map { $0.isOther(than: figure) } ?? true }
      guard !moving.isEmpty else { return nil }
      let near = moving.filter { $0.change != nil }.map { abs($0.difference ?? 1) }
      let left = moving.compactMap(\.difference).map(abs).max() ?? 0
      return FigureGrounds.Ground(
        input: input, value: value, trials: trials, influence: near.max() ?? left)
    }
    let order = grounds.indices.sorted {
      let (first, second) = (grounds[$0].influence, grounds[$1].influence)
      return first != second ? first > second : $0 < $1
    }
    return FigureGrounds(
      figure: figure, grounds: order.map { grounds[$0] }, tried: chosen.count, read: inputs.count)
  }

  /// The answers and settings that a computation rests on: what it reads, and in place of computed fields the answers that these are
  /// computed from. The key of an entry only names it.
  private func inputs(behind read: [(input: FigureInput, value: Value)]) -> [(
    input: FigureInput, value: Value
  )] {
    var inputs: [(input: FigureInput, value: Value)] = []
    var known: Set<FigureInput> = []
    func add(_ input: FigureInput, _ value: Value) {
      if known.insert(input).inserted { inputs.append((input, value)) }
    }
    func addAnswers(of entry: EntryID) {
      guard let step = workflow[entry.step], let found = self.entry(entry) else { return }
      for (field, cell) in zip(step.fields, found.cells)
      where !field.isComputed && !step.keyFields.contains(field.id) {
        if let value = cell?.answer.value ?? field.initial, !value.isAbsent {
          add(.answer(entry, field.id), value)
        }
      }
    }
    for (input, value) in read {
      guard case .answer(let entry, let field) = input, let step = workflow[entry.step] else {
        add(input, value)
        continue
      }
      if step.keyFields.contains(field) { continue }
      guard let rule = step.field(field)?.value else {
        add(input, value)
        continue
      }
      addAnswers(of: entry)
      for case .variable(let name) in rule.mentions {
        if let form = workflow[StepID(name)], form.isForm { addAnswers(of: EntryID(form.id)) }
      }
    }
    return inputs
  }

  /// Whether an input is tried where there are too many: settings, forms, and what is said of the row that is named.
  private func isNear(_ input: FigureInput, _ path: [String]) -> Bool {
    guard case .answer(let entry, _) = input else { return true }
    return entry.key == .only || path.contains(entry.key.written)
  }

  /// The audit as it would be with another answer, or without one.
  private func answering(_ entry: EntryID, _ field: FieldID, _ value: Value?) -> AuditState {
    guard let place = workflow.places[entry.step], let index = workflow.fieldPlaces[place][field],
      var changed = entries[place][entry.key]
    else { return self }
    var state = self
    let old = changed.cells[index]
    changed.cells[index] = value.map {
      Cell(
        answer: Answer($0), stamp: old?.stamp ?? Stamp(sequence: 0, at: "", by: ""),
        origin: old?.origin ?? .person)
    }
    state.entries[place][entry.key] = changed
    return state
  }

  private func changes(of input: FigureInput, _ value: Value) -> [Value?] {
    switch input {
    case .setting:
      guard let number = value.double, number != 0 else { return [] }
      if case .integer(let whole) = value { return [.integer(whole - 1), .integer(whole + 1)] }
      return [.number(number * 0.9), .number(number * 1.1)]
    case .answer(let entry, let field):
      let near: [Value?] = workflow[entry.step]?.field(field).map { value.near(on: $0) } ?? []
      return near + [nil]
    }
  }
}

extension Value {
  /// A little more and a little less, as the field allows it.
  fileprivate func near(on field: Field) -> [Value?] {
    switch self {
    case .boolean(let yes): return [.boolean(!yes)]
    case .integer, .number:
      guard let number = double else { return [] }
      let step: Double
      var range = (field.min ?? -.infinity)...(field.max ?? .infinity)
      switch field.type {
      case .scale(let scale):
        step = 1
        range = Double(scale.min)...Double(scale.max)
      case .integer: step = max(1, (abs(number) / 10).rounded())
      default: step = abs(number) / 10
      }
      guard step > 0 else { return [] }
      let isWhole = if case .number = self { false } else { step == step.rounded() }
      return [number - step, number + step].filter(range.contains).map {
        isWhole ? .integer(Int($0)) : .number($0)
      }
    case .none, .text, .list, .record, .nonAnswer: return []
    }
  }

  fileprivate func figure(of path: [String]) throws(NoGrounds) -> Value {
    var here = self
    for (place, part) in path.enumerated() {
      let parts = here.resultParts
      guard let next = parts.first(where: { $0.name == part })?.value else {
        if place == path.count - 1,
          let reason = parts.first(where: { $0.name == part + "_reason" })?.value.text
        {
          throw .noFigure(parts: [], reason: reason)
        }
        throw .unknownPart(part, known: parts.map(\.name))
      }
      here = next
    }
    switch here {
    case .boolean, .integer, .number, .text: return here
    case .none, .list, .record, .nonAnswer: throw .noFigure(parts: here.resultParts.map(\.name), reason: nil)
    }
  }

  fileprivate func difference(from figure: Value) -> Double? {
    guard let one = double, let other = figure.double else { return nil }
    return one - other
  }

  fileprivate func isOther(than figure: Value) -> Bool {
    guard let difference = difference(from: figure) else { return self != figure }
    return abs(difference) > 1e-12 * max(1, abs(figure.double ?? 0))
  }
}
