import Foundation
import Testing

/// One kind of hostile input: what comes in, what is asked, and what must come of it.
struct HostileCase: CustomTestStringConvertible, Sendable {
  let kind: String
  /// A command of the shell.
  let command: String
  /// The exit code that is expected.
  let code: Int32
  /// The first line that tells what is wrong, or the first of the result; one that ends in `…` is its beginning.
  let says: String
  /// What may come, go or change, as names in the audit's folder.
  let changes: Set<String>
  /// Puts the hostile input there.
  let prepare: @Sendable (HostilePlace) throws -> Void

  init(
    _ kind: String, _ command: String, _ code: Int32, _ says: String, changes: Set<String> = [],
    prepare: @escaping @Sendable (HostilePlace) throws -> Void = { _ in }
  ) {
    (self.kind, self.command, self.code, self.says) = (kind, command, code, says)
    (self.changes, self.prepare) = (changes, prepare)
  }

  /// One file, and the command that reads it.
  init(
    _ kind: String, file: String, _ bytes: @escaping @Sendable () -> [UInt8], _ command: String,
    _ code: Int32, _ says: String, changes: Set<String> = []
  ) {
    self.init(kind, command, code, says, changes: changes) { try $0.write(file, bytes()) }
  }

  var testDescription: String { kind }

  /// Runs it, and sees that nothing else than what is expected has happened.
  func hold(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let place = try HostilePlace()
    try prepare(place)
    let before = try place.listing()
    let outcome = try place.run(command)
    let told = "\(kind): exit \(outcome.code)\n\(outcome.remarks.prefix(2000))\(outcome.output.prefix(2000))"
    #expect(outcome.code == code, "\(told)", sourceLocation: sourceLocation)
    let isSaid =
      says.hasSuffix("…") ? outcome.first.hasPrefix(says.dropLast()) : outcome.first == says
    #expect(isSaid, "\(told)", sourceLocation: sourceLocation)
    #expect(
      try place.changes(since: before) == Set(changes.map { "audit/\($0)" }), "\(told)",
      sourceLocation: sourceLocation)
    for text in [outcome.output, outcome.remarks] {
      #expect(!text.contains(HostilePlace.secret), "\(told)", sourceLocation: sourceLocation)
      #expect(!text.unicodeScalars.contains(where: Self.steers), "\(told)", sourceLocation: sourceLocation)
    }
  }

  /// Whether a character would act on a terminal, or hide what is shown.
  static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n"
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    case .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
