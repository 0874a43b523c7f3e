extension CELTimestamp: CustomStringConvertible {
  /// A moment as RFC 3339 writes it, e.g. `2026-03-01T08:30:00Z`; nil where the text is none.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.take("T") || reader.take("t"),
      let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2), reader.take(":"),
      let second = reader.digits(2), hour < 24, minute < 60, second < 60
    else { return nil }
    var nanos = 0
    if reader.take(".") {
      guard let fraction = reader.fraction() else { return nil }
      nanos = fraction
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    guard let start = CELTimestamp(year: year, month: month, day: day) else { return nil }
    self.init(
      seconds: start.seconds + Int64(hour * 3600 + minute * 60 + second - offset), nanos: Int32(nanos))
  }

  /// As RFC 3339 writes it, with as many decimals as are needed, in UTC.
  public var description: String {
    let fields = CalendarFields(self)
    let (hour, rest) = fields.secondOfDay.quotientAndRemainder(dividingBy: 3600)
    let day = "\(padded(fields.date.year, 4))-\(padded(fields.date.month, 2))-\(padded(fields.date.day, 2))"
    return "\(day)T\(padded(hour, 2)):\(padded(rest / 60, 2)):\(padded(rest % 60, 2))\(decimals(Int(nanos)))Z"
  }
}

extension CELDuration: CustomStringConvertible {
  /// A sum of hours, minutes, seconds…, e.g. `1h30m`, `-1.5s`, `250ms`; nil where the text is none.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    let isNegative = reader.take("-")
    if !isNegative { _ = reader.take("+") }
    if reader.rest == "0" {
      self.init(nanoseconds: 0)
      return
    }
    var total: Int64 = 0
    var hasPart = false
    while !reader.isAtEnd {
      guard let (whole, nanos) = reader.decimal(), let unit = reader.unit() else { return nil }
      let (product, tooLarge) = whole.multipliedReportingOverflow(by: unit)
      let part = Int64((Double(nanos) / 1e9 * Double(unit)).rounded())
      let (sum, overflow) = total.addingReportingOverflow(product)
      let (result, over) = sum.addingReportingOverflow(part)
      guard !tooLarge, !overflow, !over else { return nil }
      total = result
      hasPart = true
    }
    guard hasPart else { return nil }
    self.init(nanoseconds: isNegative ? -total : total)
  }

  /// In seconds, with as many decimals as are needed, e.g. `5400s`.
  public var description: String {
    let (seconds, part) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(nanoseconds < 0 ? "-" : "")\(seconds)\(decimals(Int(part)))s"
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func decimals(_ nanos: Int) -> String {
  if nanos == 0 { return "" }
  var digits = Substring(padded(nanos, 9))
  while digits.last == "0" { digits.removeLast() }
  return ".\(digits)"
}

/// The clock difference of `UTC`, `Z`, `+08:00` or `-02:30` in seconds; nil for anything else, names included.
func fixedOffset(of zone: String) -> Int? {
  if zone == "UTC" || zone == "Z" || zone == "GMT" { return 0 }
  var reader = DigitReader(zone)
  let isNegative = reader.take("-")
  if !isNegative { _ = reader.take("+") }
  guard let hours = reader.digits(2), reader.take(":"), let minutes = reader.digits(2), reader.isAtEnd,
    hours < 24, minutes < 60
  else { return nil }
  return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/// Reads a text of digits and marks from left to right.
private struct DigitReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8.prefix(128)) }

  var isAtEnd: Bool { position == bytes.count }
  var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == mark.value else { return false }
    position += 1
    return true
  }

  mutating func digit() -> Int? {
    guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
    position += 1
    return Int(bytes[position - 1]) - 48
  }

  mutating func digits(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// The decimals after a point, in billionths.
  mutating func fraction() -> Int? {
    var (number, weight, hasDigit) = (0, 100_000_000, false)
    while let digit = digit() {
      number += digit * weight
      weight /= 10
      hasDigit = true
    }
    return hasDigit ? number : nil
  }

  mutating func decimal() -> (Int64, Int)? {
    var whole: Int64 = 0
    let start = position
    while let digit = digit() {
      let (product, tooLarge) = whole.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.addingReportingOverflow(Int64(digit))
      if tooLarge || overflow { return nil }
      whole = sum
    }
    let hasWhole = position > start
    guard take(".") else { return hasWhole ? (whole, 0) : nil }
    if let part = fraction() { return (whole, part) }
    return hasWhole ? (whole, 0) : nil
  }

  /// A unit of duration in nanoseconds.
  mutating func unit() -> Int64? {
    for (name, size) in durationUnits where rest.utf8.starts(with: name.utf8) {
      position += name.utf8.count
      return size
    }
    return nil
  }

  /// `Z` or `+08:00`, in seconds.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24,
      minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}

/// Longer names first, so that `ms` is not read as `m`.
private let durationUnits: [(String, Int64)] = [
  ("ns", 1), ("us", 1000), ("µs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
  ("m", 60_000_000_000), ("h", 3_600_000_000_000),
]
