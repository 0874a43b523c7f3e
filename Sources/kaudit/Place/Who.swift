import ArgumentParser
import AuditCore
import Diagnostics
import Glibc

/// Who asks and when, as every verb that records something takes it.
struct Who: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The person who acts (else KAUDIT_PERSON, else git's user).", valueName: "person"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      "The time to record, e.g. 2026-01-31T09:30:00Z (else KAUDIT_NOW, else the clock).", valueName: "time"))
  var now: String?

  /// The person where it is known, for what is only shown.
  var known: String? {
    [person, Self.environment("KAUDIT_PERSON"), Self.gitUser()].lazy.compactMap(\.self)
      .first { !$0.allSatisfy(\.isWhitespace) }
  }

  /// The person, who is never guessed.
  func name() throws(Stop) -> String {
    if let person, person.allSatisfy(\.isWhitespace) { throw Stop(.usage, "`--as` names nobody") }
    if let name = known {
      // A name with hidden characters in it would pass for somebody else's.
      guard name.utf8.count <= 200, displayText(name) == name else {
        throw Stop(.usage, "that is no name of a person")
      }
      return name
    }
    throw Stop(.usage, "it is not known who you are", help: "say it with `--as NAME`, or set KAUDIT_PERSON")
  }

  /// The time in UTC, to the second.
  func time() throws(Stop) -> String {
    guard let given = now ?? Self.environment("KAUDIT_NOW") else { return Self.clock() }
    guard Self.isTime(given) else {
      throw Stop(.usage, "`\(given)` is no time", help: "times are written in UTC, as 2026-01-31T09:30:00Z")
    }
    return given
  }

  /// The same, no earlier than the last event of a record: a log goes forward only.
  ///
  /// The clock of this machine may be behind that of another one; a time that somebody gave is not silently changed.
  func time(after last: String) throws(Stop) -> String {
    let time = try time()
    guard time < last else { return time }
    guard now != nil || Self.environment("KAUDIT_NOW") != nil else { return last }
    throw Stop(
      .refused, "`\(time)` lies before the last event, which was recorded at \(last)",
      help: "give a later time, or none: then the clock's is taken")
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a text is a time in UTC, to the second: `2026-01-31T09:30:00Z`.
  static func isTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, FieldType.isDay(String(text.prefix(10))) else { return false }
    let shape = "0000-00-00T00:00:00Z".utf8
    let isShaped = zip(bytes, shape).allSatisfy { byte, model in
      model == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == model
    }
    return isShaped && text.dropFirst(11).prefix(2) < "24" && text.dropFirst(14).prefix(2) < "60"
      && text.dropFirst(17).prefix(2) < "61"
  }

  private static func clock() -> String {
    var seconds = Glibc.time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T"
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  /// The user's name in git's settings; nothing where git is not there.
  private static func gitUser() -> String? {
    guard let pipe = popen("git config user.name 2>/dev/null", "r") else { return nil }
    defer { pclose(pipe) }
    var buffer = [CChar](repeating: 0, count: 512)
    guard fgets(&buffer, Int32(buffer.count), pipe) != nil else { return nil }
    let name = String(
      decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? nil : name
  }
}
