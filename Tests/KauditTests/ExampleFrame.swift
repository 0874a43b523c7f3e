import Diagnostics
import Foundation

@testable import kaudit

/// Makes whole files of the examples that explanations show, and checks them as `kaudit check` does.
enum ExampleFrame {
  static func check(_ example: String, _ frame: Explanation.Frame) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "explained-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("Templates/parts"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: folder.appendingPathComponent(name))
    }
    let bytes = writtenOut(example)
    try write(Array(small.utf8), "small.yaml")
    try write(Array("vocabularies: {colour: {red: Red, blue: Blue}}".utf8), "colours.yaml")
    try write(Array("name,kind\nAda,leader\n".utf8), "members.csv")
    let name: String
    switch frame {
    case .file:
      name = "file.yaml"
      try write(bytes, name)
    case .workflow:
      name = "workflow.yaml"
      try write(Array(head(without: example).utf8) + bytes + [10], name)
    case .steps:
      name = "workflow.yaml"
      try write(Array((head + phases + members).utf8) + indented(bytes, by: 6), name)
    case .fields:
      name = "workflow.yaml"
      try write(Array((head + phases + members).utf8) + indented(bytes, by: 12), name)
    case .template:
      name = "workflow.yaml"
      let step =
        "      - step: charter\n        title: Charter\n        documents: [audit_charter]\n"
        + "        ask: {fields: {line: {type: text}}}\n"
      try write(Array((head + phases + members + step).utf8), name)
      try write(bytes, "Templates/audit_charter.md")
      try write(Array("{% block a %}x{% endblock %}".utf8), "Templates/parts/one.md")
    case .audit, .table:
      name = "audit.yaml"
      var text = "audit: acme\n"
      if !example.hasPrefix("workflow:") { text += "workflow: small\n" }
      if frame == .table {
        try write(bytes, "members.csv")
        try write(Array((text + "members: {from: members.csv}\n").utf8), name)
      } else {
        try write(Array(text.utf8) + bytes, name)
      }
    }
    return try CheckVerb.check(folder.appendingPathComponent(name).path, try Shelf.find()).inOrder()
  }

  // MARK: Signs

  /// `«text×9»` nine times the text, and `«0xFF»` the byte.
  private static func writtenOut(_ example: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(example)
    while let open = rest.firstIndex(of: "«"), let close = rest[open...].firstIndex(of: "»") {
      bytes += Array(rest[..<open].utf8)
      let sign = rest[rest.index(after: open)..<close]
      if sign.hasPrefix("0x"), let byte = UInt8(sign.dropFirst(2), radix: 16) {
        bytes.append(byte)
      } else if let times = sign.lastIndex(of: "×"), let count = Int(sign[sign.index(after: times)...]) {
        for _ in 0..<count { bytes += Array(sign[..<times].utf8) }
      }
      rest = rest[rest.index(after: close)...]
    }
    return bytes + Array(rest.utf8)
  }

  private static func indented(_ bytes: [UInt8], by width: Int) -> [UInt8] {
    let margin = [UInt8](repeating: 32, count: width)
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    return lines.flatMap { ($0.isEmpty ? [] : margin) + Array($0) + [10] }
  }

  // MARK: The workflow around an example

  private static let parts = [
    ("kaudit", "kaudit: 1\n"), ("workflow", "workflow: small\n"), ("version", "version: 1.0.0\n"),
    ("title", "title: Small\n"), ("languages", "languages: [en]\n"),
    ("roles", "roles: {sponsor: Sponsor, auditor: Auditor}\n"),
    (
      "vocabularies",
      """
      vocabularies:
        kind: {general: General, leader: Leader}
        severity: {major: Major, minor: Minor}
        confidence: {high: High, low: Low}

      """
    ), ("scales", "scales: {maturity: {min: 0, max: 5}}\n"),
  ]

  private static var head: String { parts.map(\.1).joined() }
  private static let phases = "phases:\n  - phase: all\n    title: All\n    steps:\n"

  private static let members = """
          - step: members
            title: Members
            collect:
              key: person
              fields:
                person: {type: text}
                kind: {type: choice, of: kind}
                level: {type: scale, of: maturity, required: false}
                roles: {type: choices, of: roles, required: false}

    """

  /// The head of the workflow without the keys that the example gives itself, and phases where it has none.
  private static func head(without example: String) -> String {
    let given = Set(
      example.split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap { line in
        line.split(separator: ":").first.map(String.init)
      })
    let head = parts.filter { !given.contains($0.0) }.map(\.1).joined()
    return given.contains("phases") ? head : head + phases + members
  }

  private static let small =
    head + phases + members + """
            - step: mandate
              title: Mandate
              approve: sponsor
              ask:
                fields:
                  days: {type: integer, required: false}
                  owner: {type: reference, to: members, required: false}
            - step: sign_off
              title: Sign-off
              review: {of: mandate, by: sponsor}

      """
}
