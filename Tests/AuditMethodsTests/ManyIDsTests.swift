@testable import AuditMethods
import Testing

/// Ids of tables that are long enough to be looked at by their bytes first.
@Suite struct ManyIDsTests {
  private func faults(of ids: [String]) -> [String] {
    AuditMethodsTests.faults {
      try Kappa.fleiss(ids.map { ($0, [1, 1]) }, categories: ["a", "b"])
    }.map { "\($0.row ?? "") \($0.found)" }
  }

  private func ids(_ letter: String, _ count: Int) -> [String] { (0..<count).map { "\(letter)\($0)" } }

  @Test(arguments: ["A", "客户", "é", "資産", "Ａ", ""])
  func differentOnesAreLetPass(letter: String) {
    #expect(faults(of: ids(letter, 5000)).isEmpty)
  }

  @Test(arguments: ["A", "客户"])
  func plainOnesNeedNoSecondLook(letter: String) {
    #expect(areSurelyDistinct(ids(letter, 100_000)))
  }

  @Test(arguments: ["A", "客户", "é"])
  func eachThatIsUsedTwiceIsTold(letter: String) {
    let ids = ids(letter, 500)
    #expect(
      faults(of: ids + [ids[7], "", ids[499]]) == [
        "\(ids[7]) used twice", "#502 empty", "\(ids[499]) used twice",
      ]
    )
  }

  /// One letter may have several spellings; people see the same.
  @Test(arguments: [("caf\u{E9}", "cafe\u{301}"), ("K", "\u{212A}"), ("慈", "\u{2F8A6}")])
  func spellingsOfOneIDAreTheSame(first: String, second: String) {
    #expect(faults(of: [first] + ids("A", 30) + [second]) == ["\(second) used twice"])
  }
}
