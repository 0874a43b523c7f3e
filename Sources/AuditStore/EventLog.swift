/// A log of events that only grows.
public protocol EventLog: AnyObject {
  /// How many events there are, and the digest of the newest.
  var head: LogHead { get }

  /// Up to `count` events from sequence `from` on, in order.
  func read(from: Int, count: Int) throws(StoreError) -> [LogEntry]

  /// Appends events that were decided when the log had `size` events; refuses when it has others by now.
  func append(_ entries: [LogEntry], expecting size: Int) throws(StoreError)
}

/// A log in memory, for tests and for trying out what would happen.
public final class MemoryLog: EventLog {
  private var entries: [LogEntry] = []

  public init() {}

  public var head: LogHead { entries.last.map { LogHead(size: $0.sequence, digest: $0.digest) } ?? .none }

  public func read(from: Int, count: Int) throws(StoreError) -> [LogEntry] {
    guard count > 0 else { return [] }
    return Array(entries.dropFirst(max(0, from - 1)).prefix(count))
  }

  public func append(_ new: [LogEntry], expecting size: Int) throws(StoreError) {
    try Self.requireOrder(new, after: head, expecting: size)
    entries += new
  }

  /// Events are numbered without gap, on top of what was expected.
  static func requireOrder(_ new: [LogEntry], after head: LogHead, expecting size: Int) throws(StoreError) {
    guard head.size == size else { throw .stale(last: head.size) }
    for (place, entry) in new.enumerated() where entry.sequence != size + place + 1 {
      throw .stale(last: head.size)
    }
  }
}
