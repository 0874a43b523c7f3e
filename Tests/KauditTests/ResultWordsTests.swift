import AuditCore
import CEL
import Foundation
import Testing

@testable import kaudit

/// Whatever a method computes has a name in Chinese, in `show` and in `compare`.
@Suite struct ResultWordsTests {
  @Test(arguments: AnalysisMethod.all.map(\.name))
  func everyMemberOfAResultHasAChineseName(method: String) throws {
    var seen: Set<String> = []
    func note(_ type: CELType) {
      switch type {
      case .list(let element): note(element)
      case .object(let shape):
        for field in shape.fields {
          seen.insert(field.name)
          note(field.type)
        }
      default: break
      }
    }
    note(try #require(AnalysisMethod.named(method)).result)
    let unnamed = seen.filter { name in
      let stem = name.hasSuffix("_reason") ? String(name.dropLast("_reason".count)) : name
      return ResultWords.names[stem] == nil
    }
    #expect(seen.contains("basis") && unnamed.isEmpty, "\(unnamed.sorted())")
  }

  /// Methods note their settings as `NamedValue("name", …)`.
  @Test func everySettingOfAMethodHasAChineseName() throws {
    let folder = Transcripts.root.appendingPathComponent("Sources/AuditMethods")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    var named: Set<String> = []
    for path in paths {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      for match in text.matches(of: /NamedValue\(\s*"([a-z_ ]+)/) { named.insert(String(match.1)) }
    }
    #expect(named.count > 60)
    #expect(named.filter { SettingNames.names[$0] == nil } == [])
  }

  @Test func namesTheRowsByTheLabelsOfTheirKeys() throws {
    let shelf = try Shelf.find()
    let file = try #require(shelf.workflowFiles.first { $0.hasSuffix("customer-knowledge-audit.yaml") })
    let workflow = try shelf.load(workflow: file).workflow
    let gaps = try #require(workflow["gaps"])
    let chinese = ResultWords(gaps, in: workflow, .chinese)
    let path = ["cells", "from,share,mostValuable", "share"]
    #expect(chinese.path(path) == "单元格 来自于客户的知识 × 共享 × 最有价值客户 占比")
    #expect(chinese.text("notAssessed", of: "status") == "未评")
    #expect(chinese.text("nothing-required", of: "attainment_reason") != "nothing-required")
    #expect(ResultWords(gaps, in: workflow, .english).path(path) == path.joined(separator: " "))
  }
}
