import AuditCore
import CEL

/// The result of a method as people read it: what its figures and rows are called, and what its keys stand for.
///
/// In English everything keeps the name by which expressions know it.
struct ResultWords {
  private let language: Language
  private let type: CELType?
  /// The labels of the keys that rows are named by: classes, stages, groups.
  private let labels: [String: String]
  /// The orders in which the members of rows are declared.
  private let orders: [[String]]

  init(_ step: Step, in workflow: Workflow, _ language: Language) {
    self.language = language
    guard case .analyse(let analysis) = step.kind else {
      (type, labels, orders) = (nil, [:], [])
      return
    }
    let type = AnalysisMethod.named(analysis.method)?.result
    self.type = type
    orders = type.map(Self.orders) ?? []
    guard language == .chinese else {
      labels = [:]
      return
    }
    let read = analysis.arguments.flatMap { $0.argument.columns }
    let fields = read.flatMap { column -> [Field] in
      guard let step = workflow[column.step] else { return [] }
      return step.fields.filter { $0.id == column.field || step.keyFields.contains($0.id) }
    }
    // Where two vocabularies have a key, the one that the method works on is meant.
    let vocabularies = fields.flatMap { Self.vocabularies(of: $0.type, in: workflow) } + workflow.vocabularies
    labels = Dictionary(
      vocabularies.flatMap(\.items).map { ($0.key, $0.label[language]) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The vocabularies whose keys a field can hold, also as keys of the entries that it names.
  private static func vocabularies(of type: FieldType, in workflow: Workflow, depth: Int = 0) -> [Vocabulary]
  {
    switch type {
    case .choice(let vocabulary), .choices(let vocabulary): return [vocabulary]
    case .list(let element): return vocabularies(of: element, in: workflow, depth: depth)
    case .reference(let target):
      guard depth < 4, let step = workflow[target] else { return [] }
      return step.keyFields.compactMap { step.field($0)?.type }.flatMap {
        vocabularies(of: $0, in: workflow, depth: depth + 1)
      }
    default: return []
    }
  }

  // MARK: Names

  /// What a figure of the result is called.
  func name(_ member: String) -> String {
    guard language == .chinese else { return member }
    if let name = Self.names[member] { return name }
    guard member.hasSuffix(Self.reason) else { return member }
    return name(String(member.dropLast(Self.reason.count))) + "（无值原因）"
  }

  private static let reason = "_reason"

  /// The way to a figure: names of members, and between them those of rows.
  func path(_ path: [String]) -> String {
    var here = type
    return path.map { part in
      switch here {
      case .object(let shape):
        here = shape.fields.first { $0.name == part }?.type
        return name(part)
      case .list(let element):
        here = element
        return row(part)
      default: return part
      }
    }.joined(separator: " ")
  }

  /// What a row is called: `about,apply` by the labels of its keys.
  private func row(_ name: String) -> String {
    if let label = labels[name] { return label }
    for separator in [",", " × "] where name.contains(separator) {
      let parts = name.split(separator: separator).map(String.init)
      if parts.allSatisfy({ labels[$0] != nil }) {
        return parts.map { labels[$0] ?? $0 }.joined(separator: " × ")
      }
    }
    return name
  }

  // MARK: Values

  /// A value on one line.
  func plain(_ value: Value, of member: String) -> String {
    switch value {
    case .text(let text): self.text(text, of: member)
    case .list([]) where language == .chinese: "无"
    case .list(let items):
      items.map { plain($0, of: member) }.joined(separator: language.words(" ", "、"))
    case .record(let record):
      members(of: record).map { "\(name($0.name)) \(plain($0.value, of: $0.name))" }
        .joined(separator: language.words(", ", "，"))
    case .none, .boolean, .nonAnswer: value.plainWords(in: language)
    case .integer, .number: value.jsonText
    }
  }

  /// The members of a row as they are declared, without those that say the same in the other language.
  func members(of record: Record) -> [(name: String, value: Value)] {
    let other: Language = language == .chinese ? .english : .chinese
    let shown = record.members.filter { $0.name != other.rawValue || record[language.rawValue] == nil }
    let names = Set(record.members.map(\.name))
    let fitting = orders.filter { names.isSubset(of: $0) }.min { $0.count < $1.count }
    guard let order = fitting else { return shown.map { ($0.name, $0.value) } }
    return order.compactMap { name in shown.first { $0.name == name }.map { ($0.name, $0.value) } }
  }

  private static func orders(_ type: CELType) -> [[String]] {
    switch type {
    case .list(let element): orders(element)
    case .object(let shape): [shape.fields.map(\.name)] + shape.fields.flatMap { orders($0.type) }
    default: []
    }
  }

  /// A text of the result: a key by its label, a state in words.
  func text(_ text: String, of member: String) -> String {
    guard language == .chinese else { return text }
    if member.hasSuffix(Self.reason) { return AnalysisMethod.words(forReason: text, in: language) ?? text }
    if Self.keyed.contains(member) { return row(text) }
    return Self.states[text] ?? text
  }

  private static let keyed: Set<String> = [
    "key", "keys", "unit", "class", "stage", "group", "slice_key", "column_keys", "primary_class", "labels",
    "unused_classes", "unused_stages", "not_required", "untested",
  ]

  private static let states = [
    "gap": "有差距", "met": "达到", "surplus": "超出", "notAssessed": "未评", "none": "无", "covered": "已覆盖",
    "thin": "薄弱", "blind": "盲区", "unusual": "模型之外", "notApplicable": "不涉及", "extreme": "极高", "high": "高",
    "moderate": "中等", "low": "低", "fresh": "新", "ageing": "渐旧", "overdue": "复核逾期", "stale": "过时",
    "first margin end, within the horizon": "首期毛利在期末，按计算期数",
    "first margin end, no horizon": "首期毛利在期末，不限期数",
    "first margin now, within the horizon": "首期毛利在期初，按计算期数",
    "first margin now, no horizon": "首期毛利在期初，不限期数",
    "fleiss": "Fleiss κ",
    "improved": "改善", "unchanged": "不变", "worsened": "变差", "measurable": "可计量指标", "soft": "软性指标",
    "immediate": "立即行动", "plan": "制定计划", "lookAhead": "提前考虑", "watch": "关注", "strategy": "战略",
    "people": "人员与文化",
    "process": "流程", "technology": "技术", "measurement": "测量",
    "value": "价值", "willingness": "意愿", "absorption": "吸收能力", "key": "关键来源", "accepted": "可接受",
    "revise": "建议修改",
    "refused": "不可用", "forced": "强制采用", "toDevelop": "待培育", "notKey": "非关键", "notRated": "评分不足",
    "unknown": "不明", "exact": "穷尽", "greedy": "逐步", "class": "知识类别", "stage": "环节", "group": "客户群",
  ]

  static let names = [
    // What every result rests on.
    "basis": "计算依据", "n": "有效数", "missing": "缺失", "not_applicable": "不适用", "method_version": "方法版本",
    "seed": "随机种子",
    "parameters": "参数", "warnings": "提醒", "name": "名称", "value": "值", "code": "代码", "en": "文字", "zh": "文字",
    // Gaps.
    "cells": "单元格", "id": "编号", "keys": "所在", "weight": "权重", "status": "状态", "current": "现状", "ideal": "理想",
    "raters": "评分人数", "lowest": "最低分", "highest": "最高分", "gap": "差距", "surplus": "超出",
    "normalised_gap": "归一差距", "weighted_gap": "加权差距", "rank": "名次", "share": "占比", "cumulative_share": "累计占比",
    "band": "档", "not_required": "不作要求", "total_weighted_gap": "加权差距合计", "overall_index": "加权差距指数",
    "attainment": "理想状态达成率", "assessment_coverage": "已评比例", "roll_ups": "汇总", "axis": "维度", "rows": "各行",
    "key": "项", "scored": "已评", "not_assessed": "未评", "mean_normalised_gap": "平均差距", "share_of_gap": "占总差距",
    "mean_current": "平均现状", "mean_ideal": "平均理想", "heat_maps": "热图", "row_axis": "行维度", "column_axis": "列维度",
    "slice_axis": "分图维度", "slice_key": "分图", "column_keys": "列",
    // The register.
    "assets": "资产", "criticality": "关键程度", "vulnerability": "脆弱程度", "risk": "风险值", "holder_count": "持有人数",
    "is_single_point": "系于一人", "is_derived": "脆弱程度为推算", "freshness": "新鲜度", "age_days": "距复核天数",
    "freshness_score": "新鲜度得分", "risk_counts": "各风险档项数", "count": "数量", "risk_matrix": "风险矩阵",
    "freshness_counts": "各新鲜度项数", "coverage": "覆盖", "weighted_coverage": "加权覆盖率",
    "coverage_by_group": "各客户群覆盖",
    "group": "客户群", "class": "知识类别", "stage": "环节", "best_quality": "最高质量", "blind": "盲区", "thin": "薄弱点",
    "unusual": "模型之外", "unused_classes": "没有资产的类别", "unused_stages": "没有资产的环节", "balance": "面向客户或与客户共创",
    "total": "总数", "holders": "持有人", "holder": "持有人", "alone": "独有", "bus_factor": "关键人数", "people": "人数",
    "assets_lost": "失去的资产", "example": "例", "search": "搜索方式", "without_owner": "未写责任人", "waste": "重复与闲置",
    "duplicates": "重复", "same_location": "存放位置相同", "out_of_date": "复核逾期或过时", "unused": "未支持任何决策",
    "duplicate_share": "重复占比", "out_of_date_share": "逾期或过时占比", "unused_share": "闲置占比",
    // Customers.
    "lifetime_measure": "生命周期价值口径", "customers": "客户", "primary_class": "类别", "labels": "标记", "revenue": "收入",
    "contribution": "贡献", "margin": "贡献率", "growth_potential": "增长潜力", "growth_ratio": "增长率",
    "lifetime_value": "生命周期价值", "revenue_band": "收入档", "untested": "未判定", "classes": "各类客户", "size": "客户数",
    "share_of_customers": "客户占比", "share_of_revenue": "收入占比", "share_of_contribution": "贡献占比",
    "gini_of_revenue": "收入基尼系数", "revenue_share_of_top_fifth": "前五分之一客户的收入占比", "whale_curve": "鲸鱼曲线",
    "net_total": "净总额", "peak": "峰值", "peak_percent": "峰值百分比", "customers_at_peak": "峰值处客户数",
    "below_zero": "负贡献客户数", "points": "曲线各点", "percent": "百分比", "sensitivity": "稳健性", "threshold": "阈值",
    // Agreement.
    "coefficient": "系数", "confidence": "置信水平", "target": "目标值", "reached": "达到目标",
    "unanimous": "评分完全相同的项", "by_rater": "各评分人", "rater": "评分人", "mean": "平均分", "leniency": "宽严偏差",
    "units": "各项", "unit": "所评内容", "range": "分差", "low": "区间下限", "high": "区间上限",
    // Statistics.
    "alpha": "α", "level": "级", "pairable_units": "可配对的项", "pairable_ratings": "可配对的评分",
    "coefficients": "各系数",
    "strictness_ratio": "评分人差异 F 值", "strictness_chance": "评分人差异 p 值", "kappa": "κ", "observed": "实际一致",
    "expected": "随机期望一致", "chi_square": "χ²", "degrees": "自由度", "chance": "p 值", "standardised": "标准化 α",
    "bootstrap_low": "自助法下限", "bootstrap_high": "自助法上限", "bootstrap_dropped": "无数值的重复抽样", "items": "各题",
    "corrected_correlation": "校正的题总相关", "alpha_without": "删除该题后的 α", "as_answered": "原始作答",
    "reversed": "反向计分", "counts": "各级人数", "median": "中位数", "first_quartile": "下四分位", "third_quartile": "上四分位",
    "deviation": "标准差", "top": "最高两级占比", "bottom": "最低两级占比", "polarisation": "极化程度",
    // Performance, maturity, leaving.
    "sets": "各组指标", "set": "指标组", "progress": "目标进度", "without": "无进度的指标", "improved": "改善",
    "unchanged": "不变",
    "worsened": "变差", "movement": "变化方向", "before": "此前", "after": "此后", "change": "变化", "changes": "各指标的变化",
    "target_met": "达到目标",
    "lowest_level": "最低维度水平", "reached_level": "已达等级", "weakest": "最弱维度", "open": "未评的项", "parts": "各部分",
    "cases": "各项知识", "person": "人员", "knowledge": "知识", "attrition_factor": "离开因子", "position_factor": "岗位因子",
    "worst_case": "最坏情形", "worst_case_band": "最坏情形的档", "bands": "各档", "entries": "各条",
    // Weights and sources.
    "verdict": "一致性判断", "criteria": "各准则", "consistency_ratio": "一致性比率", "consistency_index": "一致性指标",
    "lambda_max": "最大特征值", "comparisons": "两两比较", "ratio_if_mended": "改正后的一致性比率", "judges": "各判断人",
    "geometric_weight": "几何平均权重", "first": "前者", "second": "后者", "given": "所给比值", "implied": "权重所含比值",
    "misfit": "偏离", "judge": "判断人", "compared": "已比较", "weights": "权重", "entropy": "熵", "divergence": "差异系数",
    "key_sources": "关键知识来源", "sources": "各来源", "octants": "八分区", "firm": "排序稳健", "standing": "判定",
    "score": "得分", "geometric_score": "几何得分", "geometric_rank": "几何名次", "octant": "分区", "bottleneck": "短板",
    "dimensions": "各维度", "dimension": "维度", "rated": "已评指标", "indicators": "指标数", "needed": "所需提升",
    "from": "由", "to": "改为", "changed_class": "类别改变", "changed_labels": "标记改变",
  ]
}
