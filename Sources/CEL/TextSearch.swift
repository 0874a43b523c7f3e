/// Finds a part in texts, in time proportional to their lengths (Knuth, Morris & Pratt 1977).
struct TextSearch {
  let part: Scalars
  /// How much of the part still matches where the next character does not, by how much matched before.
  private let fallback: [Int]

  init(_ part: Scalars) {
    self.part = part
    fallback = Self.fallback(of: part)
  }

  private static func fallback(of part: Scalars) -> [Int] {
    var fallback = Array(repeating: 0, count: part.count)
    var matched = 0
    for index in part.indices.dropFirst() {
      while matched > 0, part[index] != part[matched] { matched = fallback[matched - 1] }
      if part[index] == part[matched] { matched += 1 }
      fallback[index] = matched
    }
    return fallback
  }

  /// Where the part first stands at or after a position.
  func first(in text: Scalars, from start: Int) -> Int? {
    guard !part.isEmpty else { return start }
    var matched = 0
    for index in start..<max(start, text.count) {
      while matched > 0, text[index] != part[matched] { matched = fallback[matched - 1] }
      if text[index] == part[matched] { matched += 1 }
      if matched == part.count { return index + 1 - matched }
    }
    return nil
  }

  /// Where the part last stands at or before a position.
  func last(in text: Scalars, from start: Int) -> Int? {
    let end = min(start + part.count, text.count)
    let mirrored = TextSearch(part.reversed())
    let found = mirrored.first(in: Scalars(text[..<end].reversed()), from: 0)
    return found.map { end - part.count - $0 }
  }
}

extension Scalars {
  /// The parts between the separators, the last one being the rest; single characters where the separator is empty.
  func split(by separator: Scalars, atMost limit: Int) -> [ArraySlice<Unicode.Scalar>] {
    guard limit > 0, !(separator.isEmpty && isEmpty) else { return [] }
    let search = TextSearch(separator)
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    while parts.count < limit - 1 {
      let next =
        separator.isEmpty ? (start + 1 < count ? start + 1 : nil) : search.first(in: self, from: start)
      guard let next else { break }
      parts.append(self[start..<next])
      start = next + separator.count
    }
    parts.append(self[start...])
    return parts
  }
}
