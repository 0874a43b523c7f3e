import Foundation
import Testing

/// The public cases of the language: all of them.
@Suite struct ConformanceTests {
  /// Where a system keeps its time zones; some have none installed.
  static let zones = "/usr/share/zoneinfo"

  @Test func behavesAsThePublicCasesDemand() throws {
    let cases = try ConformanceCase.all()
    #expect(cases.count == 1037)
    for each in cases {
      guard let complaint = each.complaint() else { continue }
      if complaint.contains("the system has no time zones"),
        !FileManager.default.fileExists(atPath: Self.zones)
      {
        continue
      }
      Issue.record("\(each.name): `\(each.text)` \(complaint)")
    }
  }
}
