import Testing

/// The public cases of the language. A case that does not pass yet is named in `not-yet.txt`; one that is named
/// there and passes must be taken off.
@Suite struct ConformanceTests {
  @Test func behavesAsThePublicCasesDemand() throws {
    let cases = try ConformanceCase.all()
    let notYet = try ConformanceCase.notYet()
    #expect(cases.count == 1037)
    var passing = 0
    for each in cases {
      let complaint = each.complaint()
      if complaint == nil { passing += 1 }
      if notYet.contains(each.name) {
        #expect(complaint != nil, "\(each.name) passes now: take it off not-yet.txt")
      } else if let complaint {
        Issue.record("\(each.name): `\(each.text)` \(complaint)")
      }
    }
    #expect(passing + notYet.count >= cases.count)
  }
}
