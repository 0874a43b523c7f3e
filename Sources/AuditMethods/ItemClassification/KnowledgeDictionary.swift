/// Items whose classes are known, because the questions alone would mislead or need not be asked again.
public struct KnowledgeDictionary: Equatable, Sendable {
  public var entries: [Entry]

  /// One known item under all its names.
  public struct Entry: Equatable, Sendable {
    /// What it is called, in every language.
    public var names: [String]
    public var classes: [KnowledgeClass]

    public init(_ names: [String], _ classes: [KnowledgeClass]) {
      self.names = names
      self.classes = classes
    }
  }

  public init(_ entries: [Entry]) { self.entries = entries }

  /// The nineteen usual items, with 23 classes.
  ///
  /// Holds what the questions alone get wrong: dialogue and interaction are traces that describe the customer and count as
  /// knowledge about customers only; collaboration among customers is theirs, and counts as knowledge from them.
  public static let usual = KnowledgeDictionary([
    Entry(["客户姓名", "Customer name"], [.about]),
    Entry(["客户需求", "Customer needs"], [.about, .from]),
    Entry(["客户对话", "Dialogue with customers"], [.about]),
    Entry(["产品说明书", "Product manual"], [.needed]),
    Entry(["客户行为", "Customer behaviour"], [.about]),
    Entry(["客户意见", "Customer opinions"], [.from]),
    Entry(["客户心理", "Customer psychology"], [.about]),
    Entry(["客户反馈", "Customer feedback"], [.about, .from]),
    Entry(["客户对企业的评价", "Customers' evaluation of the firm"], [.from]),
    Entry(["客户偏好", "Customer preferences"], [.about, .from]),
    Entry(["营销推广", "Marketing and promotion"], [.needed]),
    Entry(["客户与企业的交互", "Interaction of customers with the firm"], [.about]),
    Entry(["客户期望", "Customer expectations"], [.about, .from]),
    Entry(["客户对产品的建议", "Customers' suggestions on products"], [.from]),
    Entry(["客户满意度", "Customer satisfaction"], [.from]),
    Entry(["客户合作途径", "Ways of co-operating with customers"], [.cocreated]),
    Entry(["客户体验", "Customer experience"], [.from]),
    Entry(["客户合作经验", "Experience of co-operating with customers"], [.cocreated]),
    Entry(["客户间的协作", "Collaboration among customers"], [.from]),
  ])
}

extension KnowledgeDictionary {
  /// The same with items of one's own, which go before those of the same name.
  public func including(_ own: [Entry], spelling: @escaping (String) -> String) -> KnowledgeDictionary {
    let names = Set(own.flatMap(\.names).map { plainName($0, spelling) })
    return KnowledgeDictionary(
      own + entries.filter { entry in !entry.names.contains { names.contains(plainName($0, spelling)) } })
  }
}

/// The name as it is compared: spelled alike, in small letters, with single spaces between words.
private func plainName(_ name: String, _ spelling: (String) -> String) -> String {
  spelling(name).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// A dictionary ready to be asked.
struct ClassLookup {
  private var classes: [String: [KnowledgeClass]] = [:]
  private let spelling: (String) -> String

  init(
    _ dictionary: KnowledgeDictionary, spelling: @escaping (String) -> String, _ faults: inout FaultList
  ) {
    self.spelling = spelling
    for entry in dictionary.entries {
      let shown = entry.names.first ?? ""
      if entry.names.isEmpty || entry.names.contains("") {
        faults.add(shown, "names", found: "empty", expected: "at least one name, and none without letters")
      }
      faults.checkClasses(entry.classes, shown, "classes")
      for key in Set(entry.names.map(plain)).inByteOrder() {
        if classes.updateValue(entry.classes.inOrder, forKey: key) != nil {
          faults.add(shown, "names", found: "`\(key)` twice in the dictionary", expected: "each name once")
        }
      }
    }
  }

  /// The classes of an item that is known under the name.
  subscript(_ name: String) -> [KnowledgeClass]? { classes[plain(name)] }

  private func plain(_ name: String) -> String { plainName(name, spelling) }
}

extension [KnowledgeClass] {
  /// Each once, in the order of the declaration.
  var inOrder: [KnowledgeClass] { KnowledgeClass.allCases.filter(contains) }
}

extension FaultList {
  mutating func checkClasses(_ classes: [KnowledgeClass], _ row: String, _ field: String) {
    let found = classes.map(\.rawValue).joined(separator: ", ")
    if classes.isEmpty {
      add(row, field, found: "empty", expected: "at least one class")
    } else if Set(classes).count < classes.count {
      add(row, field, found: found, expected: "each class once")
    }
  }
}
