/// Days counted from a first one, with the time of day as a fraction, as spreadsheets keep them.
struct SerialDate {
  /// Some workbooks count from 1904-01-01, all others from 1900-01-01, with a 29 February that never was.
  let startsIn1904: Bool

  /// The day and time that a number stands for, as it is shown; nothing where no spreadsheet shows one.
  func text(of serial: Double, hasDay: Bool, hasTime: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial)
    var second = Int(((serial - Double(day)) * 86_400).rounded())
    if second == 86_400 { (day, second) = (day + 1, 0) }
    let time = "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    guard hasDay else { return time }
    return hasTime && second > 0 ? "\(self.day(day)) \(time)" : self.day(day)
  }

  /// Hours, minutes and seconds, however many hours.
  static func duration(_ serial: Double) -> String? {
    guard abs(serial) < 2_958_466 else { return nil }
    let second = Int((abs(serial) * 86_400).rounded())
    let sign = serial < 0 && second > 0 ? "-" : ""
    return "\(sign)\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
  }

  private func day(_ number: Int) -> String {
    // Days of a workbook that show what is no day are given as they are shown, and nobody takes them for one.
    if !startsIn1904, number == 0 { return "1900-01-00" }
    if !startsIn1904, number == 60 { return "1900-02-29" }
    let sinceMarch = number + (startsIn1904 ? 1462 : number < 60 ? 1 : 0) + 693_899
    // Years from 1 March, so that a leap day is the last of its year (Fliegel and Van Flandern 1968, in another form).
    let era = sinceMarch / 146_097
    let dayOfEra = sinceMarch % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    return "\(padded(year, 4))-\(padded(month < 10 ? month + 3 : month - 9))-\(padded(dayOfMonth))"
  }
}

/// A number with zeros in front.
private func padded(_ number: Int, _ length: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, length - digits.count)) + digits
}
