import AuditCore
import CEL
import Testing

/// What a key of one vocabulary means in another, as expressions read it.
@Suite struct CrosswalkTests {
  private let scope: Scope = {
    let three = Vocabulary(
      name: "three", items: ["about", "owned", "needed"].map { .init(key: $0, label: Text($0)) })
    let four = Vocabulary(
      name: "four", items: ["about", "from", "cocreated"].map { .init(key: $0, label: Text($0)) })
    return Scope(
      steps: [], vocabularies: [three, four], scales: [],
      crosswalks: [
        Crosswalk(
          name: "classes", from: three, to: four,
          counterparts: ["about": ["about"], "owned": ["from", "cocreated"], "needed": []])
      ])
  }()

  @Test(arguments: [
    ("classes['owned'] == ['from', 'cocreated']", true), ("classes.needed == []", true),
    ("three.all(k, classes[k].all(c, c in four))", true),
    ("four.exists(c, !three.exists(k, c in classes[k]))", false),
    ("classes.size() == three.size()", true),
  ])
  func givesTheCounterpartsOfAKey(text: String, value: Bool) throws {
    let checked = try Expression(parsing: text).check(in: scope.environment(), expecting: .bool)
    #expect(checked.problems.isEmpty)
    #expect(try checked.program?.evaluate([]) == .bool(value))
  }

  @Test func isAMapOfListsOfTexts() throws {
    let checked = try Expression(parsing: "classes").check(in: scope.environment())
    #expect(checked.type.plain == .map(.string, .list(.string)))
    #expect(try Expression(parsing: "three").check(in: scope.environment()).type == .list(.string))
  }
}
