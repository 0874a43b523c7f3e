import AuditCore

/// Two texts side by side, long ones from where they differ, with what was left out counted.
struct TextDifference {
  /// The old text, or its part around the difference.
  private(set) var old: String
  private(set) var new: String
  /// How many characters are not shown, in words; nothing where everything is.
  private(set) var note: String?

  /// A text of so many characters is shown whole.
  private static let short = 80
  /// So many characters are shown before and after what differs.
  private static let context = 16
  /// So much of what differs is shown.
  private static let most = 160

  init(_ before: String, _ now: String, _ language: Language) {
    (old, new) = (before, now)
    let (a, b) = (Array(before), Array(now))
    guard a.count > Self.short || b.count > Self.short else { return }
    let prefix = zip(a, b).prefix { $0 == $1 }.count
    let rest = min(a.count, b.count) - prefix
    let suffix = zip(a.reversed(), b.reversed()).prefix(rest).prefix { $0 == $1 }.count
    var start = max(0, prefix - Self.context)
    if start <= 8 { start = 0 }
    var end = max(0, suffix - Self.context)
    if end <= 8 { end = 0 }
    var changed = 0
    func part(_ text: [Character]) -> String {
      let shown = text[start..<(text.count - end)]
      let differing = max(0, shown.count - (prefix - start) - (suffix - end))
      let cut = max(0, differing - Self.most)
      changed += cut
      let head =
        (start > 0 ? "…" : "") + String(shown.prefix(shown.count - cut - (cut > 0 ? suffix - end : 0)))
      return head + (cut > 0 || end > 0 ? "…" : "")
    }
    old = part(a)
    new = part(b)
    note = Self.note(unchanged: start + end, changed: changed, language)
  }

  private static func note(unchanged: Int, changed: Int, _ language: Language) -> String? {
    switch (unchanged, changed) {
    case (0, 0): nil
    case (_, 0):
      language.words("\(unchanged) unchanged characters left out", "略去相同的 \(unchanged) 字")
    case (0, _):
      language.words(
        "\(changed) more characters differ; --format json has all", "另有 \(changed) 字不同，全文见 --format json")
    default:
      language.words(
        "\(unchanged) unchanged characters left out, \(changed) more differ; --format json has all",
        "略去相同的 \(unchanged) 字，另有 \(changed) 字不同，全文见 --format json")
    }
  }

  /// A text that stands alone; a long one is cut and says how much is left out.
  static func alone(_ text: String, _ language: Language) -> String {
    guard text.count > most + 20 else { return text }
    let left = text.count - most
    return String(text.prefix(most)) + "… "
      + language.words("(\(left) more characters; --format json has all)", "（另有 \(left) 字，全文见 --format json）")
  }
}
