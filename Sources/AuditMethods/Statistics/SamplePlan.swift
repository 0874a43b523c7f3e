/// Whom to ask, group by group, and what came of it: method catalogue, section 5.6.
public struct SamplePlan: Equatable, Sendable {
  /// A group of those who could be asked.
  public struct Stratum: Equatable, Sendable {
    public var id: String
    /// How many there are.
    public var size: Int?
    /// How many were asked, and have answered.
    public var invited: Int?
    public var answered: Int?

    public init(id: String, size: Int?, invited: Int? = nil, answered: Int? = nil) {
      self.id = id
      self.size = size
      self.invited = invited
      self.answered = answered
    }
  }

  /// What the size is computed from.
  public struct Parameters: Equatable, Sendable {
    /// How many there are; nothing: as many as one likes, or the sum of the strata.
    public var population: Int?
    /// How far a share may be off, and about what it is.
    public var margin = 0.05
    public var share = 0.5
    public var level = 0.95
    /// Which part is expected to answer.
    public var response = 1.0
    /// How many to share out over the strata, where it is not the size computed.
    public var total: Int?
    /// How many of each stratum at least.
    public var least = 1
    /// How many were asked, and have answered, where no strata say it.
    public var invited: Int?
    public var answered: Int?

    public init() {}
  }

  /// One stratum with its part of the sample; nothing where its size is not known.
  public struct Part: Equatable, Sendable {
    public var stratum: Stratum
    public var sample: Int?
    /// To write to, where not all answer.
    public var toInvite: Int?
    public var responseRate: Figure
    public var marginOfError: Figure
  }

  public var basis: Basis
  public var population: Int?
  public var size: SampleSize.Outcome
  /// How many are shared out: the size computed, or what was asked for.
  public var sample: Int
  public var toInvite: Int
  public var parts: [Part]
  /// Of all who were asked; how far a share among those who answered may be off.
  public var responseRate: Figure
  public var marginOfError: Figure

  public static func run(
    _ strata: [Stratum], _ parameters: Parameters
  ) throws(MethodError) -> SamplePlan {
    try check(strata, parameters)
    let sizes = strata.compactMap(\.size)
    let population = parameters.population ?? (sizes.isEmpty ? nil : sizes.reduce(0, +))
    let size = try SampleSize.run(
      population: population, margin: parameters.margin, share: parameters.share, level: parameters.level,
      response: parameters.response)
    let sample = parameters.total ?? size.needed
    let sized = strata.compactMap { stratum in stratum.size.map { (id: stratum.id, size: $0) } }
    let allocated = try SampleSize.allocation(
      sized.isEmpty ? 0 : sample, over: sized, least: parameters.least)
    let samples = Dictionary(allocated.map { ($0.id, $0.size) }, uniquingKeysWith: { first, _ in first })
    func toInvite(_ sample: Int, of size: Int?) -> Int {
      min(size ?? .max, Int((Double(sample) / parameters.response - 1e-9).rounded(.up)))
    }
    func margin(_ answered: Int?, of size: Int?) -> Figure {
      guard let answered else { return .undefined(.notGiven) }
      return SampleSize.margin(
        answers: answered, population: size, share: parameters.share, level: parameters.level)
    }
    func rate(_ answered: Int?, of invited: Int?) -> Figure {
      guard let answered, let invited else { return .undefined(.notGiven) }
      return .ratio(answered, of: invited, otherwise: .notAsked)
    }
    func total(_ counts: [Int?], or given: Int?) -> Int? {
      strata.isEmpty ? given : counts.allSatisfy { $0 != nil } ? counts.compactMap(\.self).reduce(0, +) : nil
    }
    let invited = total(strata.map(\.invited), or: parameters.invited)
    let answered = total(strata.map(\.answered), or: parameters.answered)
    let parts = strata.map { stratum in
      Part(
        stratum: stratum, sample: samples[stratum.id],
        toInvite: samples[stratum.id].map { toInvite($0, of: stratum.size) },
        responseRate: rate(stratum.answered, of: stratum.invited),
        marginOfError: margin(stratum.answered, of: stratum.size))
    }
    return SamplePlan(
      basis: Basis(
        n: sizes.count, missing: strata.count - sizes.count, notApplicable: 0,
        parameters: parameters.settings(population, hasStrata: !strata.isEmpty),
        methodVersion: SampleSize.version,
        warnings: sizes.count < strata.count ? [.sizesMissing(strata.count - sizes.count)] : []),
      population: population, size: size, sample: sample,
      // Each stratum is rounded up by itself, so that there may be some more in all.
      toInvite: sized.isEmpty
        ? toInvite(sample, of: population) : parts.compactMap(\.toInvite).reduce(0, +),
      parts: parts, responseRate: rate(answered, of: invited), marginOfError: margin(answered, of: population)
    )
  }

  private static func check(_ strata: [Stratum], _ parameters: Parameters) throws(MethodError) {
    var faults = FaultList()
    let most = 1_000_000_000_000
    faults.checkIDs(strata.lazy.map(\.id))
    for stratum in strata {
      if let size = stratum.size, !(0...most).contains(size) {
        faults.add(stratum.id, "size", found: "\(size)", expected: "a number from 0 to \(most)")
        continue
      }
      let size = stratum.size ?? most
      if let invited = stratum.invited, !(0...size).contains(invited) {
        faults.add(stratum.id, "invited", found: "\(invited)", expected: "at most all \(size) of the stratum")
      }
      let asked = min(stratum.invited ?? size, size)
      if let answered = stratum.answered, !(0...max(0, asked)).contains(answered) {
        faults.add(stratum.id, "answered", found: "\(answered)", expected: "at most the \(asked) asked")
      }
    }
    let sizes = strata.compactMap(\.size)
    if !strata.isEmpty, sizes.isEmpty {
      faults.add(nil, "size", found: "empty in every row", expected: "how many there are of a stratum")
    }
    let sum = sizes.reduce(0) { $0 + min(max(0, $1), most) }
    if let population = parameters.population {
      if !(1...most).contains(population) {
        faults.add(nil, "population", found: "\(population)", expected: "a number from 1 to \(most)")
      } else if sizes.count == strata.count, !strata.isEmpty, sum != population {
        faults.add(
          nil, "population", found: "\(population)", expected: "the sum of the strata, \(sum), or nothing,")
      }
    } else if !sizes.isEmpty, sum == 0 {
      faults.add(nil, "size", found: "0 in every row", expected: "somebody who can be asked")
    }
    let all = parameters.population ?? most
    if let invited = parameters.invited, !(0...all).contains(invited) {
      faults.add(nil, "invitations", found: "\(invited)", expected: "at most all \(all)")
    }
    let asked = min(parameters.invited ?? all, all)
    if let answered = parameters.answered, !(0...max(0, asked)).contains(answered) {
      faults.add(nil, "answers", found: "\(answered)", expected: "at most the \(asked) asked")
    }
    if let total = parameters.total, strata.isEmpty {
      faults.add(nil, "total", found: "\(total)", expected: "a table of strata to share it out over")
    }
    try faults.throwIfAny()
  }
}

extension SamplePlan.Parameters {
  fileprivate func settings(_ population: Int?, hasStrata: Bool) -> [NamedValue] {
    [
      NamedValue("population", population.map(String.init) ?? "unlimited"), NamedValue("margin", margin),
      NamedValue("share", share), NamedValue("confidence", level), NamedValue("response", response),
    ] + (hasStrata ? [NamedValue("least", least)] : []) + (total.map { [NamedValue("total", $0)] } ?? [])
  }
}

extension Remark {
  fileprivate static func sizesMissing(_ count: Int) -> Remark {
    Remark(
      "sizes-missing",
      english: "\(count) \(count == 1 ? "stratum has" : "strata have") no size and no part of the sample",
      chinese: "有 \(count) 个层未给出人数，未分配样本")
  }
}
