import CEL
import Testing

/// What happens where something has no value yet: an answer is decided by the rest, or named as undecided.
@Suite struct AbsenceTests {
  private let ada = Register.entry("Ada", level: 4)

  @Test func namesTheFieldThatIsAbsent() throws {
    #expect(throws: EvaluationError(.absent(path: "this.kind", field: "kind", shape: "members"), at: 0..<9)) {
      try Register.value("this.kind == 'leader'", this: ada)
    }
  }

  @Test func namesTheVariableThatIsAbsent() throws {
    #expect(throws: EvaluationError(.absent(path: "limit", field: "limit", shape: nil), at: 0..<5)) {
      try Register.value("limit > 3")
    }
  }

  @Test func namesAnAbsentReferenceOnTheWay() throws {
    #expect(
      throws: EvaluationError(.absent(path: "this.owner", field: "owner", shape: "members"), at: 0..<10)
    ) {
      try Register.value("this.owner.kind == ''", this: ada)
    }
  }

  @Test func hasIsFalseWhereAFieldIsAbsent() throws {
    #expect(try Register.value("has(this.kind)", this: ada) == .bool(false))
    #expect(try Register.value("has(this.level)", this: ada) == .bool(true))
    #expect(try Register.value("has(this.kind) && this.kind == 'x'", this: ada) == .bool(false))
  }

  @Test(arguments: ["this.kind == 'x' || this.level == 4", "this.level == 4 || this.kind == 'x'"])
  func theOtherSideMayDecide(text: String) throws {
    #expect(try Register.value(text, this: ada) == .bool(true))
  }

  @Test(arguments: ["this.kind == 'x' && this.level == 4", "this.level == 4 && this.kind == 'x'"])
  func staysUndecidedOtherwise(text: String) throws {
    let error = #expect(throws: EvaluationError.self) { try Register.value(text, this: ada) }
    #expect(error?.isAbsent == true)
  }

  @Test func anEntryThatDecidesAbsorbsTheAbsentOnes() throws {
    let members = [ada, Register.entry("Bo", kind: "leader")]
    #expect(try Register.value("members.exists(m, m.kind == 'leader')", members: members) == .bool(true))
    #expect(try Register.value("members.all(m, m.kind == 'general')", members: members) == .bool(false))
    let error = #expect(throws: EvaluationError.self) {
      try Register.value("members.all(m, m.kind == 'leader')", members: members)
    }
    #expect(error?.isAbsent == true)
  }

  @Test func otherErrorsAreNotAbsence() throws {
    let error = #expect(throws: EvaluationError.self) {
      try Register.value("1 / (this.level - 4) > 0", this: ada)
    }
    #expect(error?.kind == .divisionByZero)
    #expect(error?.isAbsent == false)
  }

  @Test func readsEntriesThatReferToEachOther() throws {
    let (first, second) = (Object(Register.shape), Object(Register.shape))
    for (object, other, name) in [(first, second, "Ada"), (second, first, "Bo")] {
      object.set(.string(name), at: 0)
      object.set(.object(other), at: 4)
    }
    first.freeze()
    second.freeze()
    #expect(try Register.value("this.owner.owner.owner.person", this: first) == .string("Bo"))
    #expect(try Register.value("this.owner.owner == this && this.owner != this", this: first) == .bool(true))
    first.unlink()
  }
}
