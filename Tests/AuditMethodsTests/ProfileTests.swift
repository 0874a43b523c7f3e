import TestSupport
import Testing

@testable import AuditMethods

@Suite struct CustomerProfileTests {
  private typealias Rating = CustomerProfile.Rating
  private let ratings = [
    Rating(group: "mostValuable", aspect: .profiling, level: 5, proofs: ["A2", "A1", "A2"]),
    Rating(group: "mostValuable", aspect: .persistency, level: 4),
    Rating(group: "mostValuable", aspect: .profitability, level: 1),
    Rating(group: "mostValuable", aspect: .performance, level: nil, proofs: ["A3"]),
    Rating(group: "mostValuable", aspect: .product, level: 2),
  ]

  /// Method catalogue, section 10.6: without proof a rating counts as 2 at most.
  @Test func capsWhatIsNotProven() throws {
    let result = try CustomerProfile.run(ratings, groups: ["mostValuable", "other"])
    let profile = result.profiles[0]
    #expect(profile.rows.map(\.aspect) == CustomerProfile.Aspect.allCases)
    #expect(profile.rows.map(\.level.value) == [5, 2, 1, nil, nil, 2, nil])
    #expect(profile.rows.map(\.rated.value) == [5, 4, 1, nil, nil, 2, nil])
    #expect(profile.rows.map(\.isCapped) == [false, true, false, false, false, false, false])
    #expect(profile.rows[0].proofs == ["A1", "A2"])
    #expect(profile.mean == .value(2.5))
    #expect(profile.open == [.performance, .prospecting, .promotion])
    #expect(profile.weakest == [.profitability])
    #expect(result.profiles[1].mean == .undefined(.notAllAssessed))
    #expect(result.profiles[1].weakest.isEmpty)
    #expect(result.basis.n == 4)
    #expect(result.basis.missing == 10)
  }

  @Test func givesTheSameInAnyOrder() throws {
    var random = SplitMix64(seed: 4)
    let first = try CustomerProfile.run(ratings, groups: ["mostValuable"])
    for _ in 0..<20 {
      #expect(try CustomerProfile.run(ratings.shuffled(using: &random), groups: ["mostValuable"]) == first)
    }
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Rating(group: "vip", aspect: .product, level: 6, proofs: ["", "A9"]),
      Rating(group: "vip", aspect: .product, level: -1),
    ]
    #expect(
      faults { try CustomerProfile.run(bad, groups: ["other"], assets: ["A1"]) }.map(\.field)
        == ["group", "level", "proofs", "proofs", "group", "level", "level"])
  }
}

@Suite struct OrientationProfileTests {
  private typealias Rating = OrientationProfile.Rating
  private let ratings = [
    Rating(rater: "a", aspect: .concept, level: 2), Rating(rater: "b", aspect: .concept, level: 5),
    Rating(rater: "a", aspect: .goal, level: 4), Rating(rater: "b", aspect: .goal, level: nil),
    Rating(rater: "a", aspect: .focus, level: 1), Rating(rater: "b", aspect: .focus, level: 1),
    Rating(rater: "a", aspect: .customerRole, level: 3),
  ]

  @Test func showsFiveRowsAndTheirMean() throws {
    let result = try OrientationProfile.run(ratings)
    #expect(result.rows.map(\.aspect) == OrientationProfile.Aspect.allCases)
    #expect(result.rows.map(\.level.value) == [3.5, 4, 1, 3, nil])
    #expect(result.rows[0].spread == RatingSpread(n: 2, minimum: 2, maximum: 5))
    #expect(result.rows[4].spread == nil)
    #expect(result.rows.map(\.missing) == [0, 1, 0, 1, 2])
    #expect(result.mean == .value(2.875))
    #expect(result.basis.n == 6)
    #expect(result.basis.missing == 4)
    #expect(try OrientationProfile.run([]).mean == .undefined(.notAllAssessed))
  }

  @Test func givesTheSameInAnyOrderAndTurnsRoundWithItsScale() throws {
    var random = SplitMix64(seed: 6)
    let first = try OrientationProfile.run(ratings)
    for _ in 0..<20 { #expect(try OrientationProfile.run(ratings.shuffled(using: &random)) == first) }
    let turned = try OrientationProfile.run(
      ratings.map { Rating(rater: $0.rater, aspect: $0.aspect, level: $0.level.map { 6 - $0 }) })
    expectClose(turned.mean.value, first.mean.value.map { 6 - $0 })
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Rating(rater: "", aspect: .goal, level: 0), Rating(rater: "a", aspect: .goal, level: 3),
      Rating(rater: "a", aspect: .goal, level: 5.5),
    ]
    #expect(faults { try OrientationProfile.run(bad) }.map(\.field) == ["rater", "level", "level", "level"])
  }
}
