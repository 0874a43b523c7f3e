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

  @Test func namesTheKeysOfSettingsByTheirLabelsOnly() {
    func label(_ key: String) -> String { ResultWords.usualKeys[key] ?? key }
    func name(_ name: String) -> String { SettingNames.chinese(name, label: label) }
    #expect(name("weights.class.a") == "权重·知识类别·a")
    #expect(name("weights.level.high") == "权重·level·high")
    #expect(name("weights.class.about") == "权重·知识类别·有关客户的知识")
    #expect(name("weights.dimension.value") == "权重·维度·价值")
    #expect(name("band_limits.a") == "分档界限·A")
    #expect(name("targets.icc(2,1)") == "目标值·ICC(2,1)")
  }

  @Test(arguments: [
    ("dictionary", "19 items", "19 项"), ("giving_classes", "needed, cocreated", "客户需要的知识、合作创造的知识"),
    ("lifetime_measure", "first margin end, no horizon", "首期毛利在期末，不限期数"), ("level", "ordinal", "顺序"),
    ("risk_bands", "extreme, high", "极高、高"), ("year_limits", "1, 2, 3, 5", "1、2、3、5"),
    ("rule", "product", "乘积"), ("reversed", "level, key", "level、key"), ("reversed", "none", "无"),
    ("as_of", "2026-01-31", "2026-01-31"),
  ])
  func tellsTheValuesOfSettingsInChinese(name: String, value: String, chinese: String) {
    let told = SettingNames.chineseValue(value, of: name) { ResultWords.usualKeys[$0] ?? $0 }
    #expect(told == chinese)
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
