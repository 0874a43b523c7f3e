extension [TemplateToken] {
  /// Takes out what only lays out the tags: lines that hold nothing but tags, and blanks that a `-` asks to cut.
  mutating func cutLayout(in bytes: [UInt8]) {
    cutStandaloneLines(in: bytes)
    for index in indices where self[index].kind != .text {
      if self[index].trimsBefore, index > 0, self[index - 1].kind == .text {
        var range = self[index - 1].inner
        while let last = range.last, bytes[last].isBlank || bytes[last].isLineEnd {
          range = range.lowerBound..<last
        }
        self[index - 1].inner = range
      }
      if self[index].trimsAfter, index + 1 < count, self[index + 1].kind == .text {
        var range = self[index + 1].inner
        while let first = range.first, bytes[first].isBlank || bytes[first].isLineEnd {
          range = first + 1..<range.upperBound
        }
        self[index + 1].inner = range
      }
    }
  }

  private mutating func cutStandaloneLines(in bytes: [UInt8]) {
    var index = 0
    while index < count {
      guard self[index].isSilent else {
        index += 1
        continue
      }
      var last = index
      while last + 1 < count, self[last + 1].isSilent || isBlankBetweenTags(last + 1, bytes) { last += 1 }
      if self[last].kind == .text { last -= 1 }
      if let before = blankLength(before: index, bytes), let after = blankLength(after: last, bytes) {
        if index > 0 { self[index - 1].inner = self[index - 1].inner.dropLast(before) }
        if last + 1 < count { self[last + 1].inner = self[last + 1].inner.dropFirst(after) }
        for between in index...last where self[between].kind == .text {
          self[between].inner = self[between].inner.prefix(0)
        }
      }
      index = last + 1
    }
  }

  /// A text of blanks alone with a silent tag behind it.
  private func isBlankBetweenTags(_ index: Int, _ bytes: [UInt8]) -> Bool {
    index + 1 < count && self[index].kind == .text && self[index + 1].isSilent
      && self[index].inner.allSatisfy { bytes[$0].isBlank }
  }

  /// How many blanks stand between the beginning of the line and a tag; nil where there is more than blanks.
  private func blankLength(before index: Int, _ bytes: [UInt8]) -> Int? {
    guard index > 0 else { return 0 }
    guard self[index - 1].kind == .text else { return nil }
    var length = 0
    for position in self[index - 1].range.reversed() {
      if bytes[position].isLineEnd { return length }
      guard bytes[position].isBlank else { return nil }
      length += 1
    }
    return index == 1 ? length : nil
  }

  /// How many bytes stand between a tag and the next line; nil where there is more than blanks.
  private func blankLength(after index: Int, _ bytes: [UInt8]) -> Int? {
    guard index + 1 < count else { return 0 }
    guard self[index + 1].kind == .text else { return nil }
    var length = 0
    for position in self[index + 1].inner {
      length += 1
      if bytes[position] == 0x0A { return length }
      guard bytes[position].isBlank || bytes[position] == 0x0D else { return nil }
    }
    return index + 2 == count ? length : nil
  }
}

extension TemplateToken {
  /// Whether the tag writes nothing by itself.
  fileprivate var isSilent: Bool { kind == .statement || kind == .comment }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
