import CEL
import Foundation
import TestSupport
import Testing

/// What an author reads under an expression that cannot be.
@Suite struct MessageTests {
  @Test func saysWhereATextStopsBeingAnExpression() throws {
    try expectGolden(
      try report("err/syntax.txt") { text in
        do throws(SyntaxError) {
          _ = try Expression(parsing: text)
          return []
        } catch {
          return [(error.message, error.range, error.help)]
        }
      }, "err/syntax.out")
  }

  @Test func saysEverythingThatIsWrongWithNamesAndTypes() throws {
    try expectGolden(
      try report("err/check.txt") { text in
        let result = try Expression(parsing: text).check(in: Register.environment, expecting: .bool)
        #expect(result.program == nil)
        return result.problems.map { ("[\($0.kind.rawValue)] \($0.message)", $0.range, $0.help) }
      }, "err/check.out")
  }

  private func report(
    _ name: String, _ complaints: (String) throws -> [(message: String, range: Range<Int>, help: String?)]
  ) throws -> String {
    let text = String(decoding: try fixtureBytes(name), as: UTF8.self)
    var report = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
      let found = try complaints(line)
      report += line + "\n"
      if found.isEmpty { report += "  nothing is wrong\n" }
      for each in found {
        let mark =
          String(repeating: " ", count: each.range.lowerBound)
          + String(repeating: "^", count: max(1, each.range.count))
        report += "\(mark) \(each.message)\n" + (each.help.map { "  help: \($0)\n" } ?? "")
      }
      report += "\n"
    }
    return report
  }
}
