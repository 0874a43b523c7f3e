/// What has become of the keys of entries, as the log tells.
public struct KeyHistory: Sendable {
  /// Everything that was ever renamed, in the order in which it was.
  public private(set) var renamings: [Renaming] = []
  /// The entries that were taken out by people or tables, not by the audit file, with who did it last and when.
  ///
  /// Some may have come again since.
  public private(set) var removedElsewhere: [EntryID: Stamp] = [:]

  public init() {}

  /// The kinds of events that tell it.
  public static let kinds = ["entry_removed", "entry_renamed", "entries_renamed"]

  /// Takes in the next event.
  public mutating func note(_ event: Event, _ stamp: Stamp) {
    switch event {
    case .entryRemoved(let id, _, let origin): removedElsewhere[id] = origin == .file ? nil : stamp
    case .entriesRenamed(let step, let keys, _, let origin):
      renamings.append(Renaming(step: step, keys: keys, stamp: stamp, origin: origin))
    default: break
    }
  }
}
