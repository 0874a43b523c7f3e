import AuditCore

/// What charts say of themselves, in one language.
struct ChartWords: Sendable {
  let wording: Wording

  private func either(_ english: String, _ chinese: String) -> String {
    wording.language == .english ? english : chinese
  }

  /// The names in quotes where the language needs them, the first few of many.
  private func names(_ names: [String]) -> String {
    let shown = names.prefix(4).map { either($0, "“\($0)”") }
    let list = shown.joined(separator: wording.comma)
    guard names.count > shown.count else { return list }
    return list + either(" and \(names.count - shown.count) more", "等 \(names.count) 项")
  }

  // MARK: Numbers

  func level(_ level: Double) -> String { DecimalText.number(level, places: 1) }
  func short(_ number: Double) -> String { DecimalText(number)?.rounded(to: 1).text() ?? "–" }
  func percent(_ percent: Double, places: Int = 0) -> String {
    DecimalText.number(percent, places: places) + "%"
  }
  private func whole(_ number: Int) -> String { DecimalText.whole(number) }

  // MARK: Levels

  var today: String { either("Today", "现状") }
  var ideal: String { either("Ideal", "理想") }

  func levels(
    _ title: String, _ scale: ClosedRange<Int>, furthest: (label: String, current: Double, ideal: Double)?,
    reached: [String], unassessed: [String]
  ) -> String {
    var text = either(
      "\(title), today against the ideal on a scale from \(scale.lowerBound) to \(scale.upperBound).",
      "\(title)，现状与理想对照（\(scale.lowerBound) 至 \(scale.upperBound) 级）。")
    if let furthest {
      let (current, ideal) = (level(furthest.current), level(furthest.ideal))
      text += either(
        " Furthest apart: \(furthest.label), \(current) against \(ideal).",
        "差距最大的是“\(furthest.label)”，现状 \(current)，理想 \(ideal)。")
    }
    if !reached.isEmpty { text += either(" Ideal reached: \(names(reached)).", "已达理想的有\(names(reached))。") }
    if !unassessed.isEmpty {
      text += either(" Not assessed: \(names(unassessed)).", "尚未评分的有\(names(unassessed))。")
    }
    return text
  }

  func noLevels(_ title: String) -> String {
    either("\(title): no levels are known yet that could be drawn.", "\(title)：尚无可供绘制的等级。")
  }

  // MARK: Gaps

  var gapInLevels: String { either("Gap in levels", "差距（级）") }
  var notAssessed: String { either("not assessed", "未评") }
  var notRequired: String { either("not required", "不作要求") }

  func gaps(
    _ title: String, gaps: Int, met: Int, unassessed: Int,
    worst: (row: String, column: String, levels: Double)?
  ) -> String {
    guard gaps + met + unassessed > 0 else {
      return either("\(title): nothing is required here.", "\(title)：不作要求。")
    }
    var parts = [
      either(
        "\(gaps) of \(gaps + met + unassessed) required cells lie below the ideal",
        "\(gaps + met + unassessed) 个应评单元格中，\(gaps) 个低于理想")
    ]
    if let worst {
      parts.append(
        either(
          "the widest gap is \(level(worst.levels)) levels (\(worst.row), \(worst.column))",
          "差距最大为 \(level(worst.levels)) 级（\(worst.row)、\(worst.column)）"))
    }
    if unassessed > 0 { parts.append(either("not assessed: \(unassessed)", "\(unassessed) 个未评")) }
    return title + wording.colon + parts.joined(separator: wording.semicolon) + either(".", "。")
  }

  // MARK: Whale curve

  var cumulativeContribution: String { either("Cumulative contribution, % of the net total", "累计贡献占净总额的百分比") }
  var wholeLine: String { either("Net total = 100%", "净总额 = 100%") }

  func customersBestFirst(_ count: Int) -> String {
    either("Share of the \(whole(count)) customers, best first", "客户占比（共 \(whole(count)) 名，贡献由高到低）")
  }

  func peakLine(_ atPeak: Int, of customers: Int, _ peak: Double) -> String {
    either(
      "Peak: the first \(whole(atPeak)) of \(whole(customers)) customers bring \(percent(peak, places: 1))",
      "最高点：前 \(whole(atPeak)) 名客户（共 \(whole(customers)) 名）累计 \(percent(peak, places: 1))")
  }

  /// What those below zero take away again; nil where there are none.
  func lostLine(_ peak: Double, _ belowZero: Int) -> String? {
    guard belowZero > 0 else { return nil }
    let points = DecimalText.number(peak - 100, places: 1)
    return either(
      "Lost again: \(points) points, to \(whole(belowZero)) customers who bring less than nothing",
      "被抵消：\(points) 个百分点，缘于 \(whole(belowZero)) 名贡献为负的客户")
  }

  func whale(_ title: String, customers: Int, atPeak: Int, peak: Double, belowZero: Int) -> String {
    let parts =
      [peakLine(atPeak, of: customers, peak)]
      + [
        lostLine(peak, belowZero)
          ?? either("Nobody brings less than nothing, the curve rises to its end", "没有贡献为负的客户，曲线一路上升")
      ]
    return title + either(". ", "。") + parts.joined(separator: either(". ", "；")) + either(".", "。")
  }

  func noCustomers(_ title: String) -> String {
    either("\(title): there are no customers to draw a curve of.", "\(title)：没有客户数据，无法绘制曲线。")
  }

  func noNetTotal(_ title: String, customers: Int) -> String {
    either(
      "\(title): the \(whole(customers)) customers together bring nothing or less, so there is no total to draw shares of.",
      "\(title)：\(whole(customers)) 名客户合计贡献不大于零，无从计算占比，故不绘制曲线。")
  }
}
