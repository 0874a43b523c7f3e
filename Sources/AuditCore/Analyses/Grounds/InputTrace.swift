/// What a computation reads, in the order of reading; one of it can be changed to see what becomes of the result.
final class InputTrace {
  /// What has been read, each once, with the value that stands there.
  private(set) var read: [(input: FigureInput, value: Value)] = []
  private var known: Set<FigureInput> = []
  private let change: (input: FigureInput, value: Value?)?

  init(changing change: (input: FigureInput, value: Value?)? = nil) { self.change = change }

  /// What counts as the value of an input.
  func value(_ input: FigureInput, _ value: Value?) -> Value? {
    if let value, change == nil, known.insert(input).inserted { read.append((input, value)) }
    guard let change, change.input == input else { return value }
    return change.value
  }
}

/// One thing that a computation reads.
public enum FigureInput: Hashable, Sendable {
  /// A field of an entry.
  case answer(EntryID, FieldID)
  /// An argument that is a number or word, by its name.
  case setting(String)
}
