/// A moment between the years 1 and 9999, to the nanosecond, in UTC.
public struct CELTimestamp: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// 0 to 999,999,999.
  public let nanos: Int32

  static let firstSecond: Int64 = -62_135_596_800
  static let lastSecond: Int64 = 253_402_300_799

  /// A moment, or nil where it lies outside the years 1 to 9999.
  public init?(seconds: Int64, nanos: Int32 = 0) {
    guard (Self.firstSecond...Self.lastSecond).contains(seconds), (0..<1_000_000_000).contains(nanos) else {
      return nil
    }
    self.seconds = seconds
    self.nanos = nanos
  }

  /// The start of a day in UTC, nil where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    self.init(seconds: Int64(CivilDate.daysSince1970(year, month, day)) * 86_400)
  }

  /// Whether one moment is before the other.
  public static func < (left: CELTimestamp, right: CELTimestamp) -> Bool {
    (left.seconds, left.nanos) < (right.seconds, right.nanos)
  }

  func adding(_ duration: CELDuration) -> CELTimestamp? {
    let (whole, part) = duration.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    var (sum, nanos) = (seconds + whole, Int64(self.nanos) + part)
    if nanos < 0 { (sum, nanos) = (sum - 1, nanos + 1_000_000_000) }
    if nanos >= 1_000_000_000 { (sum, nanos) = (sum + 1, nanos - 1_000_000_000) }
    return CELTimestamp(seconds: sum, nanos: Int32(nanos))
  }

  func since(_ other: CELTimestamp) -> CELDuration? {
    let (whole, tooLarge) = (seconds - other.seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow) = whole.addingReportingOverflow(Int64(nanos) - Int64(other.nanos))
    return tooLarge || overflow ? nil : CELDuration(nanoseconds: sum)
  }
}

/// A length of time in nanoseconds, up to 292 years.
public struct CELDuration: Hashable, Comparable, Sendable {
  /// Below zero for a length that leads back.
  public let nanoseconds: Int64

  /// A length of so many nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Whether one length is less than the other.
  public static func < (left: CELDuration, right: CELDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// The proleptic Gregorian calendar, by the day-count formulas of Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms".
struct CivilDate {
  let year: Int
  let month: Int
  let day: Int

  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }
}

/// A moment taken apart on the clock of some place.
struct CalendarFields {
  let date: CivilDate
  let secondOfDay: Int
  let dayOfWeek: Int
  let dayOfYear: Int

  init(_ timestamp: CELTimestamp, offset: Int = 0) {
    let local = Int(timestamp.seconds) + offset
    let days = local >= 0 ? local / 86_400 : -((86_399 - local) / 86_400)
    date = CivilDate(daysSince1970: days)
    secondOfDay = local - days * 86_400
    dayOfWeek = ((days + 4) % 7 + 7) % 7
    dayOfYear = days - CivilDate.daysSince1970(date.year, 1, 1)
  }
}
