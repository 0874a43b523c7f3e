/// Puts items of customer knowledge into the four classes; an item may belong to several.
///
/// A dictionary of known items goes first, then four questions, one for each class; an auditor may decide otherwise and
/// says why. An item of which nothing is known stays unclassified and is never guessed. Method catalogue, section 4.
public enum ItemClassification {
  public static let version = "item-classification/1"

  /// The classes of each item, or everything that is wrong with items and dictionary.
  ///
  /// Names are compared without regard to capital letters and spaces; `spelling` makes other spellings of the same words
  /// alike, such as traditional and simplified characters.
  public static func run(
    _ items: [KnowledgeItem], dictionary: KnowledgeDictionary = .usual,
    spelling: @escaping (String) -> String = { $0 }
  ) throws(MethodError) -> ItemClassificationResult {
    var faults = FaultList()
    faults.checkIDs(items.map(\.id))
    let lookup = ClassLookup(dictionary, spelling: spelling, &faults)
    for item in items {
      guard let override = item.override else { continue }
      faults.checkClasses(override.classes, item.id, "override")
      if override.reason.allSatisfy(\.isWhitespace) {
        faults.add(item.id, "reason", found: "empty", expected: "a sentence that says why the classes differ")
      }
    }
    try faults.throwIfAny()
    let rows = items.sorted { precedes($0.id, $1.id) }.map { ClassifiedItem($0, known: lookup[$0.name]) }
    let open = rows.count { $0.ground == .notAnswered }
    let none = rows.count { $0.ground == .noneApplies }
    let n = rows.count - open - none
    return ItemClassificationResult(
      basis: Basis(
        n: n, missing: open, notApplicable: none,
        parameters: [NamedValue("dictionary", "\(dictionary.entries.count) items")], methodVersion: version,
        warnings: warnings(rows, open)),
      items: rows,
      counts: KnowledgeClass.allCases.map { knowledgeClass in
        ClassCount(
          knowledgeClass: knowledgeClass,
          share: Share(rows.count { $0.classes.contains(knowledgeClass) }, of: n, otherwise: .noLabels))
      }, inSeveral: rows.filter { $0.classes.count > 1 }.map(\.id))
  }

  private static func warnings(_ rows: [ClassifiedItem], _ open: Int) -> [Remark] {
    var warnings: [Remark] = []
    if open > 0 { warnings.append(.unclassified(open, of: rows.count)) }
    let half = rows.count { $0.ground == .answers && !$0.unanswered.isEmpty }
    if half > 0 { warnings.append(.halfAnswered(half)) }
    return warnings
  }
}

/// The items with their classes.
public struct ItemClassificationResult: Equatable, Sendable {
  public var basis: Basis
  /// By id.
  public var items: [ClassifiedItem]
  /// How many of the classified items belong to each class; an item counts in each of its classes.
  public var counts: [ClassCount]
  /// The items that belong to more than one class.
  public var inSeveral: [String]
}

/// One item with its classes and where they come from.
public struct ClassifiedItem: Equatable, Sendable {
  public var id: String
  public var name: String
  /// Empty while unclassified.
  public var classes: [KnowledgeClass]
  public var ground: Ground
  /// What the dictionary says; nil for an item it does not know.
  public var byDictionary: [KnowledgeClass]?
  /// What the questions say; nil when no class was affirmed and not all were denied.
  public var byAnswers: [KnowledgeClass]?
  /// The classes whose question was not answered.
  public var unanswered: [KnowledgeClass]
  /// Why the auditor decided otherwise.
  public var reason: String?

  /// What decided on the classes.
  public enum Ground: String, CaseIterable, Sendable {
    case override, dictionary, answers
    /// All four questions were denied: the item belongs to no class.
    case noneApplies
    /// Nothing is known that would give a class.
    case notAnswered
  }

  /// Whether dictionary and questions, both given in full, say different things.
  public var isContested: Bool {
    guard let byDictionary, let byAnswers, unanswered.isEmpty else { return false }
    return byDictionary != byAnswers
  }

  init(_ item: KnowledgeItem, known: [KnowledgeClass]?) {
    id = item.id
    name = item.name
    let affirmed = item.answers.classes(answered: true)
    unanswered = item.answers.classes(answered: nil)
    byDictionary = known
    byAnswers = affirmed.isEmpty && !unanswered.isEmpty ? nil : affirmed
    reason = item.override?.reason
    if let override = item.override {
      (classes, ground) = (override.classes.inOrder, .override)
    } else if let known {
      (classes, ground) = (known, .dictionary)
    } else if let byAnswers {
      (classes, ground) = (byAnswers, byAnswers.isEmpty ? .noneApplies : .answers)
    } else {
      (classes, ground) = ([], .notAnswered)
    }
  }
}

/// How many items belong to a class.
public struct ClassCount: Equatable, Sendable {
  public var knowledgeClass: KnowledgeClass
  public var share: Share
}

extension Remark {
  fileprivate static func unclassified(_ count: Int, of all: Int) -> Remark {
    Remark(
      "unclassified",
      english:
        "unclassified, as no dictionary knows them and the questions give no class: \(count) of \(all) items",
      chinese: "\(all) 项知识中有 \(count) 项未归类：词典未收录，且问题的回答不足以归类")
  }

  fileprivate static func halfAnswered(_ count: Int) -> Remark {
    Remark(
      "half-answered",
      english: "items that may belong to more classes, as not all questions were answered: \(count)",
      chinese: "有 \(count) 项可能还属于其他类别：四个问题未全部回答")
  }
}
