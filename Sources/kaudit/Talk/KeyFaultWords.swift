import AuditCore
import Diagnostics

/// Why a key is none, in words.
extension KeyFault {
  /// `expected` are the fields that make the key of the entry's step.
  func words(of entry: EntryID, _ expected: [String], in state: AuditState) -> (
    message: String, help: String?
  ) {
    let (step, parts) = (entry.step, entry.key.parts)
    let form = expected.joined(separator: ",")
    let refused = "`\(displayText(shortened(entry.key.written)))` is no key of `\(step)`: "
    switch self {
    case .parts(_, 0): return ("`\(step)` has one form only, and no entries", "write `\(step)`")
    case .parts(0, _): return ("which entry of `\(step)` is meant is not said", "write \(step)/\(form)")
    case .empty:
      return (
        refused + (parts.count > 1 ? "a part of it is empty" : "it is empty"),
        "a key of `\(step)` is written \(form)"
      )
    case .tooLong(let bytes):
      return (
        refused + "it has \(bytes) bytes, and a key at most \(EntryKey.longest)",
        "use a short name as the key, and a field for the long text"
      )
    case .hidden(let character):
      return (
        refused + "it holds the character \(character.codePoint), which cannot be seen",
        "type it again, or take the character out"
      )
    case .parts(let found, 1):
      return (
        refused + "with a comma it has \(found) parts, but `\(form)` is one",
        "quote it if the comma belongs to it: '\(EntryKey([entry.key.written]))'"
      )
    case .parts(let found, let needed):
      return (
        refused + "it has \(counted(found, "part", "parts")), but \(needed) are needed",
        "a key of `\(step)` is written \(form)"
          + (found > needed ? "; a part that holds a comma is quoted" : "")
      )
    }
  }

  private func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
}
