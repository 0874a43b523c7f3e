import CEL
import Foundation
import Testing

/// The clocks of named places, as the system's time zones have them.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: ConformanceTests.zones)))
struct TimeZoneTests {
  @Test(arguments: [
    // Recorded changes of the past.
    ("1970-01-01T00:00:00Z", "Asia/Shanghai", 8, 0), ("1988-07-01T00:00:00Z", "Asia/Shanghai", 9, 0),
    ("2009-02-13T02:00:00Z", "America/St_Johns", 22, 30), ("2009-02-13T23:31:30Z", "Asia/Kathmandu", 5, 16),
    ("1883-01-01T12:00:00Z", "America/New_York", 7, 3),
    // What the rule says of years to come: north, south, by the 29th of February, and never.
    ("2150-07-01T12:00:00Z", "Europe/Paris", 14, 0), ("2150-01-01T12:00:00Z", "Europe/Paris", 13, 0),
    ("2150-01-01T12:00:00Z", "Australia/Sydney", 23, 0), ("2150-07-01T12:00:00Z", "Australia/Sydney", 22, 0),
    ("2150-01-01T12:00:00Z", "Europe/Dublin", 12, 0), ("2150-07-01T12:00:00Z", "Europe/Dublin", 13, 0),
    ("9999-12-31T12:00:00Z", "Asia/Tokyo", 21, 0), ("2400-02-29T12:00:00Z", "America/Sao_Paulo", 9, 0),
    // The last second of summer and the first of winter.
    ("2026-10-25T00:59:59Z", "Europe/Berlin", 2, 59), ("2026-10-25T01:00:00Z", "Europe/Berlin", 2, 0),
    ("2100-03-28T00:59:59Z", "Europe/Berlin", 1, 59), ("2100-03-28T01:00:00Z", "Europe/Berlin", 3, 0),
    ("2026-03-01T00:00:00Z", "Etc/GMT+3", 21, 0),
  ])
  func readsTheClockOfAPlace(time: String, zone: String, hour: Int64, minute: Int64) throws {
    let environment = Environment(variables: [.init("t", .timestamp), .init("zone", .string)])
    let program = try #require(
      try Expression(parsing: "[t.getHours(zone), t.getMinutes(zone)]").check(in: environment).program)
    let moment = try #require(CELTimestamp(time))
    #expect(
      try program.evaluate([.timestamp(moment), .string(zone)]) == .list([.int(hour), .int(minute)]))
  }

  @Test(arguments: [
    "Asia/Shangha", "", "/", "../etc/passwd", "Asia/../../../etc/passwd", "/etc/passwd", "localtime",
    "posix/Asia/Tokyo", "right/Asia/Tokyo", "tzdata.zi", "Asia", "Asia/", "Asia//Tokyo", "Asia/Tokyo\u{0}",
    "Asia/Tokyo ", "上海", "+8", "25:00", String(repeating: "A", count: 100_000),
  ])
  func refusesWhatIsNoClock(zone: String) throws {
    let environment = Environment(variables: [.init("zone", .string)])
    let program = try Expression(parsing: "timestamp(0).getHours(zone)").unchecked(in: environment)
    let error = #expect(throws: EvaluationError.self) { try program.evaluate([.string(zone)]) }
    #expect(error?.range == 0..<27)
    #expect(error?.description.contains("is no clock: write a place such as `Asia/Shanghai`") == true)
  }
}
