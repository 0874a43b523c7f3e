/// What made one figure of a computed step: the answers and settings without which, or with others, it would be another.
///
/// Found by trying: the method is run again with one input at a time left out, or a little larger and smaller — a level up and down
/// on a scale, a tenth for other numbers, the opposite for yes and no. So it holds for every method, also for ranks and shares.
public struct FigureGrounds: Sendable {
  /// One input that the figure depends on.
  public struct Ground: Sendable {
    public let input: FigureInput
    /// What stands there.
    public let value: Value
    public let trials: [Trial]

    /// How far the figure moves at most when the input is a little different; without it where nothing less can be tried.
    public var influence: Double { trials.compactMap(\.difference).map(abs).max() ?? 0 }
  }

  /// The figure with one input changed.
  public struct Trial: Sendable {
    /// What is put in its place; nil: the input is left out.
    public let change: Value?
    /// What the figure becomes; nil where it has no value then, or the method gives no result.
    public let figure: Double?
    /// By how much that is more than the figure is.
    public let difference: Double?
  }

  public let figure: Double
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
  /// The place holds no number: what it holds, and why it has no value, where it should.
  case noNumber(parts: [String], reason: String?)
  /// More inputs than can be tried, none of them of the row that is named.
  case tooMany(Int)
}

extension AuditState {
  /// At most so many inputs are tried.
  public static let mostGrounds = 3_000

  /// What made a figure. Needs the registers of the step loaded.
  public func grounds(of step: StepID, at path: [String]) throws(NoGrounds) -> FigureGrounds {
    guard case .analyse(let analysis)? = workflow[step]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { throw .failed([]) }
    let bindings = AuditBindings(self)
    let trace = InputTrace()
    let result: Value
    do throws(AnalysisFailure) { result = try method.run(AnalysisInputs(analysis, bindings, trace)) } catch {
      throw .failed(error.reasons)
    }
    let figure = try result.number(at: path)
    let inputs = trace.read.filter { tells($0.input, method) }
    let chosen = inputs.count <= Self.mostGrounds ? inputs : inputs.filter { $0.input.isOf(rowsIn: path) }
    guard !chosen.isEmpty, chosen.count <= Self.mostGrounds else { throw .tooMany(inputs.count) }
    let grounds = chosen.compactMap { input, value -> FigureGrounds.Ground? in
      let trials = changes(of: input, value).compactMap { change -> FigureGrounds.Trial? in
        let changed = InputTrace(changing: (input, change))
        let result = try? method.run(AnalysisInputs(analysis, bindings, changed))
        // A value that the method refuses says nothing of the figure.
        guard result != nil || change == nil else { return nil }
        let other = result?.figure(at: path)?.double
        return FigureGrounds.Trial(change: change, figure: other, difference: other.map { $0 - figure })
      }
      let matters = trials.contains { $0.difference.map { abs($0) > 1e-12 * max(1, abs(figure)) } ?? true }
      return matters ? FigureGrounds.Ground(input: input, value: value, trials: trials) : nil
    }
    let order = grounds.indices.sorted {
      let (first, second) = (grounds[$0].influence, grounds[$1].influence)
      return first != second ? first > second : $0 < $1
    }
    return FigureGrounds(
      figure: figure, grounds: order.map { grounds[$0] }, tried: chosen.count, read: inputs.count)
  }

  /// Whether an input says something of its own: the key of an entry only names it.
  private func tells(_ input: FigureInput, _ method: AnalysisMethod) -> Bool {
    guard case .answer(let entry, let field) = input else { return true }
    return !(workflow[entry.step]?.keyFields.contains(field) ?? false)
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

extension FigureInput {
  fileprivate func isOf(rowsIn path: [String]) -> Bool {
    guard case .answer(let entry, _) = self else { return false }
    return path.contains(entry.key.written)
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

  fileprivate func number(at path: [String]) throws(NoGrounds) -> Double {
    var here = self
    for (place, part) in path.enumerated() {
      let parts = here.resultParts
      guard let next = parts.first(where: { $0.name == part })?.value else {
        if place == path.count - 1,
          let reason = parts.first(where: { $0.name == part + "_reason" })?.value.text
        {
          throw .noNumber(parts: [], reason: reason)
        }
        throw .unknownPart(part, known: parts.map(\.name))
      }
      here = next
    }
    guard let number = here.double else { throw .noNumber(parts: here.resultParts.map(\.name), reason: nil) }
    return number
  }
}
