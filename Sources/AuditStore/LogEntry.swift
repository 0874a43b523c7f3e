public import AuditCore

/// One event in the log: what happened, who says so, when, and what went before.
public struct LogEntry: Hashable, Sendable {
  public let sequence: Int
  public let at: String
  public let by: String
  public let kind: String
  /// Canonical JSON, exactly as hashed; absent once redacted.
  public let body: [UInt8]?
  /// Keeps a redacted body from being guessed from its digest; goes with the body.
  public let salt: [UInt8]?
  public let bodyDigest: [UInt8]
  /// The digest of the event before; none at the beginning, two where histories were joined.
  public let previous: [[UInt8]]
  public let digest: [UInt8]

  /// What happened; nothing where it was redacted or is of a kind this Kaudit does not know.
  public var event: Event? {
    guard let body, let value = try? JSONReader.value(body) else { return nil }
    return Event(kind: kind, body: value)
  }

  public var stamp: Stamp { Stamp(sequence: sequence, at: at, by: by) }
}

/// The size and newest digest of a log: what a teammate keeps to find out later whether it was cut or rewritten.
public struct LogHead: Hashable, Sendable {
  public let size: Int
  public let digest: [UInt8]

  public static let none = LogHead(size: 0, digest: [])

  public init(size: Int, digest: [UInt8]) {
    self.size = size
    self.digest = digest
  }
}

/// Makes and checks the digests of log entries.
///
/// `bodyDigest` = SHA-256(1 ‖ salt ‖ body); `digest` = SHA-256(0 ‖ canonical JSON of all but sequence, body and salt).
/// The leading byte keeps a body from ever passing for an entry.
struct Sealer {
  private let digester = Digester()

  /// The entry for an event that follows `head`.
  func seal(_ event: Event, at time: String, by person: String, after head: LogHead, salt: [UInt8])
    -> LogEntry
  {
    let body = event.body.json
    let bodyDigest = digester.digest([1], salt, body)
    let previous = head.size == 0 ? [] : [head.digest]
    return LogEntry(
      sequence: head.size + 1, at: time, by: person, kind: event.kind, body: body, salt: salt,
      bodyDigest: bodyDigest, previous: previous,
      digest: digest(at: time, by: person, kind: event.kind, bodyDigest: bodyDigest, previous: previous))
  }

  /// Whether the body is the one that was sealed; a redacted one cannot be told.
  func bodyFits(_ entry: LogEntry) -> Bool {
    guard let body = entry.body, let salt = entry.salt else { return entry.body == nil && entry.salt == nil }
    return digester.digest([1], salt, body) == entry.bodyDigest
  }

  func digestFits(_ entry: LogEntry) -> Bool {
    digest(
      at: entry.at, by: entry.by, kind: entry.kind, bodyDigest: entry.bodyDigest, previous: entry.previous)
      == entry.digest
  }

  private func digest(
    at time: String, by person: String, kind: String, bodyDigest: [UInt8], previous: [[UInt8]]
  ) -> [UInt8] {
    var sealed: [UInt8] = [0]
    sealed.reserveCapacity(320)
    sealed.append(contentsOf: #"{"at":"#.utf8)
    sealed.append(quoted: time)
    sealed.append(contentsOf: #","body_digest":""#.utf8)
    sealed.append(hexOf: bodyDigest)
    sealed.append(contentsOf: #"","by":"#.utf8)
    sealed.append(quoted: person)
    sealed.append(contentsOf: #","kind":"#.utf8)
    sealed.append(quoted: kind)
    sealed.append(contentsOf: #","previous":["#.utf8)
    for (place, digest) in previous.enumerated() {
      sealed.append(contentsOf: (place == 0 ? "\"" : ",\"").utf8)
      sealed.append(hexOf: digest)
      sealed.append(UInt8(ascii: "\""))
    }
    sealed.append(contentsOf: "]}".utf8)
    return digester.digest(sealed)
  }
}
