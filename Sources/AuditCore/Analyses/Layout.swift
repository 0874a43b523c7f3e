import AuditMethods
import CEL

/// How the rows of a result become data that expressions and templates can name: one list of members gives both the
/// declared shape and the values, so that they cannot drift apart.
struct Layout<Row>: Sendable {
  struct Member: Sendable {
    let name: String
    let type: CELType
    let value: @Sendable (Row) -> Value
  }

  let shape: Shape
  private let members: [Member]

  init(_ name: String, _ members: [[Member]]) {
    self.members = members.flatMap(\.self)
    shape = Shape(name, fields: self.members.map { .init($0.name, $0.type) })
  }

  /// The row as data; what has no value is left out.
  func value(_ row: Row) -> Value {
    .record(
      Record(
        members.compactMap { member in
          let value = member.value(row)
          return value.isAbsent ? nil : (member.name, value)
        }))
  }

  var type: CELType { .object(shape) }
}

extension Layout {
  static func text(_ name: String, _ get: @escaping @Sendable (Row) -> String?) -> [Member] {
    [Member(name: name, type: .string) { get($0).map(Value.text) ?? .none }]
  }

  static func whole(_ name: String, _ get: @escaping @Sendable (Row) -> Int?) -> [Member] {
    [Member(name: name, type: .int) { get($0).map(Value.integer) ?? .none }]
  }

  static func number(_ name: String, _ get: @escaping @Sendable (Row) -> Double?) -> [Member] {
    [Member(name: name, type: .double) { get($0).map(Value.number) ?? .none }]
  }

  static func flag(_ name: String, _ get: @escaping @Sendable (Row) -> Bool?) -> [Member] {
    [Member(name: name, type: .bool) { get($0).map(Value.boolean) ?? .none }]
  }

  static func texts(_ name: String, _ get: @escaping @Sendable (Row) -> [String]) -> [Member] {
    [Member(name: name, type: .list(.string)) { .list(get($0).map(Value.text)) }]
  }

  static func integers(_ name: String, _ get: @escaping @Sendable (Row) -> [Int]) -> [Member] {
    [Member(name: name, type: .list(.int)) { .list(get($0).map(Value.integer)) }]
  }

  static func wholes(_ name: String, _ get: @escaping @Sendable (Row) -> [[Int]]) -> [Member] {
    [Member(name: name, type: .list(.list(.int))) { .list(get($0).map { .list($0.map(Value.integer)) }) }]
  }

  /// A number, and beside it under `…_reason` why there is none.
  static func figure(_ name: String, _ get: @escaping @Sendable (Row) -> Figure) -> [Member] {
    [
      Member(name: name, type: .double) { get($0).value.map(Value.number) ?? .none },
      Member(name: "\(name)_reason", type: .string) { get($0).reason.map { .text($0.rawValue) } ?? .none },
    ]
  }

  /// A figure of what not every result has: without a reason where nobody gave or asked what it is of.
  static func ifAny(_ name: String, _ get: @escaping @Sendable (Row) -> Figure?) -> [Member] {
    [
      Member(name: name, type: .double) { get($0)?.value.map(Value.number) ?? .none },
      Member(name: "\(name)_reason", type: .string) { row in
        guard let reason = get(row)?.reason, reason != .notGiven, reason != .notAsked else { return .none }
        return .text(reason.rawValue)
      },
    ]
  }

  /// Between which bounds a figure lies, with how much confidence; nothing where there is no interval.
  static func interval(_ get: @escaping @Sendable (Row) -> Interval?) -> [Member] {
    ifAny("low") { get($0)?.low } + ifAny("high") { get($0)?.high }
      + number("confidence") { row in
        get(row).flatMap { $0.low.value == nil && $0.high.value == nil ? nil : $0.level }
      }
  }

  static func rows<Inner>(
    _ name: String, _ layout: Layout<Inner>, _ get: @escaping @Sendable (Row) -> [Inner]
  ) -> [Member] {
    [Member(name: name, type: .list(layout.type)) { .list(get($0).map(layout.value)) }]
  }

  static func row<Inner>(
    _ name: String, _ layout: Layout<Inner>, _ get: @escaping @Sendable (Row) -> Inner?
  ) -> [Member] {
    [Member(name: name, type: layout.type) { get($0).map(layout.value) ?? .none }]
  }
}

/// What every result carries: counts, settings, version, warnings.
let basisLayout = Layout<Basis>(
  "basis",
  [
    Layout.whole("n") { $0.n }, Layout.whole("missing") { $0.missing },
    Layout.whole("not_applicable") { $0.notApplicable }, Layout.text("method_version") { $0.methodVersion },
    Layout.whole("seed") { $0.seed.map { Int(truncatingIfNeeded: $0) } },
    Layout.rows("parameters", settingLayout) { $0.parameters },
    Layout.rows("warnings", remarkLayout) { $0.warnings },
  ])

private let settingLayout = Layout<NamedValue>(
  "setting", [Layout.text("name") { $0.name }, Layout.text("value") { $0.value }])

private let remarkLayout = Layout<Remark>(
  "remark",
  [Layout.text("code") { $0.code }, Layout.text("en") { $0.english }, Layout.text("zh") { $0.chinese }])

let shareLayout = Layout<Share>(
  "share",
  [
    Layout.whole("count") { $0.count }, Layout.whole("total") { $0.total },
    Layout.figure("share") { $0.share },
  ])
