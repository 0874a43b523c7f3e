import AuditCore
import Testing

@testable import AuditCompare

/// What differs between two results.
@Suite struct Figures {
  private static func row(_ id: String, _ rank: Int, _ share: Double) -> Value {
    .record(["id": .text(id), "rank": .integer(rank), "share": .number(share)])
  }

  private static func paths(_ old: Value, _ new: Value, _ names: [String: String] = [:]) -> [String] {
    FigureWalk.changes(from: old, to: new, NewNames(names)).map { change in
      let sign = change.old == nil ? "+" : change.new == nil ? "-" : "~"
      return sign + change.path.joined(separator: "/")
    }
  }

  @Test func rowsAreMatchedByWhatNamesThem() {
    let old = Value.record([
      "rows": .list([Self.row("a", 1, 0.6), Self.row("b", 2, 0.3), Self.row("c", 3, 0.1)])
    ])
    let new = Value.record([
      "rows": .list([Self.row("b", 1, 0.3), Self.row("a", 2, 0.6), Self.row("d", 3, 0.1)])
    ])
    #expect(Self.paths(old, new) == ["~rows/a/rank", "~rows/b/rank", "-rows/c", "+rows/d"])
  }

  @Test func rowsAndNamesFollowWhatIsCalledOtherwise() {
    func result(_ names: [String]) -> Value {
      .record([
        "rows": .list(zip(names, [0.6, 0.3]).map { Self.row($0, 1, $1) }),
        "owners": .list(names.sorted().map(Value.text)), "first": .text(names[0]),
        "cells": .list(
          names.map { .record(["keys": .list([.text("about"), .text($0)]), "n": .integer(1)]) }),
      ])
    }
    let exchanged = ["a": "b", "b": "a"]
    #expect(Self.paths(result(["a", "b"]), result(["b", "a"]), exchanged) == [])
    #expect(Self.paths(result(["a", "b"]), result(["z", "b"]), ["a": "z"]) == [])
    #expect(Self.paths(result(["a", "b"]), result(["b", "a"])).contains("~rows/a/share"))
  }

  @Test func cellsOfAGridAreNamedByTheirColumns() {
    func grid(_ value: Int) -> Value {
      let cells = [1, value].map { Value.record(["n": .integer($0)]) }
      return .record([
        "column_keys": .list([.text("acquire"), .text("apply")]),
        "rows": .list([.record(["key": .text("about"), "cells": .list(cells)])]),
      ])
    }
    #expect(Self.paths(grid(1), grid(2)) == ["~rows/about/cells/apply/n"])
  }

  @Test func membersAndTextsComeAndGo() {
    let old = Value.record(["a": .integer(1), "names": .list([.text("x"), .text("y")])])
    let new = Value.record(["b": .integer(1), "names": .list([.text("y"), .text("z")])])
    #expect(Self.paths(old, new) == ["-a", "+b", "-names/x", "+names/z"])
  }

  @Test func theLastDigitsAreCosmetic() throws {
    let change = try #require(
      FigureWalk.changes(from: .number(0.1 + 0.2), to: .number(0.3)).first)
    #expect(change.isCosmetic)
    #expect(!FigureChange(path: [], old: .number(0.3), new: .number(0.3001)).isCosmetic)
  }

  @Test func aResultThatCameIsOneChange() {
    #expect(
      FigureWalk.changes(from: nil, to: .integer(1)) == [FigureChange(path: [], old: nil, new: .integer(1))])
    #expect(FigureWalk.changes(from: nil, to: nil).isEmpty)
  }
}
