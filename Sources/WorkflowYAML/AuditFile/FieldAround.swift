public import AuditCore

extension [Field] {
  /// The group or table that holds a field which is named without it, or behind it as in `contact.mail`.
  func around(_ name: String) -> Field? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let inner = parts.last else { return nil }
    return first { field in
      (parts.count == 1 || field.id.name == parts[0])
        && field.type.inner?.contains { $0.id.name == inner } ?? false
    }
  }

  /// The help for who names a field without the group or table around it; `mark` stands between the name and the value.
  public func helpInside(_ name: String, mark: String) -> String? {
    around(name).map { outer in
      let inner = name.split(separator: ".").last.map(String.init) ?? name
      return "`\(inner)` is a part of `\(outer.id)`: write `\(outer.id)\(mark)\(outer.type.innerForm)`"
    }
  }
}

extension FieldType {
  /// How a group, or the rows of a table, are written.
  var innerForm: String {
    let keys = (inner ?? []).filter { !$0.isComputed }.map { "\($0.id): …" }.joined(separator: ", ")
    return if case .group = self { "{\(keys)}" } else { "[{\(keys)}]" }
  }
}
