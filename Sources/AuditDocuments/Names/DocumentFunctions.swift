import AuditCore
import CEL

/// The functions of documents: numbers, days and texts as they are printed.
enum DocumentFunctions {
  static func all(_ wording: Wording) -> [Function] {
    numbers + days
      + [
        Function("fill", [.string, .list(.dyn)], result: .string, body: fill),
        Function("join", [.list(.string)], result: .string) { (arguments) throws(EvaluationError) in
          .string(texts(in: arguments[0]).joined(separator: wording.comma))
        },
        // Why a figure has no value, by the key that stands under its name with `_reason`.
        Function("reason", [.string], result: .string) { (arguments) throws(EvaluationError) in
          guard case .string(let key) = arguments[0] else { return .string("") }
          return .string(AnalysisMethod.words(forReason: key, in: wording.language) ?? key)
        },
        Function("top", [.list(.dyn), .int], result: .list(.dyn), passingTypeOf: 0, body: top),
      ]
  }

  private static let numbers: [Function] = [CELType.int, .double].flatMap { type in
    [
      Function("number", [type, .int], result: .string) { (arguments) throws(EvaluationError) in
        .string(number(arguments[0], places: places(arguments[1])))
      },
      Function("percent", [type, .int], result: .string) { (arguments) throws(EvaluationError) in
        .string(DecimalText.percent(double(arguments[0]), places: places(arguments[1])))
      },
    ]
      + [CELType.int, .double].map { most in
        Function("bar", [type, most], result: .string) { (arguments) throws(EvaluationError) in
          .string(bar(double(arguments[0]), of: double(arguments[1])))
        }
      }
  }

  private static let days: [Function] = [
    Function("day", [.timestamp], result: .string) { (arguments) throws(EvaluationError) in
      guard case .timestamp(let time) = arguments[0] else { return .string("") }
      return .string(String(time.description.prefix(10)))
    },
    Function("day", [.string], result: .string) { (arguments) throws(EvaluationError) in
      guard case .string(let text) = arguments[0] else { return .string("") }
      return .string(String(text.prefix(10)))
    },
  ]

  private static func number(_ value: CELValue, places: Int) -> String {
    if case .int(let whole) = value, places <= 0 { return DecimalText.whole(Int(whole)) }
    return DecimalText.number(double(value), places: places)
  }

  private static func double(_ value: CELValue) -> Double {
    switch value {
    case .int(let whole): Double(whole)
    case .double(let number): number
    default: .nan
    }
  }

  private static func places(_ value: CELValue) -> Int {
    if case .int(let places) = value { Int(clamping: places) } else { 0 }
  }

  private static func texts(in value: CELValue) -> [String] {
    guard case .list(let items) = value else { return [] }
    return items.map(text)
  }

  private static func text(_ value: CELValue) -> String {
    switch value {
    case .string(let text): text
    case .int(let whole): DecimalText.whole(Int(whole))
    case .double(let number): DecimalText(number)?.text() ?? "–"
    case .timestamp(let time): String(time.description.prefix(10))
    case .bool(let yes): yes ? "true" : "false"
    default: ""
    }
  }

  /// Puts the texts in the places of `{1}`, `{2}`; what they hold is not looked at again.
  private static let fill: Function.Body = { (arguments) throws(EvaluationError) in
    guard case .string(let pattern) = arguments[0] else { return .string("") }
    let texts = texts(in: arguments[1])
    var filled = ""
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"), let number = Int(rest[rest.index(after: open)..<close])
      else {
        filled += "{"
        rest = rest.dropFirst()
        continue
      }
      guard number >= 1, number <= texts.count else {
        throw EvaluationError(
          .invalidArgument("the text has a place {\(number)}, but \(texts.count) texts are given"))
      }
      filled += texts[number - 1]
      rest = rest[rest.index(after: close)...]
    }
    return .string(filled + rest)
  }

  private static let top: Function.Body = { (arguments) throws(EvaluationError) in
    guard case .list(let items) = arguments[0], case .int(let count) = arguments[1] else { return .list([]) }
    return .list(Array(items.prefix(Int(clamping: max(0, count)))))
  }

  private static let barLength = 10.0

  /// Ten signs at most; every value above nothing shows at least one.
  private static func bar(_ value: Double, of most: Double) -> String {
    guard value.isFinite, most.isFinite, most > 0, value > 0 else { return "" }
    let length = min(barLength, max(1, (value / most * barLength).rounded()))
    return String(repeating: "█", count: Int(length))
  }
}
