/// The parts of a moment on the clock of UTC, of a place or of a fixed difference, and the lengths of durations.
let timeFunctions: [Function] =
  part("getFullYear") { Int64($0.date.year) }
  + part("getMonth") { Int64($0.date.month - 1) }
  + part("getDate") { Int64($0.date.day) }
  + part("getDayOfMonth") { Int64($0.date.day - 1) }
  + part("getDayOfWeek") { Int64($0.dayOfWeek) }
  + part("getDayOfYear") { Int64($0.dayOfYear) }
  + part("getHours") { Int64($0.secondOfDay / 3600) }
  + part("getMinutes") { Int64($0.secondOfDay / 60 % 60) }
  + part("getSeconds") { Int64($0.secondOfDay % 60) }
  + [
    Function(
      "getMilliseconds", [.timestamp], true, .int,
      .one { (value) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { return .int(0) }
        return .int(Int64(time.nanos / 1_000_000))
      }),
    Function(
      "getMilliseconds", [.timestamp, .string], true, .int,
      .two { (value, zone) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { return .int(0) }
        _ = try offset(of: zone, at: time)
        return .int(Int64(time.nanos / 1_000_000))
      }),
    length("getHours") { $0 / 3_600_000_000_000 },
    length("getMinutes") { $0 / 60_000_000_000 },
    length("getSeconds") { $0 / 1_000_000_000 },
    length("getMilliseconds") { $0 / 1_000_000 % 1000 },
  ]

private func part(_ name: String, _ read: @escaping @Sendable (CalendarFields) -> Int64) -> [Function] {
  [
    Function(
      name, [.timestamp], true, .int,
      .one { (value) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { return .int(0) }
        return .int(read(CalendarFields(time)))
      }),
    Function(
      name, [.timestamp, .string], true, .int,
      .two { (value, zone) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { return .int(0) }
        return .int(read(CalendarFields(time, offset: try offset(of: zone, at: time))))
      }),
  ]
}

private func length(_ name: String, _ read: @escaping @Sendable (Int64) -> Int64) -> Function {
  Function(
    name, [.duration], true, .int,
    .one { (value) throws(EvaluationError) in
      guard case .duration(let duration) = value else { return .int(0) }
      return .int(read(duration.nanoseconds))
    })
}

/// How far the clock of a place, or one that goes by a difference, is ahead of UTC at a moment.
private func offset(of zone: CELValue, at time: CELTimestamp) throws(EvaluationError) -> Int {
  guard case .string(let name) = zone else { return 0 }
  if let fixed = fixedOffset(of: name) { return fixed }
  return try TimeZoneFiles.zone(name).offset(at: time.seconds)
}
