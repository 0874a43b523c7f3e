import AuditCore
import Diagnostics

/// The result of a method as people read it in a terminal.
struct ResultOutline {
  private let words: ResultWords
  private let language: Language

  init(_ words: ResultWords, _ language: Language) {
    self.words = words
    self.language = language
  }

  /// A result as an outline, its figures rounded for reading; long lists are cut, and say so.
  func lines(_ result: Value) -> [String] { lines(result.roundedForReading, of: "", depth: 0) }

  private func lines(_ value: Value, of name: String, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    switch value {
    case .record(let record):
      return words.members(of: record).flatMap { member, value -> [String] in
        let title = indent + words.name(member) + language.words(":", "：")
        switch value {
        case .list([]): return [title + language.words(" none", "无")]
        case .record, .list: return [title] + lines(value, of: member, depth: depth + 1)
        default: return [title + language.words(" ", "") + displayText(words.plain(value, of: member))]
        }
      }
    case .list(let items):
      let shown = items.prefix(20).flatMap { item -> [String] in
        let isPlain = item.record?.members.allSatisfy { !$0.value.isNested } ?? !item.isNested
        return isPlain
          ? ["\(indent)- \(displayText(words.plain(item, of: name)))"]
          : ["\(indent)-"] + lines(item, of: name, depth: depth + 1)
      }
      guard items.count > 20 else { return shown }
      return shown
        + [
          indent
            + language.words(
              "… \(items.count - 20) more; --format json shows all",
              "……另有 \(items.count - 20) 项，--format json 可全部显示")
        ]
    default: return [indent + displayText(words.plain(value, of: name))]
    }
  }
}
