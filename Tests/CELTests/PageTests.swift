import CEL
import Foundation
import Testing

/// The page of the library says what is true.
@Suite struct PageTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/CEL/Documentation.docc/CEL.md").standardized

  @Test func everyExampleGivesWhatStandsBesideIt() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```cel\n").dropFirst().first)
    let lines = block.components(separatedBy: "```")[0].split(separator: "\n")
    #expect(lines.count >= 15)
    for line in lines {
      let parts = line.components(separatedBy: "//")
      let expression = parts[0].trimmingCharacters(in: .whitespaces)
      if expression.contains("Asia/"), !FileManager.default.fileExists(atPath: ConformanceTests.zones) {
        continue
      }
      let checked = try Expression(parsing: expression).check(in: Environment())
      #expect(checked.problems.isEmpty, "\(expression)")
      let value = try checked.program?.evaluate()
      #expect(value?.notation() == parts[1].trimmingCharacters(in: .whitespaces), "\(expression)")
    }
  }

  @Test func theCodeIsWhatIsRunHere() throws {
    var told: [String] = []
    func report(_ message: String, _ range: Range<Int>, _ help: String?) {
      told.append("\(range): \(message)")
    }
    // The page begins here.
    let member = Shape(
      "members", fields: [.init("person", .string), .init("kind", .string), .init("level", .int)])
    let environment = Environment(variables: [.init("members", .list(.object(member)))])
    let checked = try Expression(parsing: "members.exists(m, m.level >= least)").check(
      in: environment, expecting: .bool)
    for problem in checked.problems { report(problem.message, problem.range, problem.help) }

    let program = try Expression(parsing: "members.exists(m, m.level >= 3)").check(in: environment).program
    let ada = CELValue.object(Object(member, [.string("Ada"), nil, .int(4)]))
    let value = try program?.evaluate([.list([ada])])
    // The page ends here.
    #expect(checked.program == nil)
    #expect(told == ["29..<34: nothing is called `least` here"])
    #expect(value == .bool(true))
    func words(_ text: some StringProtocol) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let shown = try #require(page.components(separatedBy: "```swift\n").dropFirst().first)
    let run = try String(contentsOfFile: #filePath, encoding: .utf8)
      .components(separatedBy: "// The page begins here.\n")[1].components(
        separatedBy: "// The page ends here.")[0]
    #expect(
      words(shown.components(separatedBy: "```")[0]).filter { $0 != " " } == words(run).filter { $0 != " " })
  }
}
