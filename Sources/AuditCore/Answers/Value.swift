/// Why a question has no answer.
public enum NonAnswer: String, Hashable, Sendable, CaseIterable {
  /// Nobody could tell.
  case unknown
  /// The question does not arise here.
  case notApplicable = "not_applicable"
  /// It will be answered later; holds a step back.
  case later
}

/// What an answer says, as plain data: the field tells what it means.
///
/// Dates, choices and references are texts here (`2026-01-31`, `leader`, the written key of an entry).
public enum Value: Hashable, Sendable {
  case none
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Value])
  case record(Record)
  case nonAnswer(NonAnswer, because: String)

  /// Whether the question is still without an answer that can be worked with.
  public var isAbsent: Bool {
    switch self {
    case .none, .nonAnswer: true
    case .boolean, .integer, .number, .text, .list, .record: false
    }
  }

  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  public var list: [Value]? { if case .list(let list) = self { list } else { nil } }
  public var record: Record? { if case .record(let record) = self { record } else { nil } }

  /// The number that an integer or a number stands for.
  public var double: Double? {
    switch self {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: nil
    }
  }
}

/// Named values, kept in the order of their names' bytes, so that equal records are equal byte for byte.
public struct Record: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  public struct Member: Hashable, Sendable {
    public let name: String
    public let value: Value
  }

  public private(set) var members: [Member]

  public init(_ pairs: some Sequence<(String, Value)>) {
    members = pairs.map { Member(name: $0.0, value: $0.1) }
    members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  public init(dictionaryLiteral pairs: (String, Value)...) { self.init(pairs) }

  public subscript(name: String) -> Value? { members.first { $0.name == name }?.value }
}

/// An answer: what it says, and what it rests on.
public struct Answer: Hashable, Sendable {
  public enum Confidence: String, Hashable, Sendable, CaseIterable {
    case high, medium, low
  }

  public var value: Value
  /// Ids of the evidence that proves it.
  public var evidence: [String]
  /// Where it was taken from, in words.
  public var source: String?
  public var confidence: Confidence?

  public init(_ value: Value, evidence: [String] = [], source: String? = nil, confidence: Confidence? = nil) {
    self.value = value
    self.evidence = evidence
    self.source = source
    self.confidence = confidence
  }

  /// An answer that takes an earlier one back; the field is unanswered again.
  public static let withdrawn = Answer(.none)

  public var isWithdrawal: Bool { value == .none }
}
