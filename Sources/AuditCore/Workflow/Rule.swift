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

/// What a text must look like, in the regular expressions of `matches`.
public struct Pattern: Sendable {
  public let text: String
  private let program: Program

  /// Refuses what is no regular expression.
  public init?(_ text: String) {
    let quoted = String(decoding: Value.text(text).json, as: UTF8.self)
    let environment = Environment(variables: [.init("this", .string)])
    guard let expression = try? Expression(parsing: "this.matches(\(quoted))"),
      let program = expression.check(in: environment, expecting: .bool).program
    else { return nil }
    self.text = text
    self.program = program
  }

  /// Whether the pattern is found in the text.
  public func accepts(_ text: String) -> Bool {
    (try? program.evaluate([.string(text)])) == .bool(true)
  }
}
