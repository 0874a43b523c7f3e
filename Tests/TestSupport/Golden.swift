public import Testing
import Foundation

/// The path of a fixture in the folder `Fixtures` beside the calling test file, so that a clone passes wherever it lies.
public func fixturePath(_ name: String, filePath: String = #filePath) -> String {
  URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
}

/// The names, without their ending and sorted, of the fixtures in a folder. None at all is a failure: zero cases pass silently.
public func fixtures(
  _ folder: String, _ fileExtension: String, filePath: String = #filePath
) -> [String] {
  let path = fixturePath(folder, filePath: filePath)
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  let found = names.filter { $0.hasSuffix(".\(fileExtension)") }.map {
    String($0.dropLast(fileExtension.count + 1))
  }
  precondition(!found.isEmpty, "no *.\(fileExtension) in \(path)")
  return found.sorted()
}

/// The bytes of a fixture.
public func fixtureBytes(_ name: String, filePath: String = #filePath) throws -> [UInt8] {
  try Array(Data(contentsOf: URL(fileURLWithPath: fixturePath(name, filePath: filePath))))
}

/// Compares a whole output with the fixture that holds what it should be.
///
/// `KAUDIT_RECORD=1` writes the fixture instead, and fails, so that nobody lands a recording unread.
public func expectGolden(
  _ actual: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let path = fixturePath(name, filePath: filePath)
  let expected = try? String(contentsOfFile: path, encoding: .utf8)
  guard ProcessInfo.processInfo.environment["KAUDIT_RECORD"] == nil else {
    if expected != actual {
      let file = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
    }
    Issue.record("recorded \(name): read it, then run without KAUDIT_RECORD", sourceLocation: sourceLocation)
    return
  }
  #expect(actual == expected, "differs from \(name)", sourceLocation: sourceLocation)
}
