#if canImport(Glibc)
  import Glibc
#endif

/// Memory for the arenas of large files.
///
/// Taken 4 kB at a time, the kernel's work for fresh memory is a tenth of the time that reading a file takes.
enum LargeMemory {
  /// Reserves room, and asks the kernel to give it in large pages as it is used. A wish only: nothing depends on it.
  static func reserve<Element>(_ count: Int, in array: inout ContiguousArray<Element>) {
    array.reserveCapacity(count)
    #if canImport(Glibc)
      let page = 2 << 20
      let bytes = array.capacity * MemoryLayout<Element>.stride
      guard bytes >= 2 * page else { return }
      array.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let start = (Int(bitPattern: base) + page - 1) / page * page
        let end = (Int(bitPattern: base) + bytes) / page * page
        guard end > start else { return }
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
      }
    #endif
  }
}
