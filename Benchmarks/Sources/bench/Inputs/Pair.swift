import AuditCore

/// Two states of one register: of a thousand entries, six say something else, one is gone, one has another key, and one
/// is new; the new state has them in another order. `C/join.c` makes the same.
enum Pair {
  static func make(_ count: Int, _ workflow: Workflow) -> (old: AuditState, new: AuditState) {
    let old = (0..<count).map { entry($0, isNew: false) }
    let kept = (0..<count).map { $0 * 7919 % count }.filter { $0 % 1000 != 6 }.map { entry($0, isNew: true) }
    let added = (0..<count / 1000).map { entry(count + $0 * 1000 + 500, isNew: false) }
    return (state(old, workflow), state(kept + added, workflow))
  }

  private static func state(_ events: [Event], _ workflow: Workflow) -> AuditState {
    var state = AuditState(workflow: workflow, keepsChanges: false)
    for (place, event) in events.enumerated() {
      state.evolve(by: event, Stamp(sequence: place + 1, at: Register.time, by: Register.person))
    }
    return state
  }

  private static func entry(_ number: Int, isNew: Bool) -> Event {
    let thousandth = number % 1000
    let digits = String(number)
    let key =
      (isNew && thousandth == 7 ? "R" : "A") + String(repeating: "0", count: max(0, 6 - digits.count))
      + digits
    let isChanged = isNew && thousandth < 6
    return .entryAnswered(
      EntryID("assets", EntryKey([key])),
      [
        FieldAnswer("id", Answer(.text(key))),
        FieldAnswer("name", Answer(.text("客户资料 customer base \(number)"))),
        FieldAnswer("note", Answer(.text("每周更新 kept by hand"))),
        FieldAnswer("class", Answer(.text("about"))), FieldAnswer("crit", Answer(.integer(number % 5 + 1))),
        FieldAnswer("vuln", Answer(.integer(number / 5 % 5 + 1))),
        FieldAnswer("users", Answer(.integer(number * 97 % 100_001 + (isChanged ? 1 : 0)))),
        FieldAnswer("unit", Answer(.text("shop"))),
      ], because: nil, origin: .file)
  }
}
