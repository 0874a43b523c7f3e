import AuditCore

extension Assignment.Charge {
  /// Whose turn it is and by when, in words: `role` says what people call a role, `place` where an expression looks.
  func words(
    role: (String) -> String, place: (Rule) -> String
  ) -> (assignee: String?, due: String?) {
    let assignee = assignee.map { assignee in
      switch assignee {
      case .role(let name): role(name)
      case .person(let rule): place(rule)
      }
    }
    let due = due.map { due in
      switch due {
      case .day(let day): day
      case .rule(let rule): place(rule)
      }
    }
    return (assignee, due)
  }
}
