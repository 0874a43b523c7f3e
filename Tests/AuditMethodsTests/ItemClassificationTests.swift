import TestSupport
import Testing

@testable import AuditMethods

private func item(
  _ id: String, _ name: String, _ answers: ClassAnswers = ClassAnswers(), _ override: ClassOverride? = nil
) -> KnowledgeItem {
  KnowledgeItem(id: id, name: name, answers: answers, override: override)
}

@Suite struct ItemClassificationTests {
  @Test func knowsTheNineteenItemsInBothLanguages() throws {
    let key = try Reference(file: "sources/expected.json")["classification"]["key"]
    #expect(KnowledgeDictionary.usual.entries.count == 19 && key.keys.count == 19)
    #expect(KnowledgeDictionary.usual.entries.reduce(0) { $0 + $1.classes.count } == 23)
    let chinese = try ItemClassification.run(key.keys.map { item($0, $0) })
    for row in chinese.items {
      #expect(row.classes.map(\.rawValue).sorted() == key[row.id].texts.sorted())
      #expect(row.ground == .dictionary)
    }
    let english = try ItemClassification.run(
      KnowledgeDictionary.usual.entries.map { item($0.names[0], "  " + $0.names[1].uppercased()) })
    #expect(english.items.map(\.classes) == chinese.items.map(\.classes))
    #expect(chinese.counts.map(\.share.count) == [9, 2, 10, 2])
    #expect(chinese.inSeveral.count == 4)
  }

  @Test func asksTheQuestionsWhereTheDictionaryIsSilent() throws {
    let result = try ItemClassification.run([
      item("1", "会员档案", ClassAnswers(describesCustomer: true, stemsFromCustomer: true)),
      item(
        "2", "培训视频",
        ClassAnswers(
          describesCustomer: false, madeForCustomer: true, stemsFromCustomer: false, madeTogether: false)),
      item("3", "联合试验记录", ClassAnswers(madeTogether: true)),
      item(
        "4", "食堂菜单",
        ClassAnswers(
          describesCustomer: false, madeForCustomer: false, stemsFromCustomer: false, madeTogether: false)),
      item("5", "无人回答"),
      item("6", "部分否认", ClassAnswers(describesCustomer: false)),
    ])
    #expect(result.items.map(\.classes) == [[.about, .from], [.needed], [.cocreated], [], [], []])
    #expect(
      result.items.map(\.ground) == [.answers, .answers, .answers, .noneApplies, .notAnswered, .notAnswered])
    #expect(result.items[2].unanswered == [.about, .needed, .from])
    #expect(result.basis.n == 3 && result.basis.missing == 2 && result.basis.notApplicable == 1)
    #expect(result.basis.warnings.map(\.code) == ["unclassified", "half-answered"])
    #expect(result.counts.allSatisfy { $0.share.count == 1 && $0.share.total == 3 })
    #expect(result.inSeveral == ["1"])
  }

  @Test func letsTheDictionaryGoFirstAndTheAuditorLast() throws {
    let answers = ClassAnswers(
      describesCustomer: true, madeForCustomer: false, stemsFromCustomer: true, madeTogether: false)
    let result = try ItemClassification.run([
      item("1", "客户对话", answers),
      item("2", "客户对话", answers, ClassOverride(classes: [.cocreated, .about], reason: "共同研讨的记录")),
    ])
    #expect(result.items[0].classes == [.about] && result.items[0].isContested)
    #expect(result.items[0].byAnswers == [.about, .from])
    #expect(result.items[1].classes == [.about, .cocreated] && result.items[1].ground == .override)
    #expect(result.items[1].byDictionary == [.about] && result.items[1].reason == "共同研讨的记录")
  }

  @Test func takesOtherSpellingsAsTold() throws {
    func spelling(_ text: String) -> String { text.map { $0 == "戶" ? "户" : "\($0)" }.joined() }
    let item = [item("1", "客戶姓名")]
    #expect(try ItemClassification.run(item).items[0].ground == .notAnswered)
    #expect(try ItemClassification.run(item, spelling: spelling).items[0].classes == [.about])
  }

  @Test func worksOnNothing() throws {
    let result = try ItemClassification.run([])
    #expect(result.items.isEmpty && result.counts[0].share.share == .undefined(.noLabels))
  }

  @Test func tellsEveryFaultAtOnce() {
    let dictionary = KnowledgeDictionary([
      .init(["Name", "name"], [.about]), .init(["a", "NAME"], []), .init([], [.from, .from]),
    ])
    let found = faults {
      try ItemClassification.run(
        [
          item("1", "x", ClassAnswers(), ClassOverride(classes: [], reason: " \n")),
          item("1", "y", ClassAnswers(), ClassOverride(classes: [.about, .about], reason: "z")),
        ], dictionary: dictionary)
    }
    #expect(
      found.map(\.description) == [
        "row `1`: `id` is used twice, but a name that no other row has is expected",
        "row `a`: `classes` is empty, but at least one class is expected",
        "row `a`: `names` is `name` twice in the dictionary, but each name once is expected",
        "row ``: `names` is empty, but at least one name, and none without letters is expected",
        "row ``: `classes` is from, from, but each class once is expected",
        "row `1`: `override` is empty, but at least one class is expected",
        "row `1`: `reason` is empty, but a sentence that says why the classes differ is expected",
        "row `1`: `override` is about, about, but each class once is expected",
      ])
  }

  @Test(arguments: UInt64(1)...20) func doesNotDependOnTheOrder(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = KnowledgeDictionary.usual.entries.map(\.names[0])
    let answers: [Bool?] = [nil, true, false]
    let items = (0..<30).map { index in
      let name = names[Int.random(in: 0..<19, using: &random)] + (Bool.random(using: &random) ? "" : "x")
      let given = ClassAnswers(
        describesCustomer: answers[Int.random(in: 0..<3, using: &random)],
        madeTogether: answers[Int.random(in: 0..<3, using: &random)])
      return item("i\(index)", name, given)
    }
    let result = try ItemClassification.run(items)
    #expect(
      try ItemClassification.run(
        items.shuffled(using: &random),
        dictionary: KnowledgeDictionary(KnowledgeDictionary.usual.entries.shuffled(using: &random))) == result
    )
    #expect(result.basis.n + result.basis.missing + result.basis.notApplicable == 30)
    #expect(
      result.items.allSatisfy { $0.classes.isEmpty == [.noneApplies, .notAnswered].contains($0.ground) })
  }
}

@Suite struct LabelAgreementTests {
  private static let classes = KnowledgeClass.allCases.map(\.rawValue)

  private func exercise() throws -> [LabelledItem] {
    let key = try Reference(file: "sources/expected.json")["classification"]["key"]
    return try table("sources/classification-answer.csv").map { row in
      let name = row["item_zh"] ?? ""
      return LabelledItem(id: name, first: key[name].texts, second: parts(row["answer"]))
    }
  }

  @Test func agreesWithTheExercise() throws {
    let expected = try Reference(file: "sources/expected.json")["classification"]
    let result = try LabelAgreement.run(exercise(), labels: Self.classes)
    expectClose(result.exact.share.value, expected["exactMatch"].number)
    expectClose(result.jaccard.value, expected["meanJaccard"].number)
    expectClose(result.precision.value, expected["microPrecision"].number)
    expectClose(result.recall.value, expected["microRecall"].number)
    expectClose(result.f1.value, expected["microF1"].number)
    #expect(result.labels.map(\.label).sorted() == expected["perClass"].keys)
    for label in result.labels {
      expectClose(label.kappa.value, expected["perClass"][label.label]["kappa"].number)
      expectClose(label.agreement.value, expected["perClass"][label.label]["agreement"].number)
      #expect(label.both + label.onlyFirst + label.onlySecond + label.neither == 19)
    }
    let wrong = result.items.filter { !$0.isExact }
    #expect(wrong.map(\.id) == ["客户与企业的交互", "客户反馈", "客户对话", "客户间的协作"].inByteOrder())
    #expect(wrong.first { $0.id == "客户间的协作" }?.onlyFirst == ["from"])
    #expect(wrong.first { $0.id == "客户间的协作" }?.onlySecond == ["cocreated"])
  }

  @Test func leavesOutWhatOneDidNotClassify() throws {
    let result = try LabelAgreement.run(
      [
        LabelledItem(id: "a", first: ["x"], second: nil), LabelledItem(id: "b", first: [], second: []),
        LabelledItem(id: "c", first: ["x"], second: []),
      ], labels: ["x", "y"])
    #expect(result.basis.n == 2 && result.basis.missing == 1)
    #expect(result.basis.warnings.map(\.code) == ["not-both-classified"])
    // Nothing said by both of an item is agreement, nothing said by one is none.
    #expect(result.exact.share == .value(0.5) && result.jaccard == .value(0.5))
    #expect(result.precision == .undefined(.noLabels) && result.recall == .value(0) && result.f1 == .value(0))
    #expect(result.labels[1].kappa == .undefined(.oneValueOnly) && result.labels[1].agreement == .value(1))
    let nothing = try LabelAgreement.run([], labels: ["x"])
    #expect(
      nothing.exact.share == .undefined(.nothingPaired) && nothing.jaccard == .undefined(.nothingPaired))
    #expect(nothing.labels[0].kappa == .undefined(.nothingPaired) && nothing.f1 == .undefined(.noLabels))
  }

  @Test func tellsEveryFaultAtOnce() {
    let found = faults {
      try LabelAgreement.run(
        [
          LabelledItem(id: "a", first: ["x", "z"], second: ["x", "x"]),
          LabelledItem(id: "a", first: nil, second: ["w"]),
        ], labels: ["x", "x"])
    }
    #expect(
      found.map(\.description) == [
        "row `a`: `id` is used twice, but a name that no other row has is expected",
        "`labels` is x, x, but each label once, and at least one is expected",
        "row `a`: `first` is `z`, but one of x, x is expected",
        "row `a`: `second` is `x` twice, but each label once is expected",
        "row `a`: `second` is `w`, but one of x, x is expected",
      ])
    #expect(faults { try LabelAgreement.run([], labels: []) }.map(\.field) == ["labels"])
    #expect(
      faults { try LabelAgreement.run([], labels: (0...100).map(String.init)) }.map(\.field) == ["labels"])
  }

  @Test(arguments: UInt64(1)...40) func keepsItsPromisesOnRandomLabels(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let items = (0..<Int.random(in: 1...40, using: &random)).map { index in
      LabelledItem(
        id: "i\(index)", first: Self.classes.filter { _ in Bool.random(using: &random) },
        second: Self.classes.filter { _ in Bool.random(using: &random) })
    }
    let result = try LabelAgreement.run(items, labels: Self.classes)
    let shuffled = items.map {
      LabelledItem(
        id: $0.id, first: $0.first?.shuffled(using: &random), second: $0.second?.shuffled(using: &random))
    }.shuffled(using: &random)
    #expect(try LabelAgreement.run(shuffled, labels: Self.classes) == result)
    // The other way round precision and recall change places, and everything else stays.
    let turned = try LabelAgreement.run(
      items.map { LabelledItem(id: $0.id, first: $0.second, second: $0.first) }, labels: Self.classes)
    #expect(turned.precision == result.recall && turned.recall == result.precision)
    #expect(turned.f1 == result.f1 && turned.exact == result.exact && turned.jaccard == result.jaccard)
    for (one, other) in zip(turned.labels, result.labels) { expectClose(one.kappa.value, other.kappa.value) }
    // By their definitions.
    var (jaccard, hits, given, wanted) = (0.0, 0, 0, 0)
    for item in items {
      let (first, second) = (Set(item.first ?? []), Set(item.second ?? []))
      let (common, either) = (first.intersection(second), first.union(second))
      jaccard += either.isEmpty ? 1 : Double(common.count) / Double(either.count)
      hits += common.count
      wanted += first.count
      given += second.count
    }
    expectClose(result.jaccard.value, jaccard / Double(items.count))
    #expect(result.labels.reduce(0) { $0 + $1.both } == hits)
    if let precision = result.precision.value, let recall = result.recall.value {
      expectClose(precision, Double(hits) / Double(given))
      expectClose(recall, Double(hits) / Double(wanted))
      if hits > 0 { expectClose(result.f1.value, 2 * precision * recall / (precision + recall)) }
    }
  }
}
