public import CEL

/// An expression of a workflow, checked against the declared fields and ready to run.
public struct Rule: Sendable {
  /// As the author wrote it.
  public let text: String
  public let program: Program
  /// What it reads.
  public internal(set) var mentions: [Mention]
  /// The same in the words of the workflow that it was written in.
  let ownMentions: [Mention]
  /// The step that stands for the workflow that it was written in, where that is an included one.
  public internal(set) var part: StepID?

  public init(text: String, program: Program, mentions: [Mention]) {
    self.text = text
    self.program = program
    self.mentions = mentions
    ownMentions = mentions
  }
}

/// A condition that answers must meet, with what to say when they do not.
public struct Check: Sendable {
  public let that: Rule
  public let message: Text
  /// A warning is shown, but holds nothing back.
  public let isWarning: Bool

  public init(that: Rule, message: Text, isWarning: Bool = false) {
    self.that = that
    self.message = message
    self.isWarning = isWarning
  }
}

/// What the whole of a text must look like, in the regular expressions of `matches`.
public struct Pattern: Sendable {
  /// As the author wrote it.
  public let text: String
  private let program: Program

  /// Refuses what is no regular expression.
  public init?(_ text: String) {
    // Alone first: in brackets, `a)(b` would pass.
    guard Self.program(text) != nil, let program = Self.program(Self.whole(text)) else { return nil }
    self.text = text
    self.program = program
  }

  /// The pattern for searches, which finds nothing but the whole of a text.
  public var searched: String { Self.whole(text) }

  private static func whole(_ text: String) -> String { "^(?:\(text))$" }

  private static func program(_ pattern: String) -> Program? {
    let quoted = String(decoding: Value.text(pattern).json, as: UTF8.self)
    let environment = Environment(variables: [.init("this", .string)])
    return (try? Expression(parsing: "this.matches(\(quoted))"))?
      .check(in: environment, expecting: .bool).program
  }

  /// Whether the whole of a text matches.
  public func accepts(_ text: String) -> Bool {
    (try? program.evaluate([.string(text)])) == .bool(true)
  }
}
