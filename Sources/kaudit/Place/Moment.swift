import AuditCore
import AuditStore
import Diagnostics

/// A moment of a record: `acme.kaudit@120`, `acme.kaudit@2026-02-01`, `acme.kaudit@2026-02-01T09:30:00Z`.
enum Moment: Equatable {
  case now
  /// After so many events.
  case event(Int)
  /// The end of a day, or a second, in UTC.
  case time(String)

  static let forms =
    "a moment is an event, as `@120`, a day, as `@2026-02-01`, or a time in UTC, as `@2026-02-01T09:30:00Z`"

  /// Takes the moment off an argument; a file that is called so goes before.
  static func split(_ argument: String) throws(Stop) -> (audit: String, moment: Moment) {
    guard !Files.exists(argument), let at = argument.lastIndex(of: "@") else { return (argument, .now) }
    return (String(argument[..<at]), try Moment(String(argument[argument.index(after: at)...])))
  }

  init(_ text: String) throws(Stop) {
    if let number = Int(text), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count < 8 {
      self = .event(number)
    } else if FieldType.isDay(text) {
      self = .time("\(text)T23:59:60Z")
    } else if Who.isTime(text) {
      self = .time(text)
    } else {
      throw Stop(
        .usage, "`@\(text)` is no moment",
        help: Self.meant(by: text).map { "did you mean `@\($0)`?" } ?? Self.forms)
    }
  }

  /// The moment that somebody most likely meant who wrote it differently: `2026/2/1`, `#120`, `20260201`.
  private static func meant(by text: String) -> String? {
    var numbers = text.split { !$0.isASCII || !$0.isNumber }.map(String.init)
    if numbers.count == 1, numbers[0].count == 8 {
      let digits = numbers[0]
      numbers = [String(digits.prefix(4)), String(digits.dropFirst(4).prefix(2)), String(digits.suffix(2))]
    }
    if numbers.count == 1, numbers[0].count < 8 { return numbers[0] }
    guard (3...6).contains(numbers.count), numbers[0].count == 4,
      numbers.dropFirst().allSatisfy({ $0.count <= 2 })
    else { return nil }
    let two = numbers.dropFirst().map { $0.count == 1 ? "0\($0)" : $0 }
    let day = "\(numbers[0])-\(two[0])-\(two[1])"
    guard FieldType.isDay(day) else { return nil }
    if numbers.count == 3 { return day }
    let clock = (two.dropFirst(2) + ["00", "00"]).prefix(3).joined(separator: ":")
    return Who.isTime("\(day)T\(clock)Z") ? "\(day)T\(clock)Z" : nil
  }

  /// How many events the record had at the moment; nothing where it means the record as it stands.
  func sequence(in session: AuditSession, called name: String) throws -> Int? {
    let size = session.head.size
    switch self {
    case .now: return nil
    case .event(let number):
      guard number > 0 else {
        throw Stop(.faulty, "`\(name)` is before the beginning", help: "the first event is `@1`")
      }
      guard number <= size else {
        throw Stop(
          .faulty, "`\(name)` is after the end: the record has \(counted(size, "event", "events"))",
          help: "the newest is `@\(size)`; without `@` the record is taken as it stands")
      }
      return number
    case .time(let time):
      let sequence = try session.lastSequence(notAfter: time)
      guard sequence > 0 else {
        let first = try session.history(from: 1, count: 1).first?.at ?? ""
        throw Stop(
          .faulty, "`\(name)` is before the beginning",
          help: "the record begins on \(first.prefix(10)), at `@\(first)`")
      }
      if sequence == size, let last = try session.history(from: size, count: 1).first?.at, last < time,
        last.prefix(10) < time.prefix(10)
      {
        Console.standard.remark(
          "note: `\(name)` is after the newest event, of \(last): the record as it stands")
      }
      return sequence
    }
  }
}
