/// A number, or the reason why there is none.
///
/// What cannot be computed is never 0 and never NaN: a reader must be able to tell "nothing missing" from
/// "nothing known".
public enum Figure: Equatable, Sendable {
  case value(Double)
  case undefined(Reason)

  /// The number, or nil when there is none.
  public var value: Double? {
    guard case .value(let number) = self else { return nil }
    return number
  }

  /// Why there is no number, or nil when there is one.
  public var reason: Reason? {
    guard case .undefined(let reason) = self else { return nil }
    return reason
  }

  /// The quotient, or the reason given when the divisor is not above zero or too small to divide by.
  static func ratio(_ part: Double, of whole: Double, otherwise reason: Reason) -> Figure {
    whole > 0 ? finite(part / whole, otherwise: reason) : .undefined(reason)
  }

  static func finite(_ number: Double, otherwise reason: Reason) -> Figure {
    number.isFinite ? .value(number) : .undefined(reason)
  }

  static func ratio(_ part: Int, of whole: Int, otherwise reason: Reason) -> Figure {
    ratio(Double(part), of: Double(whole), otherwise: reason)
  }
}

/// Why a figure has no value, as a key that documents of every language can spell out.
public enum Reason: String, CaseIterable, Sendable {
  case nothingScored = "nothing-scored"
  case nothingRequired = "nothing-required"
  case nothingAboveMinimum = "nothing-above-minimum"
  case noGap = "no-gap"
  case notGiven = "not-given"
  case revenueMissing = "revenue-missing"
  case costMissing = "cost-missing"
  case potentialMissing = "potential-missing"
  case retentionMissing = "retention-missing"
  case horizonMissing = "horizon-missing"
  case revenueIsZero = "revenue-is-zero"
  case unlimitedValue = "unlimited-value"
  case negativeValues = "negative-values"
  case totalNotPositive = "total-not-positive"
  case scaleReachesZero = "scale-reaches-zero"
  case tooFewAnswers = "too-few-answers"
  case dimensionMissing = "dimension-missing"
  case noLabels = "no-labels"
  case noWeightToChange = "no-weight-to-change"
  case refused
  case notApplicable = "not-applicable"
  case neverReviewed = "never-reviewed"
  case intervalMissing = "interval-missing"
  case halfLifeMissing = "half-life-missing"
  case criticalityMissing = "criticality-missing"
  case vulnerabilityMissing = "vulnerability-missing"
  case noAssets = "no-assets"
  case noHolders = "no-holders"
  case tooFewRows = "too-few-rows"
  case tooFewColumns = "too-few-columns"
  case nothingPaired = "nothing-paired"
  case notEveryRater = "not-every-rater"
  case notTwoRaters = "not-two-raters"
  case unequalRatings = "unequal-ratings"
  case noBound = "no-bound"
  case oneValueOnly = "one-value-only"
  case noSpreadLeft = "no-spread-left"
  case onlyOfComplete = "only-of-complete"
  case noReplicates = "no-replicates"
  case startIsZero = "start-is-zero"
  case notAllAssessed = "not-all-assessed"
  case leavingUnknown = "leaving-unknown"
  case notAsked = "not-asked"
  case notAnswered = "not-answered"
  case tooFewPeople = "too-few-people"
  case tooFewPartners = "too-few-partners"
  case noTies = "no-ties"
  case tiesAreMutual = "ties-are-mutual"
  case nobodyReached = "nobody-reached"
  case groupTooSmall = "group-too-small"
  case strengthMissing = "strength-missing"
  case seniorityMissing = "seniority-missing"

  /// The reason in English, to follow "not available:".
  public var english: String { words.english }

  /// The reason in Chinese, to follow "无数值：".
  public var chinese: String { words.chinese }

  private var words: (english: String, chinese: String) {
    switch self {
    case .nothingScored: ("no required cell has a current score", "没有已评分的必需单元")
    case .nothingRequired: ("no cell has an ideal level", "没有设定理想水平的单元")
    case .nothingAboveMinimum: ("no ideal level lies above the scale's minimum", "理想水平均不高于量表最低值")
    case .noGap: ("there is no gap to share out", "不存在差距")
    case .notGiven: ("a value it needs is not given", "缺少所需数值")
    case .revenueMissing: ("the revenue is not given", "缺少收入")
    case .costMissing: ("a cost is not given and none is assumed", "缺少成本且未作假设")
    case .potentialMissing: ("the potential revenue is not given", "缺少潜在收入")
    case .retentionMissing: ("the retention is not given and none is assumed", "缺少留存率且未作假设")
    case .horizonMissing: ("no horizon is given", "未给定年限")
    case .revenueIsZero: ("the revenue is zero", "收入为零")
    case .unlimitedValue:
      ("without a horizon the value grows without limit", "不设年限时价值无限增长")
    case .negativeValues: ("some values are below zero", "存在负值")
    case .totalNotPositive: ("the total is not above zero", "合计不大于零")
    case .scaleReachesZero: ("the scale does not lie above zero", "量表并非全部大于零")
    case .tooFewAnswers: ("fewer than half of its indicators are rated", "已评分的指标不足一半")
    case .dimensionMissing: ("a dimension has no level", "有维度没有得分")
    case .noLabels: ("no class was given", "没有给出任何类别")
    case .noWeightToChange: ("there is no weight to change", "没有可变动的权重")
    case .neverReviewed: ("no review date is known", "没有复核日期")
    case .intervalMissing: ("no review interval is given", "未给定复核周期")
    case .halfLifeMissing: ("no half-life is given", "未给定半衰期")
    case .notApplicable: ("does not apply", "不适用")
    case .refused: ("the comparisons contradict each other too much", "两两比较的矛盾过大")
    case .criticalityMissing: ("the criticality is not rated", "关键程度未评分")
    case .vulnerabilityMissing: ("the vulnerability is not rated", "脆弱程度未评分")
    case .noAssets: ("there are no assets to count", "没有可统计的资产")
    case .noHolders: ("nobody holds it", "没有人持有")
    case .tooFewRows: ("there are too few rows", "行数不足")
    case .tooFewColumns: ("there are too few columns", "列数不足")
    case .nothingPaired: ("nothing was rated by two", "没有任何一项有两个评分")
    case .notEveryRater: ("fewer than two were scored by every rater", "每人都评过分的不足两项")
    case .notTwoRaters: ("it is defined for two raters only", "仅对两名评分人有定义")
    case .unequalRatings: ("not all were rated equally often", "各项的评分次数不同")
    case .noBound: ("there is no bound on this side", "此侧没有界限")
    case .oneValueOnly: ("the values do not vary", "数值没有变化")
    case .noSpreadLeft: ("nothing is left to vary", "没有剩余的变异")
    case .onlyOfComplete: ("it is defined for complete rows only", "仅对完整的行有定义")
    case .noReplicates: ("no replicate of the bootstrap gave a value", "自助法的重复抽样均无数值")
    case .startIsZero: ("the value before is zero", "变化前的数值为零")
    case .notAllAssessed: ("not everything it needs is assessed", "所需各项尚未全部评定")
    case .leavingUnknown: ("the time of leaving is not known", "离开时间未知")
    case .notAsked: ("it was not asked for", "未要求计算")
    case .notAnswered: ("the person did not answer", "本人未作答")
    case .tooFewPeople: ("there are too few people", "人数不足")
    case .tooFewPartners: ("the person has fewer than two partners", "联系对象不足两人")
    case .noTies: ("there are no ties", "没有联系")
    case .tiesAreMutual: ("all ties are mutual by definition", "所有联系按定义均为双向")
    case .groupTooSmall: ("shares of fewer than 5 answers would point at persons", "回答不足 5 份，列出占比会指向个人")
    case .nobodyReached: ("no path joins the person to anybody", "没有路径与任何人相连")
    case .strengthMissing: ("a tie has no strength", "有联系未给强度")
    case .seniorityMissing: ("no seniority is known", "没有职级资料")
    }
  }
}
