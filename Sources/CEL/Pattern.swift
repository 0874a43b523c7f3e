/// Why a text is no pattern.
struct PatternError: Error {
  let message: String
}

/// A regular expression in RE2's syntax, matched in time proportional to the text.
///
/// Thompson's construction: all ways to match are followed side by side, so no pattern makes a text explode
/// (Russ Cox, "Regular Expression Matching Can Be Simple And Fast").
struct Pattern: Sendable {
  enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case set(Int)
    case split(Int, Int)
    case jump(Int)
    case assertion(Assertion)
    case match
  }

  enum Assertion: Sendable { case textStart, textEnd, lineStart, lineEnd, wordEdge, noWordEdge }

  /// Kept small: a text of n characters costs at most n times this.
  static let stepLimit = 10_000

  private let steps: [Step]
  private let sets: [ScalarSet]
  /// What it costs to look whether a character belongs to the largest of the sets.
  private let width: Int

  var size: Int { steps.count }

  init(_ text: String) throws(PatternError) {
    var reader = PatternReader(text)
    let tree = try reader.pattern()
    // Before anything is built: repetitions in repetitions multiply.
    guard tree.size <= Self.stepLimit else { throw PatternError(message: "the pattern is too large") }
    var builder = Builder()
    builder.add(tree)
    builder.steps.append(.match)
    steps = builder.steps
    sets = builder.sets
    width = 1 + (sets.map(\.width).max() ?? 0) / 8
  }

  /// Whether any part of the text matches.
  func matches(_ text: String, budget: inout Int) throws(EvaluationError) -> Bool {
    var run = Run(size: steps.count)
    var before: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    var current = scalars.next()
    while true {
      follow(0, &run, before, current)
      if run.hasMatched { return true }
      guard let scalar = current else { return false }
      try charge(2 + 2 * run.waiting.count * width, to: &budget)
      let after = scalars.next()
      run.advance()
      for step in run.previous {
        switch steps[step] {
        case .scalar(let wanted) where wanted == scalar: follow(step + 1, &run, scalar, after)
        case .set(let index) where sets[index].contains(scalar): follow(step + 1, &run, scalar, after)
        default: break
        }
      }
      if run.hasMatched { return true }
      before = scalar
      current = after
    }
  }

  /// Adds a step, and all that follow from it without taking a character.
  private func follow(_ start: Int, _ run: inout Run, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?) {
    run.open.append(start)
    while let step = run.open.popLast() {
      guard run.enter(step) else { continue }
      switch steps[step] {
      case .split(let first, let second):
        run.open.append(second)
        run.open.append(first)
      case .jump(let target): run.open.append(target)
      case .assertion(let assertion):
        if assertion.holds(between: before, and: after) { run.open.append(step + 1) }
      case .match: run.hasMatched = true
      case .scalar, .set: run.waiting.append(step)
      }
    }
  }

  /// The steps that are followed side by side.
  private struct Run {
    var waiting: [Int] = []
    var previous: [Int] = []
    var open: [Int] = []
    var hasMatched = false
    private var marks: [Int]
    private var round = 1

    init(size: Int) { marks = Array(repeating: 0, count: size) }

    mutating func enter(_ step: Int) -> Bool {
      if marks[step] == round { return false }
      marks[step] = round
      return true
    }

    mutating func advance() {
      swap(&waiting, &previous)
      waiting.removeAll(keepingCapacity: true)
      round += 1
    }
  }

  /// Turns the tree of a pattern into steps.
  private struct Builder {
    var steps: [Step] = []
    var sets: [ScalarSet] = []

    mutating func add(_ node: PatternNode) {
      switch node {
      case .empty: break
      case .scalar(let scalar): steps.append(.scalar(scalar))
      case .set(let set):
        sets.append(set)
        steps.append(.set(sets.count - 1))
      case .assertion(let assertion): steps.append(.assertion(assertion))
      case .sequence(let parts): for part in parts { add(part) }
      case .choice(let parts): addChoice(parts)
      case .repetition(let part, let least, let most):
        for _ in 0..<least { add(part) }
        if let most { addOptional(part, count: most - least) } else { addLoop(part) }
      }
    }

    private mutating func addChoice(_ parts: [PatternNode]) {
      var ends: [Int] = []
      for (index, part) in parts.enumerated() {
        guard index < parts.count - 1 else {
          add(part)
          break
        }
        let fork = steps.count
        steps.append(.jump(0))
        add(part)
        ends.append(steps.count)
        steps.append(.jump(0))
        steps[fork] = .split(fork + 1, steps.count)
      }
      for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func addLoop(_ part: PatternNode) {
      let fork = steps.count
      steps.append(.jump(0))
      add(part)
      steps.append(.jump(fork))
      steps[fork] = .split(fork + 1, steps.count)
    }

    private mutating func addOptional(_ part: PatternNode, count: Int) {
      var forks: [Int] = []
      for _ in 0..<count {
        forks.append(steps.count)
        steps.append(.jump(0))
        add(part)
      }
      for fork in forks { steps[fork] = .split(fork + 1, steps.count) }
    }
  }
}

extension Pattern.Assertion {
  fileprivate func holds(between before: Unicode.Scalar?, and after: Unicode.Scalar?) -> Bool {
    switch self {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == "\n"
    case .lineEnd: after == nil || after == "\n"
    case .wordEdge: (before?.isWord ?? false) != (after?.isWord ?? false)
    case .noWordEdge: (before?.isWord ?? false) == (after?.isWord ?? false)
    }
  }
}

/// A pattern as it was written.
indirect enum PatternNode {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case assertion(Pattern.Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, least: Int, most: Int?)

  /// About how many steps the pattern takes. A node that takes none counts as well, for it is built all the same.
  var size: Int {
    switch self {
    case .empty, .scalar, .set, .assertion: 1
    case .sequence(let parts): parts.reduce(1) { Self.sum($0, $1.size) }
    case .choice(let parts): parts.reduce(1) { Self.sum($0, $1.size + 2) }
    case .repetition(let part, let least, let most):
      Self.sum(2, Self.product(part.size + 1, max(least, most ?? least + 1)))
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int { min(left + right, 1 << 40) }
  private static func product(_ left: Int, _ right: Int) -> Int { min(left * right, 1 << 40) }
}
