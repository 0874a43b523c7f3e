import Foundation
import Synchronization

extension Spelling {
  /// A text as it is compared where the same words may be written with other characters: traditional ones as simplified,
  /// full width as half width, letters composed.
  ///
  /// For matching only: what is stored or shown is never changed. Words decide, not single characters: 著 becomes 着 in 睡著,
  /// but not in 著名.
  public static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.applyingTransform(plainCharacters, reverse: false) ?? text
  }

  private static let plainCharacters = StringTransform("Fullwidth-Halfwidth; Hant-Hans; NFC")

  /// Those of `candidates` that are the same words as `text`, if it is written with other characters.
  public static func alike(_ text: String, among candidates: some Sequence<String>) -> [String] {
    let near = candidates.filter { mayBeAlike(text.unicodeScalars, $0.unicodeScalars) }
    guard !near.isEmpty else { return [] }
    let plain = plain(text)
    return near.filter { Self.plain($0) == plain }
  }

  /// The help for somebody who wrote several known names with Chinese commas between them, which keep nothing apart.
  public static func helpForSeveral(_ text: String, isKnown: (String) -> Bool) -> String? {
    let parts = text.split { $0 == "，" || $0 == "、" }.map { String($0.trimmed) }
    guard parts.count > 1, parts.allSatisfy(isKnown) else { return nil }
    return "several are written as a list, `[\(parts.joined(separator: ", "))]`, and in a table "
      + "`\(parts.joined(separator: "|"))`"
  }

  /// A quick look before the slow one: characters become others, one by one, and plain letters stay.
  private static func mayBeAlike(_ a: String.UnicodeScalarView, _ b: String.UnicodeScalarView) -> Bool {
    var (left, right) = (a.makeIterator(), b.makeIterator())
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return true
      case (let left?, let right?) where left == right || !left.isASCII || !right.isASCII: continue
      default: return false
      }
    }
  }
}

/// Finds what a person means who writes a text with other characters than it is kept with.
///
/// Made when it is first asked: most texts are written as they are kept.
final class AlikeSpellings<Meaning: Hashable & Sendable>: Sendable {
  typealias Spellings = [(spelling: String, meaning: Meaning)]

  private let spellings: @Sendable () -> Spellings
  private let meanings = Mutex<[String: [Meaning]]?>(nil)

  init(_ spellings: @escaping @Sendable () -> Spellings) { self.spellings = spellings }

  /// The meanings of all spellings that are the same words.
  subscript(text: String) -> [Meaning] {
    let plain = Spelling.plain(text)
    return meanings.withLock { known in
      let meanings = known ?? Self.made(spellings())
      known = meanings
      return meanings[plain] ?? []
    }
  }

  private static func made(_ spellings: Spellings) -> [String: [Meaning]] {
    var made: [String: [Meaning]] = [:]
    for (spelling, meaning) in spellings {
      let plain = Spelling.plain(spelling)
      if made[plain]?.contains(meaning) != true { made[plain, default: []].append(meaning) }
    }
    return made
  }
}
