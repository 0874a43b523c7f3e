import AuditCore
import YAMLTree

/// Tells by the bytes of an answer that it is right, without making a value of it.
///
/// Almost all answers of a large register are. The others are read word for word, which finds out what is wrong; so this
/// may miss what is right, but never passes over what reading would say something about.
struct FirstSight: Sendable {
  /// What is looked for in the answer to a field.
  fileprivate struct Look: Sendable {
    var kind = Kind.nothing
    /// Bounds of a number, or of the characters of a text.
    var least = -Double.infinity
    var most = Double.infinity
    /// Whether several answers of that kind may stand in a list; how many, and whether each only once.
    var isList = false
    var fewest = -Double.infinity
    var mostItems = Double.infinity
    var isSet = false
    /// Which of the words it may be.
    var words = 0..<0
  }

  fileprivate enum Kind { case nothing, any, text, person, whole, number, share, boolean, day, word }

  private var looks: [Look] = []
  private var words = Words()

  init(_ fields: [Field]) {
    for field in fields { looks.append(look(field)) }
  }

  // MARK: What is looked for

  private mutating func look(_ field: Field) -> Look {
    guard field.pattern == nil else { return Look() }
    let (min, max) = (field.min ?? -.infinity, field.max ?? .infinity)
    switch field.type {
    case .choices(let vocabulary):
      var look = look(.choice(of: vocabulary), -.infinity, .infinity)
      (look.isList, look.isSet, look.fewest, look.mostItems) = (true, true, min, max)
      return look
    case .list(let element):
      if case .list = element { return Look() }
      var look = look(element, -.infinity, .infinity)
      (look.isList, look.fewest, look.mostItems) = (true, min, max)
      return look
    default: return look(field.type, min, max)
    }
  }

  private mutating func look(_ type: FieldType, _ min: Double, _ max: Double) -> Look {
    var look = Look(least: min, most: max)
    let isBound = min > -.infinity || max < .infinity
    switch type {
    case .text, .longText, .file: look.kind = isBound ? .text : .any
    case .person: look.kind = isBound ? .nothing : .person
    case .reference: look.kind = isBound ? .nothing : .any
    case .integer: look.kind = .whole
    case .scale(let scale):
      look.kind = .whole
      look.least = Swift.max(min, Double(scale.min))
      look.most = Swift.min(max, Double(scale.max))
    case .number, .money: look.kind = .number
    case .percent:
      // More than all is questioned where no bound says that it is meant.
      look.kind = .share
      if max == .infinity { look.most = 1 }
      look.least = Swift.max(min, -1)
    case .boolean: look.kind = .boolean
    case .date: look.kind = isBound ? .nothing : .day
    case .choice(let vocabulary):
      guard !isBound else { break }
      look.kind = .word
      look.words = words.add(vocabulary)
    case .choices, .list, .group, .table: break
    }
    return look
  }

  // MARK: Looking

  /// Whether a node is a right answer to the field at a place; nothing is right too.
  func isRight(_ node: YAMLGlance, _ place: Int) -> Bool {
    switch node.kind {
    case .scalar:
      if node.isNull { return true }
      if looks[place].isList,
        looks[place].fewest > 1 || looks[place].mostItems < 1 || node.text.maySeparate
      {
        return false
      }
      return isRight(node.text, looks[place]) != nil
    case .sequence: return looks[place].isList && areRight(node, looks[place])
    case .mapping: return false
    }
  }

  /// Whether a text is a right answer to the field at a place.
  func isRight(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    !looks[place].isList && isRight(text, looks[place]) != nil
  }

  private func areRight(_ list: YAMLGlance, _ look: Look) -> Bool {
    guard Double(list.count) >= look.fewest, Double(list.count) <= look.mostItems else { return false }
    var seen: UInt64 = 0
    return list.itemsHold { item in
      guard item.kind == .scalar, !item.isNull, let number = isRight(item.text, look) else { return false }
      guard look.isSet else { return true }
      guard number < 64, seen & 1 << UInt64(number) == 0 else { return false }
      seen |= 1 << UInt64(number)
      return true
    }
  }

  /// Nothing where it is not right at first sight; else the number of the value that a word means.
  private func isRight(_ text: UnsafeBufferPointer<UInt8>, _ look: Look) -> Int? {
    let isRight =
      switch look.kind {
      case .nothing: false
      case .any: true
      case .text: look.holds(Double(text.characterCount))
      case .person: text.hasPlainLetter
      case .whole: text.whole.map { look.holds(Double($0)) } ?? false
      case .number: text.number.map(look.holds) ?? false
      case .share: text.share.map(look.holds) ?? false
      case .boolean: text.isBoolean
      case .day: text.isPlainDay
      case .word: false
      }
    return look.kind == .word ? words.find(text, among: look.words) : isRight ? 0 : nil
  }
}

extension FirstSight.Look {
  fileprivate func holds(_ size: Double) -> Bool { size >= least && size <= most }
}

/// Words, each with its first eight bytes as one number, by which most are told apart.
private struct Words: Sendable {
  private struct Word: BitwiseCopyable {
    var head: UInt64
    var length: Int
    /// The number of the value that it means.
    var meaning: Int
    /// Where the bytes behind the head begin.
    var rest: Int
  }

  private var words: [Word] = []
  private var rests: [UInt8] = []

  /// Takes in the keys of a vocabulary, and those labels that mean only one of them.
  mutating func add(_ vocabulary: Vocabulary) -> Range<Int> {
    let start = words.count
    var meanings: [String: Set<Int>] = [:]
    for (number, item) in vocabulary.items.enumerated() {
      add(item.key, meaning: number)
      for label in Language.allCases.map({ item.label[$0] }) where vocabulary[label] == nil {
        meanings[label, default: []].insert(number)
      }
    }
    for (label, meant) in meanings.sorted(by: { $0.key < $1.key }) {
      if meant.count == 1, let number = meant.first { add(label, meaning: number) }
    }
    return start..<words.count
  }

  private mutating func add(_ text: String, meaning: Int) {
    let bytes = Array(text.utf8)
    words.append(
      Word(
        head: bytes.withUnsafeBufferPointer(\.head), length: bytes.count, meaning: meaning, rest: rests.count)
    )
    rests += bytes.dropFirst(8)
  }

  /// The value that a text means, by its number.
  func find(_ text: UnsafeBufferPointer<UInt8>, among range: Range<Int>) -> Int? {
    let head = text.head
    for place in range where words[place].head == head && words[place].length == text.count {
      if hasRest(text, words[place].rest) { return words[place].meaning }
    }
    return nil
  }

  private func hasRest(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var place = 8
    while place < text.count {
      guard text[place] == rests[start + place - 8] else { return false }
      place += 1
    }
    return true
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first eight bytes; zeros where there are fewer.
  fileprivate var head: UInt64 {
    var head: UInt64 = 0
    for place in 0..<Swift.min(count, 8) { head |= UInt64(self[place]) << UInt64(place * 8) }
    return head
  }

  /// Whether it may be several values: 、 and wide marks begin with one of two bytes.
  fileprivate var maySeparate: Bool {
    for place in indices {
      switch self[place] {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""): return true
      case 0xE3, 0xEF:
        if place + 1 < count, self[place + 1] == 0x80 || self[place + 1] == 0xBC { return true }
      default: break
      }
    }
    return false
  }

  fileprivate var characterCount: Int {
    var characters = 0
    for place in indices where self[place] & 0xC0 != 0x80 { characters += 1 }
    return characters
  }

  /// Whether there is a character that is surely no space: visible ASCII, or of the CJK ideographs.
  fileprivate var hasPlainLetter: Bool {
    for place in indices where (0x21...0x7E).contains(self[place]) || (0xE4...0xE9).contains(self[place]) {
      return true
    }
    return false
  }

  /// Digits, with a sign or without.
  fileprivate var whole: Int? {
    let isNegative = !isEmpty && self[0] == UInt8(ascii: "-")
    return whole((isNegative ? 1 : 0)..<count).map { isNegative ? -$0 : $0 }
  }

  private func whole(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var whole = 0
    for place in range {
      guard let digit = digit(place) else { return nil }
      whole = whole * 10 + digit
    }
    return whole
  }

  /// Digits with at most one point among them, as few as a number holds exactly.
  fileprivate var number: Double? { decimal(until: count) }

  /// The same with `%` or without.
  fileprivate var share: Double? {
    guard !isEmpty, self[count - 1] == UInt8(ascii: "%") else { return number }
    return decimal(until: count - 1).map { $0 / 100 }
  }

  private func decimal(until end: Int) -> Double? {
    let start = end > 0 && self[0] == UInt8(ascii: "-") ? 1 : 0
    guard start < end, end - start <= 16, digit(start) != nil, digit(end - 1) != nil else { return nil }
    var (digits, divisor, hasPoint) = (0, 1, false)
    for place in start..<end {
      if let digit = digit(place) {
        digits = digits * 10 + digit
        if hasPoint { divisor *= 10 }
      } else if self[place] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return nil
      }
    }
    guard digits < 1 << 53 else { return nil }
    let size = Double(digits) / Double(divisor)
    return start == 1 ? -size : size
  }

  private func digit(_ place: Int) -> Int? {
    let digit = self[place] &- UInt8(ascii: "0")
    return digit <= 9 ? Int(digit) : nil
  }

  fileprivate var isBoolean: Bool {
    equals("true") || equals("false") || equals("yes") || equals("no") || equals("是") || equals("否")
  }

  /// A day that every month has.
  fileprivate var isPlainDay: Bool {
    guard count == 10, self[4] == UInt8(ascii: "-"), self[7] == UInt8(ascii: "-"),
      let year = whole(0..<4), let month = whole(5..<7), let day = whole(8..<10)
    else { return false }
    return year >= 1 && (1...12).contains(month) && (1...28).contains(day)
  }

  private func equals(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for place in indices where self[place] != word.utf8Start[place] { return false }
    return true
  }
}
