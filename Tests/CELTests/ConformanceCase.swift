import CEL
import Foundation

/// One case of the public conformance suite: an expression, its variables, and what must come out.
struct ConformanceCase: Sendable {
  enum Outcome: Sendable {
    case value(CELValue)
    case failure
  }

  struct UnreadableCase: Error {
    let line: Int
  }

  let name: String
  let text: String
  let bindings: [(name: String, value: CELValue)]
  let outcome: Outcome

  /// The folder of fixtures in the source tree.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Fixtures")

  static func all() throws -> [ConformanceCase] {
    let lines = try String(contentsOf: folder.appendingPathComponent("cases.jsonl"), encoding: .utf8).split(
      separator: "\n")
    return try lines.enumerated().map { number, line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let fields = object as? [String: Any], let read = ConformanceCase(fields) else {
        throw UnreadableCase(line: number + 1)
      }
      return read
    }
  }

  private init?(_ fields: [String: Any]) {
    guard let file = fields["file"] as? String, let section = fields["section"] as? String,
      let name = fields["name"] as? String, let text = fields["expr"] as? String
    else { return nil }
    self.name = "\(file)/\(section)/\(name)"
    self.text = text
    var bindings: [(name: String, value: CELValue)] = []
    for (name, value) in (fields["bindings"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let value = CELValue(json: value) else { return nil }
      bindings.append((name, value))
    }
    self.bindings = bindings
    if let value = fields["value"] {
      guard let value = CELValue(json: value) else { return nil }
      outcome = .value(value)
    } else {
      outcome = .failure
    }
  }

  /// What is wrong, nil where the case passes.
  func complaint() -> String? {
    let environment = Environment(variables: bindings.map { Environment.Variable($0.name, .dyn) })
    do {
      let expression = try Expression(parsing: text)
      let check = expression.check(in: environment)
      let values = bindings.map { Optional($0.value) }
      let found = try expression.unchecked(in: environment).evaluate(values)
      if let program = check.program, try !program.evaluate(values).isIdentical(to: found) {
        return "checked and unchecked evaluation differ"
      }
      switch outcome {
      case .value(let wanted): return found.isIdentical(to: wanted) ? nil : "gives \(found), not \(wanted)"
      case .failure: return "gives \(found), but must fail"
      }
    } catch {
      if case .failure = outcome { return nil }
      return "\(error)"
    }
  }
}

extension CELValue {
  /// A value as the cases write it: an object whose one member names the type.
  fileprivate init?(json: Any) {
    guard let member = (json as? [String: Any])?.first else { return nil }
    let text = member.value as? String
    switch member.key {
    case "null": self = .null
    case "bool": self = .bool((member.value as? Bool) ?? false)
    case "int": self = .int(Int64(text ?? "") ?? 0)
    case "uint": self = .uint(UInt64(text ?? "") ?? 0)
    case "double": self = .double(Double(text ?? "") ?? 0)
    case "string": self = .string(text ?? "")
    case "bytes": self = .bytes((member.value as? [Int] ?? []).map { UInt8(truncatingIfNeeded: $0) })
    case "type": self = .type(text ?? "")
    case "list":
      let elements = (member.value as? [Any] ?? []).compactMap { CELValue(json: $0) }
      self = .list(elements)
    case "map":
      let pairs = (member.value as? [[Any]] ?? []).compactMap { pair -> (key: CELValue, value: CELValue)? in
        guard pair.count == 2, let key = CELValue(json: pair[0]), let value = CELValue(json: pair[1]) else {
          return nil
        }
        return (key, value)
      }
      guard let map = CELMap(pairs) else { return nil }
      self = .map(map)
    case "timestamp", "duration":
      let fields = member.value as? [String: String] ?? [:]
      let (seconds, nanos) = (Int64(fields["seconds"] ?? "0") ?? 0, Int64(fields["nanos"] ?? "0") ?? 0)
      if member.key == "duration" {
        self = .duration(CELDuration(nanoseconds: seconds * 1_000_000_000 + nanos))
      } else {
        guard let time = CELTimestamp(seconds: seconds, nanos: Int32(nanos)) else { return nil }
        self = .timestamp(time)
      }
    default: return nil
    }
  }

  /// The same value of the same type, to the bit; maps in any order.
  fileprivate func isIdentical(to other: CELValue) -> Bool {
    switch (self, other) {
    case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && zip(a.keys, a.values).allSatisfy { key, value in b[key].map { value.isIdentical(to: $0) } ?? false
        }
    default: self == other
    }
  }
}
