import FuzzTargets

/// Set once, before libFuzzer calls with inputs.
nonisolated(unsafe) private var target = FuzzTarget.yaml

/// Called by libFuzzer once: `--TARGET` among its arguments, which it passes over, says what is tried.
@_cdecl("LLVMFuzzerInitialize")
public func begin(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let words = (1..<Int(count.pointee)).compactMap { arguments.pointee[$0].map { String(cString: $0) } }
  guard let chosen = FuzzTarget.allCases.first(where: { words.contains("--\($0)") }) else {
    let names = FuzzTarget.allCases.map { "--\($0)" }.joined(separator: "|")
    fatalError("usage: fuzz \(names) [OPTIONS OF LIBFUZZER] [FOLDERS OF INPUTS]")
  }
  target = chosen
  return 0
}

/// Called by libFuzzer for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let complaint = target.complaint(about: input) {
    fatalError("\(target): \(complaint)")
  }
  return 0
}
