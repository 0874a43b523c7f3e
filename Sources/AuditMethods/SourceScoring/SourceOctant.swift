/// In which of the three dimensions a source is high: one of eight combinations, each with something to do.
public struct SourceOctant: Hashable, Sendable {
  public var value: Bool
  public var willingness: Bool
  public var absorption: Bool

  public init(value: Bool, willingness: Bool, absorption: Bool) {
    self.value = value
    self.willingness = willingness
    self.absorption = absorption
  }

  /// `HLH` for high value, low willingness, high absorption.
  public var name: String { [value, willingness, absorption].map { $0 ? "H" : "L" }.joined() }

  /// From `HHH` to `LLL`.
  public static let all = [true, false].flatMap { value in
    [true, false].flatMap { willingness in
      [true, false].map { SourceOctant(value: value, willingness: willingness, absorption: $0) }
    }
  }

  public var advice: SourceAdvice {
    switch (value, willingness, absorption) {
    case (true, true, true): .useNow
    case (true, false, true): .winTrust
    case (true, true, false): .buildAbility
    case (true, false, false): .planLongTerm
    case (false, true, true): .listen
    case (false, _, _): .observe
    }
  }
}

/// What to do about a source.
public enum SourceAdvice: String, CaseIterable, Sendable {
  case useNow, winTrust, buildAbility, planLongTerm, listen, observe

  public var english: String { words.english }
  public var chinese: String { words.chinese }

  private var words: (english: String, chinese: String) {
    switch self {
    case .useNow: ("use it now", "立即利用")
    case .winTrust: ("win trust and reward sharing", "建立信任，激励分享")
    case .buildAbility: ("build our ability to take the knowledge in", "提升我方吸收能力")
    case .planLongTerm: ("plan for the long term", "作长期培育")
    case .listen: ("listen at low cost, for instance in a feedback panel", "低成本倾听，如设立反馈小组")
    case .observe: ("observe", "保持观察")
    }
  }
}
