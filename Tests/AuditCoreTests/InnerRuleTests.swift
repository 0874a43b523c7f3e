import AuditCore
import CEL
import Diagnostics
import Testing
import WorkflowYAML

/// Rules of the fields inside groups and tables: `this` is the group or row, `entry` is the entry around it.
@Suite struct InnerRuleTests {
  private static let files = [
    "orders.yaml": """
    kaudit: 1
    workflow: orders
    version: 1.0.0
    title: Orders
    languages: [en]
    vocabularies: {kind: {plain: Plain, special: Special}}
    phases:
      - phase: only
        title: Only
        steps:
          - {step: terms, title: Terms, ask: {fields: {rate: {type: integer}}}}
          - {step: shops, title: Shops, collect: {key: id, fields: {id: {type: text}}}}
          - step: orders
            title: Orders
            collect:
              key: id
              fields:
                id: {type: text}
                kind: {type: choice, of: kind}
                is_costly: {type: boolean, value: "this.lines.exists(l, l.total > 100)"}
                lines:
                  type: table
                  fields:
                    item: {type: text}
                    count:
                      type: integer
                      required: false
                      checks:
                        - {that: this.count > 0, message: nothing is ordered}
                        - {that: this.count < 50, message: very many, severity: warning}
                    note: {type: text, when: entry.kind == 'special'}
                    shop: {type: reference, to: shops, required: false, when: has(this.note)}
                    reason: {type: text, required: this.total > 100}
                    total: {type: integer, value: this.count * terms.rate}
                delivery:
                  type: group
                  required: false
                  fields:
                    how: {type: text}
                    days: {type: integer, when: this.how == 'post'}
                    stops:
                      type: table
                      required: false
                      fields:
                        place: {type: text}
                        is_far: {type: boolean, value: this.place.size() > 4}
                        pass: {type: text, when: this.is_far && entry.kind == 'plain'}
                packing:
                  type: group
                  required: false
                  fields:
                    how: {type: choice, of: kind, default: special}
                    seal: {type: text, default: wax, when: this.how == 'plain'}
                    note: {type: text, when: this.how == 'special'}
                parts:
                  type: list
                  required: false
                  of: {type: group, fields: {name: {type: text}, size: {type: integer, when: this.name == 'box'}}}
          - step: bill
            title: Bill
            ask:
              fields:
                costly: {type: integer, value: "orders.filter(o, o.is_costly).size()"}
                paid: {type: boolean, when: "orders.exists(o, o.lines.exists(l, has(l.note)))", required: false}
                by: {type: text, required: "orders.exists(o, o.lines.exists(l, l.total > 500))"}
    """,
    "year.yaml": """
    kaudit: 1
    workflow: year
    version: 1.0.0
    title: Year
    languages: [en]
    phases:
      - phase: only
        title: Only
        steps:
          - {step: spring, title: Spring, include: orders}
    """,
  ]

  private func begun(_ name: String = "orders.yaml", rate: Int = 10) throws -> Scenario {
    let source = SourceFile(name: name, text: Self.files[name] ?? "")
    let (loaded, diagnostics) = WorkflowReader.read(source) { name in
      Self.files[name].map { SourceFile(name: name, text: $0) }
    }
    #expect(diagnostics.map(\.message) == [])
    var scenario = Scenario(try #require(loaded).workflow)
    let part = name == "year.yaml" ? "spring_" : ""
    try scenario.answer(EntryID(StepID(part + "terms")), ["rate": .integer(rate)])
    try scenario.when(.submit(StepInstance(StepID(part + "terms"))))
    try scenario.answer(EntryID(StepID(part + "shops"), EntryKey(["S"])), ["id": .text("S")])
    try scenario.when(.submit(StepInstance(StepID(part + "shops"))))
    return scenario
  }

  private let order = EntryID("orders", EntryKey(["A"]))
  private let springOrder = EntryID("spring_orders", EntryKey(["A"]))

  private func row(_ item: String, _ count: Int? = nil, _ more: [String: Value] = [:]) -> Value {
    var answers = more
    answers["item"] = .text(item)
    if let count { answers["count"] = .integer(count) }
    return .record(Record(answers.map { ($0.key, $0.value) }))
  }

  private func obstacles(_ scenario: Scenario, of step: StepInstance = "orders") -> [Obstacle] {
    Completeness(scenario.state).obstacles(of: step)
  }

  private func inside(_ row: Int, _ field: FieldID) -> [Inside] {
    [.row(row), .field(field, Text(field.name))]
  }

  // MARK: Conditions

  @Test func onlyThePartsOfARowWhoseConditionHoldsAreAsked() throws {
    var scenario = try begun()
    try scenario.answer(order, ["kind": .text("special"), "lines": .list([row("tea", 1), row("ink", 2)])])
    #expect(
      obstacles(scenario)
        == (1...2).map { Obstacle(order, "lines", inside: inside($0, "note"), .unanswered) })
    try scenario.answer(order, ["kind": .text("plain")])
    #expect(obstacles(scenario) == [])
  }

  @Test func whatIsNotAskedInARowAnyMoreIsKeptAndDropsOut() throws {
    var scenario = try begun()
    let lines = Value.list([row("tea", 1, ["note": .text("green"), "shop": .text("S")])])
    try scenario.answer(order, ["kind": .text("special"), "lines": lines])
    var bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(order, "lines")?.list?.first?.record?["shop"] == .text("S"))
    try scenario.answer(order, ["kind": .text("plain")])
    #expect(scenario.state.answer(order, "lines")?.value == lines)
    bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(order, "lines") == .list([row("tea", 1, ["total": .integer(10)])]))
    let warnings = Completeness(scenario.state).warnings(of: "orders")
    #expect(warnings.contains(Obstacle(order, "lines", inside: inside(1, "note"), .setAside)))
    #expect(warnings.contains(Obstacle(order, "lines", inside: inside(1, "shop"), .setAside)))
    #expect(warnings.count == 2)
  }

  @Test func aReferenceThatIsNotAskedMayLeadNowhere() throws {
    var scenario = try begun()
    try scenario.answer(
      order,
      [
        "kind": .text("special"),
        "lines": .list([row("tea", 1, ["note": .text("green"), "shop": .text("S")])]),
      ])
    try scenario.when(.remove(EntryID("shops", EntryKey(["S"])), because: "closed"))
    #expect(obstacles(scenario).map(\.words).contains(.dangling(EntryID("shops", EntryKey(["S"])))))
    try scenario.answer(order, because: "plain after all", ["kind": .text("plain")])
    #expect(!obstacles(scenario).map(\.words).contains(.dangling(EntryID("shops", EntryKey(["S"])))))
  }

  @Test func aConditionThatCannotBeDecidedDoesNotAskInside() throws {
    var scenario = try begun()
    try scenario.answer(order, ["lines": .list([row("tea", 1, ["note": .text("green")])])])
    #expect(
      AuditBindings(scenario.state).datum(order, "lines") == .list([row("tea", 1, ["total": .integer(10)])]))
    #expect(obstacles(scenario) == [Obstacle(order, "kind", .unanswered)])
  }

  // MARK: What stands unless answered

  @Test func aNewGroupStandsAsItsDefaultsSay() throws {
    var scenario = try begun()
    try scenario.answer(order, ["kind": .text("plain")])
    let packing = try #require(AuditBindings(scenario.state).newInnerRecord(of: "packing", at: order))
    #expect(packing.fields.filter(packing.isAsked).map(\.id) == ["how", "note"])
  }

  @Test(arguments: ["orders.yaml", "year.yaml"])
  func whatStandsUnlessAnsweredCountsWhereItIsAsked(name: String) throws {
    var scenario = try begun(name)
    let order = name == "year.yaml" ? springOrder : order
    try scenario.answer(order, ["kind": .text("plain"), "packing": .record(["note": .text("soft")])])
    let bindings = AuditBindings(scenario.state)
    #expect(
      bindings.datum(order, "packing") == .record(["how": .text("special"), "note": .text("soft")]))
    let read = try Expression(
      parsing: "\(order.step).map(o, [has(o.packing.how), has(o.packing.seal), has(o.packing.note)])")
    let checked = read.check(in: scenario.state.workflow.scope.environment())
    let program = try #require(checked.program)
    #expect(
      try program.evaluate(bindings.bindings(for: checked.mentions))
        == .list([.list([.bool(true), .bool(false), .bool(true)])]))
  }

  // MARK: Computed and required

  @Test func whatIsComputedInRowsCanBeReadAroundThem() throws {
    var scenario = try begun()
    try scenario.answer(order, ["kind": .text("plain"), "lines": .list([row("tea", 1), row("ink", 11)])])
    let bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(order, "is_costly") == .boolean(true))
    #expect(
      bindings.datum(order, "lines")?.list?.map { $0.record?["total"] } == [.integer(10), .integer(110)])
  }

  @Test func anExpressionDecidesWhatMustBeAnsweredInARow() throws {
    var scenario = try begun()
    try scenario.answer(
      order, ["kind": .text("plain"), "lines": .list([row("tea", 1), row("ink", 11), row("pen")])])
    #expect(obstacles(scenario).first == Obstacle(order, "lines", inside: inside(2, "reason"), .unanswered))
    #expect(
      obstacles(scenario).dropFirst().map(\.words)
        == [.undecided(Text("nothing is ordered"), missing: "this.count")])
    #expect(obstacles(scenario).last?.inside == inside(3, "count"))
  }

  @Test func takesNoAnswerToWhatIsComputedInARow() throws {
    let scenario = try begun()
    let answer = FieldAnswer("lines", Answer(.list([row("tea", 1, ["total": .integer(7)])])))
    #expect(
      scenario.refusal(of: .answer(order, [answer]))
        == .badValue(order, "lines", Mismatch("`total` is computed and takes no answer")))
  }

  @Test func whatIsPutOffInARowHoldsTheStepBack() throws {
    var scenario = try begun()
    let row = Record([("item", Value.nonAnswer(.later, because: "on the way")), ("count", .integer(1))])
    try scenario.answer(order, ["kind": .text("plain"), "lines": .list([.record(row)])])
    #expect(
      obstacles(scenario)
        == [Obstacle(order, "lines", inside: inside(1, "item"), .deferred(because: "on the way"))])
  }

  // MARK: Checks

  @Test func checksNameTheRow() throws {
    var scenario = try begun(rate: 1)
    try scenario.answer(
      order, ["kind": .text("plain"), "lines": .list([row("tea", 1), row("ink", 0), row("pen", 60)])])
    #expect(
      obstacles(scenario)
        == [Obstacle(order, "lines", inside: inside(2, "count"), .checkFailed(Text("nothing is ordered")))])
    #expect(
      Completeness(scenario.state).warnings(of: "orders")
        == [Obstacle(order, "lines", inside: inside(3, "count"), .checkFailed(Text("very many")))])
  }

  // MARK: Deeper

  @Test func theInnermostGroupOrRowIsThis() throws {
    var scenario = try begun()
    let stops: [Value] = [
      .record(["place": .text("Ulm"), "pass": .text("P1")]), .record(["place": .text("London")]),
    ]
    try scenario.answer(
      order,
      [
        "kind": .text("plain"), "lines": .list([row("tea", 1)]),
        "delivery": .record(["how": .text("foot"), "days": .integer(3), "stops": .list(stops)]),
      ])
    #expect(
      AuditBindings(scenario.state).datum(order, "delivery")
        == .record([
          "how": .text("foot"),
          "stops": .list([
            .record(["place": .text("Ulm"), "is_far": .boolean(false)]),
            .record(["place": .text("London"), "is_far": .boolean(true)]),
          ]),
        ]))
    let way: [Inside] = [.field("stops", Text("stops")), .row(2), .field("pass", Text("pass"))]
    #expect(obstacles(scenario) == [Obstacle(order, "delivery", inside: way, .unanswered)])
  }

  @Test func rulesHoldInGroupsOfAListToo() throws {
    var scenario = try begun()
    let parts: [Value] = [
      .record(["name": .text("lid"), "size": .integer(2)]), .record(["name": .text("box")]),
    ]
    try scenario.answer(
      order, ["kind": .text("plain"), "lines": .list([row("tea", 1)]), "parts": .list(parts)])
    #expect(
      AuditBindings(scenario.state).datum(order, "parts")
        == .list([.record(["name": .text("lid")]), .record(["name": .text("box")])]))
    #expect(obstacles(scenario) == [Obstacle(order, "parts", inside: inside(2, "size"), .unanswered)])
  }

  // MARK: What rests on it

  @Test func waitsForWhatRulesInsideRead() throws {
    let workflow = try begun().state.workflow
    #expect(Set(workflow.precedents(of: "orders")) == ["terms", "shops"])
  }

  @Test func becomesStaleWithWhatRulesInsideRead() throws {
    var scenario = try begun()
    try scenario.answer(order, ["kind": .text("plain"), "lines": .list([row("tea", 1)])])
    try scenario.when(.submit("orders"))
    try scenario.answer(EntryID("bill"), ["by": .text("Bo")])
    try scenario.when(.submit("bill"))
    #expect(scenario.state.state("bill") == .done)
    try scenario.answer(EntryID("terms"), because: "dearer", ["rate": .integer(200)])
    #expect(scenario.state.state("orders") == .stale)
    #expect(scenario.state.state("bill") == .stale)
    #expect(obstacles(scenario).map(\.inside).contains(inside(1, "reason")))
  }

  @Test func holdsInAnIncludedWorkflowAsIfThatStoodAlone() throws {
    var scenario = try begun("year.yaml")
    let lines = [
      row("tea", 1), row("ink", 11, ["note": .text("blue")]), row("pen", 0, ["reason": .text("none")]),
    ]
    try scenario.answer(springOrder, ["kind": .text("plain"), "lines": .list(lines)])
    #expect(
      obstacles(scenario, of: "spring_orders")
        == [
          Obstacle(springOrder, "lines", inside: inside(2, "reason"), .unanswered),
          Obstacle(
            springOrder, "lines", inside: inside(3, "count"), .checkFailed(Text("nothing is ordered"))),
        ])
    let bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(springOrder, "lines")?.list?[1] == row("ink", 11, ["total": .integer(110)]))
    let outside = try Expression(parsing: "spring_orders.map(o, o.lines.filter(l, has(l.total)).size())")
    let checked = outside.check(in: scenario.state.workflow.scope.environment())
    let program = try #require(checked.program)
    #expect(try program.evaluate(bindings.bindings(for: checked.mentions)) == .list([.int(3)]))
    #expect(
      Completeness(scenario.state).warnings(of: "spring_orders")
        == [Obstacle(springOrder, "lines", inside: inside(2, "note"), .setAside)])
  }

  @Test func entriesSeeTheAnswersOfThoseAfterThem() throws {
    // What is computed of one entry reads others of its register, whichever came first.
    let text = """
      kaudit: 1
      workflow: w
      version: 1.0.0
      title: W
      languages: [en]
      phases:
        - phase: only
          title: Only
          steps:
            - step: people
              title: People
              collect:
                key: id
                fields:
                  id: {type: text}
                  team: {type: text}
                  mates: {type: integer, value: "people.filter(p, p.team == this.team).size()"}
      """
    let loaded = WorkflowReader.read(SourceFile(name: "w.yaml", text: text)) { _ in nil }.workflow
    var scenario = Scenario(try #require(loaded).workflow)
    for id in ["a", "b", "c"] {
      try scenario.answer(EntryID("people", EntryKey([id])), ["team": .text(id == "b" ? "red" : "blue")])
    }
    #expect(
      AuditBindings(scenario.state).column("people", "mates") == [.integer(2), .integer(1), .integer(2)])
  }
}
