import AuditCore
import AuditStore

/// Whose turn it is, and by when, in words.
struct TurnWords {
  let language: Language

  /// `waits for Sponsor (Bo), due 2026-04-30`
  func words(_ turn: Turn) -> String {
    return [turn.people.map { _ in waits(for: turn) }, due(turn)].compactMap(\.self).joined(
      separator: language.words(", ", "，"))
  }

  private func waits(for turn: Turn) -> String { language.words("waits for \(who(turn))", "等待\(who(turn))") }

  /// `Sponsor (Bo)`, or that nobody is meant by name yet.
  func who(_ turn: Turn) -> String {
    let people = (turn.people ?? []).joined(separator: language.words(", ", "、"))
    guard let role = turn.role else {
      return people.isEmpty ? language.words("nobody yet", "负责人（尚未确定）") : people
    }
    let label = turn.roleTitle?[language] ?? role
    guard people.isEmpty else { return language.words("\(label) (\(people))", "\(label)（\(people)）") }
    return turn.isRoleHeld
      ? language.words(
        "\(label) (nobody yet: whoever handed it in cannot sign it off)", "\(label)（尚无人可批准：提交人不得自行批准）")
      : language.words("\(label) (nobody holds the role yet)", "\(label)（尚无人担任）")
  }

  func due(_ turn: Turn) -> String? {
    turn.due.map { day in
      turn.isOverdue
        ? language.words("overdue since \(day)", "已逾期（截止 \(day)）") : language.words("due \(day)", "截止 \(day)")
    }
  }

  /// What is said of a step whose entries have a person of their own each.
  func words(ofEntriesOf step: Step) -> String? {
    guard case .person? = step.assignment?.entries?.assignee else { return nil }
    return language.words("each entry waits for its own person", "各条等待各自的负责人")
  }

  /// Entry by entry, those of one person and day together: `王工: A01, A02 (due 2026-04-30)`.
  func lines(_ entries: [(entry: EntryID, turn: Turn)]) -> [String] {
    var groups: [(turn: Turn, keys: [String])] = []
    var places: [Turn: Int] = [:]
    for (entry, turn) in entries {
      if let place = places[turn] {
        groups[place].keys.append(entry.key.written)
      } else {
        places[turn] = groups.count
        groups.append((turn, [entry.key.written]))
      }
    }
    return groups.map { turn, keys in
      let more = keys.count - Self.mostKeys
      let listed =
        keys.prefix(Self.mostKeys).joined(separator: language.words(", ", "、"))
        + (more > 0 ? language.words(" and \(more) more", "等 \(keys.count) 条") : "")
      let due = due(turn).map { language.words(" (\($0))", "（\($0)）") } ?? ""
      return language.words("\(who(turn)): \(listed)\(due)", "\(who(turn))：\(listed)\(due)")
    }
  }

  private static let mostKeys = 8
}

extension Turn {
  /// For machines.
  var value: Value {
    .record([
      "role": role.map(Value.text) ?? .none, "people": people.map { .list($0.map(Value.text)) } ?? .none,
      "due": due.map(Value.text) ?? .none, "overdue": .boolean(isOverdue),
    ])
  }
}

extension OpenAudit {
  /// Makes known what says whose turn it is.
  func turns() throws -> Turns {
    try loadWhatTurnsRead()
    return Turns(state)
  }

  func loadWhatTurnsRead() throws {
    for step in state.stepsReadByTurns { try session.load(readBy: step) }
  }
}
