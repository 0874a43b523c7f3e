import TestSupport
import Testing

@testable import AuditMethods

/// Conventions of the catalogue: what does not apply is neither missing nor zero.
@Suite struct NotApplicableTests {
  /// Four units by two; `a` lacks nothing, `b` a value, `c` what does not apply, `d` both.
  private func ratings() -> Ratings {
    Ratings(
      units: ["a", "b", "c", "d", "e"], columns: ["x", "y"],
      rows: [[1, 2], [nil, 2], [3, nil], [nil, nil], [2, 2]],
      notApplicable: [(unit: 2, column: 1), (unit: 3, column: 0)])
  }

  private func counts(_ basis: Basis) -> [Int] { [basis.n, basis.missing, basis.notApplicable] }

  @Test func countsValues() throws {
    let likert = try LikertSummary.run(ratings(), scale: 1...5)
    #expect(counts(likert.basis) == [6, 2, 2])
    #expect(likert.items.map { [$0.n, $0.missing, $0.notApplicable] } == [[3, 1, 1], [3, 1, 1]])
    let turned = try LikertSummary.run(ratings(), scale: 1...5, reversed: ["x"])
    #expect(counts(turned.basis) == [6, 2, 2])
  }

  @Test func countsUnits() throws {
    #expect(counts(try IntraclassCorrelation.run(ratings()).basis) == [2, 2, 1])
    #expect(counts(try Concordance.run(ratings()).basis) == [2, 2, 1])
    #expect(counts(try Cronbach.run(ratings()).basis) == [2, 2, 1])
    #expect(counts(try EntropyWeights.run(ratings()).basis) == [2, 2, 1])
    #expect(counts(try Agreement.run(ratings()).basis) == [2, 2, 1])
  }

  /// A value that is there counts, whatever somebody has said of it before.
  @Test func aValueCounts() throws {
    let ratings = Ratings(
      units: ["a", "b"], columns: ["x", "y"], rows: [[1, 2], [2, 1]], notApplicable: [(unit: 0, column: 0)])
    #expect(counts(try LikertSummary.run(ratings, scale: 1...5).basis) == [4, 0, 0])
  }

  @Test func profilesLeaveItOut() throws {
    let profile = try CustomerProfile.run(
      [
        .init(group: "g", aspect: .product, level: nil, isApplicable: false),
        .init(group: "g", aspect: .promotion, level: nil),
        .init(group: "g", aspect: .profiling, level: 4, proofs: ["A1"]),
      ], groups: ["g"])
    #expect(counts(profile.basis) == [1, 5, 1])
    #expect(!profile.profiles[0].open.contains(.product) && profile.profiles[0].open.contains(.promotion))
    let orientation = try OrientationProfile.run([
      .init(rater: "a", aspect: .goal, level: 2),
      .init(rater: "b", aspect: .goal, level: nil, isApplicable: false),
    ])
    #expect(counts(orientation.basis) == [1, 8, 1])
    let support = try TechnologySupport.run(
      [.init("crm", "share", nil, isApplicable: false), .init("wiki", "share", 1)],
      technologies: ["crm", "wiki"], activities: ["share"])
    #expect(counts(support.basis) == [1, 0, 1])
    // Nothing is open any more, so that it is certain that nothing suffices.
    #expect(support.unsupported == ["share"])
  }

  @Test func pairwiseAlphaSaysWhoWentIn() throws {
    let answers = Ratings(
      units: ["a", "b", "c", "d"], columns: ["x", "y", "z"],
      rows: [[1, 2, 3], [2, 3, nil], [3, 3, 4], [nil, nil, 2]])
    let outcome = try Cronbach.run(answers, missing: .pairwise)
    #expect(counts(outcome.basis) == [3, 1, 0])
    #expect(outcome.basis.warnings.map(\.code) == ["only-complete-rows"])
  }

  @Test func anItemThatNobodyRatedIsMissing() throws {
    let items = [(id: "a", counts: [2, 0]), (id: "b", counts: [0, 0]), (id: "c", counts: [1, 1])]
    let outcome = try Kappa.fleiss(items, categories: ["yes", "no"])
    #expect(counts(outcome.basis) == [2, 1, 0])
    let without = try Kappa.fleiss([items[0], items[2]], categories: ["yes", "no"])
    #expect(outcome.kappa == without.kappa)
  }

  /// Shrout & Fleiss 1979, table 2: ICC(2,1) 0.29, ICC(3,1) 0.71; judge 2 is strictest, judge 1 most lenient.
  @Test func theStricterRaterIsNamed() throws {
    let rows: [[Double]] = [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]
    let units = rows.indices.map { "t\($0)" }
    let names = ["j1", "j2", "j3", "j4"]
    let outcome = try IntraclassCorrelation.run(Ratings(units: units, columns: names, rows: rows))
    let remark = try #require(outcome.basis.warnings.first)
    #expect(remark.code == "raters-differ-in-strictness")
    #expect(remark.english.contains("j2 is stricter") && remark.english.contains("5.17"))
    // Where all are brought to one mean, nobody is.
    let means = names.indices.map { place in rows.reduce(0) { $0 + $1[place] } / Double(rows.count) }
    let level = rows.map { row in row.indices.map { row[$0] - means[$0] } }
    let fair = try IntraclassCorrelation.run(Ratings(units: units, columns: names, rows: level))
    #expect(fair.basis.warnings.isEmpty)
  }
}
