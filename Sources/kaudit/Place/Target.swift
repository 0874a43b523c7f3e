import AuditCore

/// What a command is about: `STEP`, `STEP/ENTRY` or `STEP/ENTRY.FIELD`.
struct Target {
  let step: StepID
  let key: EntryKey?
  let field: FieldID?

  init(_ step: StepID, _ key: EntryKey?, _ field: FieldID?) {
    self.step = step
    self.key = key
    self.field = field
  }

  /// Reads a target; `withField` tells whether a `.` outside quotes begins a field.
  init(_ text: String, withField: Bool) throws(Stop) {
    let (path, field) = withField ? Self.splitField(text) : (text, nil)
    let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let step = parts.first, !step.isEmpty, parts.count == 1 || !parts[1].isEmpty else {
      throw Stop(
        .usage, "`\(text)` names no step", help: "steps and entries are written STEP/ENTRY, e.g. members/Ada")
    }
    self.step = StepID(step)
    key = parts.count > 1 ? try Self.key(parts[1]) : nil
    self.field = field.map { FieldID($0) }
  }

  /// A key as it was typed, in the one canonical way to write it.
  static func key(_ text: String) throws(Stop) -> EntryKey {
    guard text.count(where: { $0 == "\"" }) % 2 == 0 else {
      throw Stop(
        .usage, "a quote in `\(text)` is not closed", help: "inside quotes, a quote is written twice")
    }
    return EntryKey(EntryKey(written: text).parts)
  }

  var entry: EntryID { EntryID(step, key ?? .only) }

  /// The step as a whole, or its instance for one entry.
  var instance: StepInstance { StepInstance(step, key ?? .only) }

  private static func splitField(_ text: String) -> (String, String?) {
    var isQuoted = false
    var dot: String.Index?
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if text[index] == ".", !isQuoted { dot = index }
    }
    guard let dot else { return (text, nil) }
    return (String(text[..<dot]), String(text[text.index(after: dot)...]))
  }
}
