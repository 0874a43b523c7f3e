/// How far two classifications of the same items agree, where an item may bear several labels.
///
/// Method catalogue, section 4; Cohen's κ after section 5.3.
public enum LabelAgreement {
  public static let version = "label-agreement/1"

  /// Compares a classification with a first one, such as the key of an exercise.
  ///
  /// `labels` are all there are, also those that nobody used, at most 100. An item that one of the two did not classify
  /// is left out and counted; an empty list is a classification: no label applies. Time grows with items × labels.
  public static func run(
    _ items: [LabelledItem], labels: [String]
  ) throws(MethodError) -> LabelAgreementResult {
    var faults = FaultList()
    check(items, labels, &faults)
    try faults.throwIfAny()
    let pairs = items.sorted { precedes($0.id, $1.id) }.compactMap(LabelPair.init)
    var labelRows: [LabelRow] = []
    for label in labels { labelRows.append(try row(label, pairs)) }
    let both = pairs.reduce(0) { $0 + $1.first.intersection($1.second).count }
    let onlyFirst = pairs.reduce(0) { $0 + $1.first.count } - both
    let onlySecond = pairs.reduce(0) { $0 + $1.second.count } - both
    let rows = pairs.map { LabelledItemRow($0, order: labels) }
    return LabelAgreementResult(
      basis: Basis(
        n: pairs.count, missing: items.count - pairs.count, notApplicable: 0,
        parameters: [NamedValue("labels", labels.joined(separator: ", "))], methodVersion: version,
        warnings: items.count > pairs.count ? [.notBothClassified(items.count - pairs.count)] : []),
      exact: Share(rows.count(where: \.isExact), of: rows.count, otherwise: .nothingPaired),
      jaccard: .ratio(
        orderFreeSum(rows.map(\.jaccard)), of: Double(rows.count), otherwise: .nothingPaired),
      precision: .ratio(both, of: both + onlySecond, otherwise: .noLabels),
      recall: .ratio(both, of: both + onlyFirst, otherwise: .noLabels),
      f1: .ratio(2 * both, of: 2 * both + onlyFirst + onlySecond, otherwise: .noLabels),
      labels: labelRows, items: rows)
  }

  private static func row(_ label: String, _ pairs: [LabelPair]) throws(MethodError) -> LabelRow {
    let bearers = pairs.map { (first: $0.first.contains(label), second: $0.second.contains(label)) }
    let kappa = try Kappa.cohen(
      zip(pairs, bearers).map { ($0.id, "\($1.first)", "\($1.second)") }, categories: ["true", "false"])
    return LabelRow(
      label: label, kappa: kappa.kappa, interval: kappa.interval,
      agreement: .ratio(
        bearers.count { $0.first == $0.second }, of: pairs.count, otherwise: .nothingPaired),
      both: bearers.count { $0.first && $0.second }, onlyFirst: bearers.count { $0.first && !$0.second },
      onlySecond: bearers.count { !$0.first && $0.second }, neither: bearers.count { !$0.first && !$0.second }
    )
  }

  private static func check(_ items: [LabelledItem], _ labels: [String], _ faults: inout FaultList) {
    faults.checkIDs(items.map(\.id))
    let known = Set(labels)
    if labels.isEmpty || known.count < labels.count {
      faults.add(
        nil, "labels", found: labels.isEmpty ? "empty" : labels.joined(separator: ", "),
        expected: "each label once, and at least one")
    }
    if labels.count > 100 {
      faults.add(nil, "labels", found: "\(labels.count)", expected: "at most 100")
    }
    for item in items {
      for (field, given) in [("first", item.first ?? []), ("second", item.second ?? [])] {
        for label in given where !known.contains(label) {
          faults.add(
            item.id, field, found: "`\(label)`", expected: "one of \(labels.joined(separator: ", "))")
        }
        var seen: Set<String> = []
        for label in given where !seen.insert(label).inserted {
          faults.add(item.id, field, found: "`\(label)` twice", expected: "each label once")
        }
      }
    }
  }
}

/// One item with the labels that two classifications give it, in any order.
public struct LabelledItem: Equatable, Sendable {
  public var id: String
  /// What it should be, or what the first person says; nil where it was not classified.
  public var first: [String]?
  /// What was answered, or what the second person says.
  public var second: [String]?

  public init(id: String, first: [String]?, second: [String]?) {
    self.id = id
    self.first = first
    self.second = second
  }
}

/// An item that both have classified.
struct LabelPair {
  let id: String
  let first: Set<String>
  let second: Set<String>

  init?(_ item: LabelledItem) {
    guard let first = item.first, let second = item.second else { return nil }
    id = item.id
    self.first = Set(first)
    self.second = Set(second)
  }
}

/// How far two classifications agree.
public struct LabelAgreementResult: Equatable, Sendable {
  public var basis: Basis
  /// The items with the same labels in both.
  public var exact: Share
  /// The mean over the items of labels in common ÷ labels in either; 1 for an item without labels in both.
  public var jaccard: Figure
  /// Of all labels of the second, the part that the first gives as well.
  public var precision: Figure
  /// Of all labels of the first, the part that the second gives as well.
  public var recall: Figure
  /// The harmonic mean of precision and recall.
  public var f1: Figure
  /// In the order in which they were given.
  public var labels: [LabelRow]
  /// By id.
  public var items: [LabelledItemRow]
}

/// How far two classifications agree on one label.
public struct LabelRow: Equatable, Sendable {
  public var label: String
  /// Cohen's κ of bearing the label or not; none where chance alone would agree on everything.
  public var kappa: Figure
  public var interval: Interval?
  /// The share of items on which both say the same.
  public var agreement: Figure
  /// How many items bear the label in both, in one only, and in neither.
  public var both: Int
  public var onlyFirst: Int
  public var onlySecond: Int
  public var neither: Int
}

/// How two classifications of one item differ.
public struct LabelledItemRow: Equatable, Sendable {
  public var id: String
  /// Labels in common ÷ labels in either.
  public var jaccard: Double
  public var onlyFirst: [String]
  public var onlySecond: [String]

  public var isExact: Bool { onlyFirst.isEmpty && onlySecond.isEmpty }

  init(_ pair: LabelPair, order: [String]) {
    id = pair.id
    onlyFirst = order.filter { pair.first.contains($0) && !pair.second.contains($0) }
    onlySecond = order.filter { !pair.first.contains($0) && pair.second.contains($0) }
    let either = pair.first.union(pair.second).count
    jaccard = either == 0 ? 1 : Double(either - onlyFirst.count - onlySecond.count) / Double(either)
  }
}

extension Remark {
  fileprivate static func notBothClassified(_ count: Int) -> Remark {
    Remark(
      "not-both-classified",
      english: "items left out, because one of the two did not classify them: \(count)",
      chinese: "有 \(count) 项未计入，因为其中一方没有归类")
  }
}
