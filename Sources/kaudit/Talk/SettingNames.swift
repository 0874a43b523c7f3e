/// What the settings of methods are called in Chinese, and what their words mean.
enum SettingNames {
  /// `weights.class.about` by its parts. An axis and its keys are named by people; a key is called by its label only.
  static func chinese(_ name: String, label: (String) -> String) -> String {
    let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    let isWeight = parts.count > 1 && parts[0] == "weights"
    return parts.enumerated().map { place, part -> String in
      guard isWeight, place > 0 else { return names[part] ?? ResultWords.states[part] ?? label(part) }
      if place == 1 { return axes[part] ?? label(part) }
      // The dimensions of sources are ours.
      return parts[1] == "dimension" ? ResultWords.states[part] ?? label(part) : label(part)
    }.joined(separator: "·")
  }

  /// The value of a setting: a word, or words with commas between.
  static func chineseValue(_ value: String, of name: String, label: (String) -> String) -> String {
    func word(_ text: String) -> String {
      if let word = words[text] { return word }
      let labelled = label(text)
      return labelled == text ? ResultWords.states[text] ?? text : labelled
    }
    if name == "dictionary", value.hasSuffix(" items") { return "\(value.dropLast(" items".count)) 项" }
    let isOwn = own.contains(name) && value != "none"
    let whole = isOwn ? value : word(value)
    guard whole == value else { return whole }
    return value.split(separator: ", ").map(String.init).map { isOwn ? $0 : word($0) }
      .joined(separator: "、")
  }

  /// Settings that hold names which people gave.
  private static let own: Set<String> = ["reversed"]

  /// The axes that methods know by themselves.
  private static let axes = [
    "class": "知识类别", "stage": "环节", "group": "客户群", "dimension": "维度", "criterion": "准则",
  ]

  static let names = [
    // Scales, weights, bands.
    "scale": "量表", "minimum": "最低分", "maximum": "最高分", "weights": "权重", "class": "知识类别", "stage": "环节",
    "group": "客户群", "combination": "合并方式", "band_limits": "分档界限", "a": "A", "b": "B", "bands": "分档",
    "threshold": "阈值", "floor": "底线", "high_from": "高分起点", "top": "前列名次", "change": "变动幅度", "changed": "变动的项",
    // Registers.
    "as_of": "基准日", "today": "基准日", "minimum_quality": "最低质量", "vulnerability": "脆弱程度", "freshness": "新鲜度",
    "fresh": "新", "ageing": "渐旧", "overdue": "复核逾期", "half_life_days": "半衰期（天）",
    "review_interval_days": "复核周期（天）", "leaving": "将离职的人数", "risk_bands": "风险分档",
    "giving_classes": "面向客户的类别",
    // Customers.
    "assumed_cost_to_serve": "假定服务成本", "assumed_direct_cost_ratio": "假定直接成本率", "assumed_retention": "假定留存率",
    "below_zero_limit": "负价值界限", "discount_rate": "折现率", "growth_minimum_amount": "增长下限（金额）",
    "growth_minimum_ratio": "增长下限（比率）", "horizon": "计算年数", "margin_growth": "毛利增长率",
    "lifetime_measure": "生命周期价值口径", "ranking": "排序依据",
    // Ratings and statistics.
    "coefficient": "系数", "level": "测量水平", "target": "目标值", "targets": "目标值", "raters": "评分人数",
    "categories": "类别",
    "confidence": "置信水平", "interval": "区间方法", "replicates": "抽样次数", "items": "题数",
    "missing": "缺失处理", "reversed": "反向题", "ratings per item": "每项评分数", "scores": "分值", "labels": "标记",
    "order": "顺序", "less_is_better": "越小越好", "share": "比例", "drawn_from": "取自", "rule": "规则",
    // Weights.
    "judges": "判断人数", "criteria": "准则数", "random_index": "随机一致性指标", "accept_below": "接受界限",
    "refuse_above": "拒绝界限", "forced": "强制采用", "variant": "算法", "dimensions": "维度",
    // Performance, maturity, teams.
    "sets": "指标组", "stages": "阶段", "year_limits": "年限分界", "leaving_bands": "离开风险分档", "sufficient": "足够水平",
    "unproven_limit": "无证据时上限", "maximum_load": "最大负荷", "people": "人数", "relations": "关系数",
    "expert_from": "专业达标起点", "fast_from": "迅速达标起点", "dictionary": "词典", "questions_from": "须答三个问题的起始总分",
    // Networks, maps, evidence.
    "arrows": "连线含义", "assumed_strength": "假定强度", "paths": "最短路径", "reliable_response": "可靠回复率",
    "listed_brokers": "列出的中介人数", "backup_depth": "后备所需深度", "topics": "主题数", "holdings": "掌握记录数",
    "minimum_kinds": "最少证据种类", "recent_days": "近期天数", "standard": "标准",
    // Samples and changes.
    "population": "总体人数", "margin": "误差范围", "response": "预计回收率", "least": "每层至少", "total": "分配总数",
    "adjusted_over": "校正的检验数",
  ]

  private static let words = [
    "none": "无", "unlimited": "不限", "given": "已给", "equal": "等权", "mean": "平均", "median": "中位数",
    "nominal": "名义",
    "ordinal": "顺序",
    "interval": "等距", "ratio": "比率", "listwise": "整行删除", "pairwise": "成对删除", "linear": "线性",
    "quadratic": "平方",
    "Cohen's kappa": "Cohen κ", "Fleiss' kappa": "Fleiss κ", "percentile bootstrap": "百分位自助法",
    "derivedWhenMissing": "未评时推算", "asRated": "按所评", "derived": "一律推算", "contribution": "贡献", "clv": "生命周期价值",
    "lifetimeValue": "生命周期价值",
    "yes": "是", "no": "否", "true": "是", "false": "否",
    "seeks": "请教（由→向）", "provides": "告知（由→向）", "mutual": "相互分享", "all": "全部", "proportions": "比例",
    "rescaled": "重新标度",
    "mixture": "加权混合", "product": "乘积", "0 to 1": "0 至 1", "0 to 3": "0 至 3", "0 to 5": "0 至 5",
    "1 to 5": "1 至 5",
    "1 relationship-like to 5 knowledge-like": "1 偏关系，5 偏知识",
  ]
}
