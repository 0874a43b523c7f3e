/// The rule that a clock follows from year to year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable {
  /// In seconds ahead of UTC.
  private let standard: Int
  private let summer: (offset: Int, start: Turn, end: Turn)?

  /// The day on which clocks are turned, and the second of it by the clock that is turned.
  fileprivate struct Turn: Sendable {
    let day: Day
    let second: Int
  }

  fileprivate enum Day: Sendable {
    /// A weekday of a month, the fifth being the last; Sunday is 0.
    case weekday(month: Int, week: Int, weekday: Int)
    /// 1 to 365, 29 February never being counted.
    case ofCommonYear(Int)
    /// 0 to 365.
    case ofYear(Int)
  }

  /// A rule, nil where the text is none.
  init?(_ text: String) {
    var reader = RuleReader(text)
    guard reader.name(), let west = reader.time() else { return nil }
    standard = -west
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.name() else { return nil }
    var offset = standard + 3600
    if !reader.take(",") {
      guard let west = reader.time(), reader.take(",") else { return nil }
      offset = -west
    }
    guard let start = Self.turn(&reader), reader.take(","), let end = Self.turn(&reader), reader.isAtEnd
    else { return nil }
    summer = (offset, start, end)
  }

  private static func turn(_ reader: inout RuleReader) -> Turn? {
    let day: Day
    if reader.take("M") {
      guard let month = reader.number(1...12), reader.take("."), let week = reader.number(1...5),
        reader.take("."), let weekday = reader.number(0...6)
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.take("J") {
      guard let number = reader.number(1...365) else { return nil }
      day = .ofCommonYear(number)
    } else {
      guard let number = reader.number(0...365) else { return nil }
      day = .ofYear(number)
    }
    guard reader.take("/") else { return Turn(day: day, second: 7200) }
    return reader.time().map { Turn(day: day, second: $0) }
  }

  func offset(at moment: Int64) -> Int {
    guard let summer else { return standard }
    let local = Int(moment) + standard
    let year = CivilDate(daysSince1970: local / 86_400 - (local % 86_400 < 0 ? 1 : 0)).year
    let start = summer.start.moment(in: year) - standard
    let end = summer.end.moment(in: year) - summer.offset
    // South of the equator summer ends in the year after.
    let isSummer =
      start < end ? (start..<end).contains(Int(moment)) : !(end..<start).contains(Int(moment))
    return isSummer ? summer.offset : standard
  }
}

extension TimeZoneRule.Turn {
  /// In seconds since 1970, by the clock that is turned.
  fileprivate func moment(in year: Int) -> Int {
    let newYear = CivilDate.daysSince1970(year, 1, 1)
    let date: Int
    switch day {
    case .weekday(let month, let week, let weekday):
      let first = CivilDate.daysSince1970(year, month, 1)
      let gap = (weekday - (first + 4) % 7 + 14) % 7
      let last = CivilDate.days(inMonth: month, of: year) - 1
      date = first + (gap + 7 * (week - 1) > last ? gap + 7 * (week - 2) : gap + 7 * (week - 1))
    case .ofCommonYear(let number):
      date = newYear + number - (number < 60 || CivilDate.days(inMonth: 2, of: year) == 28 ? 1 : 0)
    case .ofYear(let number): date = newYear + number
    }
    return date * 86_400 + second
  }
}

/// Reads a rule from left to right.
private struct RuleReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8.prefix(256)) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard !isAtEnd, UInt32(bytes[position]) == mark.value else { return false }
    position += 1
    return true
  }

  /// The name of a clock, `CET` or `<+0330>`, which nobody asks for.
  mutating func name() -> Bool {
    if take("<") {
      while !isAtEnd, !take(">") { position += 1 }
      return bytes[position - 1] == 62
    }
    let start = position
    while !isAtEnd, (65...90).contains(bytes[position] & 0xDF) { position += 1 }
    return position > start
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let start = position
    var number = 0
    while !isAtEnd, (48...57).contains(bytes[position]), position - start < 3 {
      number = number * 10 + Int(bytes[position]) - 48
      position += 1
    }
    return position > start && range.contains(number) ? number : nil
  }

  /// `-3`, `3:30`, `+2:00:00`, in seconds; up to a week, as the turns of some places are written.
  mutating func time() -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard var seconds = number(0...167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where take(":") {
      guard let part = number(0...59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }
}
