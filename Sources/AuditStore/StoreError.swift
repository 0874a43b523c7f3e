/// Why a record could not be opened, read or written.
///
/// Whatever was not acknowledged before is not promised to be stored; what was acknowledged is.
public enum StoreError: Error, Hashable, Sendable {
  case missing(path: String)
  case exists(path: String)
  /// A file of something else, or no record any more.
  case notARecord(path: String, why: String)
  case newerFormat(path: String, found: Int, known: Int)
  /// Another program writes; `holder` is its process where that could be found out.
  case locked(path: String, holder: Int?)
  case readOnly(path: String)
  case full(path: String)
  case unreadable(path: String, why: String)
  /// Reading or writing failed while doing something.
  case failed(path: String, doing: String, why: String)
  /// The log has grown since it was decided what to append.
  case stale(last: Int)
  /// The session met a failure before and must be opened anew.
  case broken(path: String)
  case readingOnly(path: String)
  /// A text that cannot be stored as it is.
  case unwritable(String)
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path): "there is no record `\(path)`"
    case .exists(let path): "`\(path)` is there already"
    case .notARecord(let path, let why): "`\(path)` is not a record of Kaudit: \(why)"
    case .newerFormat(let path, let found, let known):
      "`\(path)` was written by a newer Kaudit (format \(found), this one knows up to \(known)); install the newer one"
    case .locked(let path, let holder?):
      "`\(path)` is being written by process \(holder); wait until it has finished"
    case .locked(let path, nil): "`\(path)` is being written by another program; wait until it has finished"
    case .readOnly(let path): "`\(path)` cannot be written: it, or its folder, is read-only"
    case .full(let path): "no room is left on the disk of `\(path)`; nothing was recorded"
    case .unreadable(let path, let why): "`\(path)` is damaged: \(why)"
    case .failed(let path, let doing, let why): "\(doing) `\(path)` failed: \(why)"
    case .stale(let last): "the log has grown to event \(last) meanwhile"
    case .broken(let path): "`\(path)` failed before; open it anew to see what was recorded"
    case .readingOnly(let path): "`\(path)` was opened for reading only"
    case .unwritable(let why): why
    }
  }
}
