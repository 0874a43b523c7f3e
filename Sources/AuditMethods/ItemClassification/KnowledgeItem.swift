/// The four classes of customer knowledge.
public enum KnowledgeClass: String, CaseIterable, Sendable {
  /// Knowledge about customers.
  case about
  /// Knowledge that customers need.
  case needed
  /// Knowledge from customers.
  case from
  /// Knowledge that was created together with customers.
  case cocreated

  public var chinese: String {
    switch self {
    case .about: "有关客户的知识"
    case .needed: "客户需要的知识"
    case .from: "来自于客户的知识"
    case .cocreated: "合作创造的知识"
    }
  }
}

/// Something that is known, to be put into the classes.
public struct KnowledgeItem: Equatable, Sendable {
  public var id: String
  /// What it is called; looked up in the dictionary.
  public var name: String
  public var answers: ClassAnswers
  public var override: ClassOverride?

  public init(
    id: String, name: String, answers: ClassAnswers = ClassAnswers(), override: ClassOverride? = nil
  ) {
    self.id = id
    self.name = name
    self.answers = answers
    self.override = override
  }
}

/// The four questions about an item; nil where one was not answered.
public struct ClassAnswers: Equatable, Sendable {
  /// Does it describe the customer? Then it is knowledge about customers.
  public var describesCustomer: Bool?
  /// Is it made to be given to customers? Then it is knowledge that they need.
  public var madeForCustomer: Bool?
  /// Does it stem from the customer, or sit with the customer: said, felt, known, exchanged among customers? Then it is
  /// knowledge from customers.
  public var stemsFromCustomer: Bool?
  /// Is it produced or learned in joint work? Then it is co-created.
  public var madeTogether: Bool?

  public init(
    describesCustomer: Bool? = nil, madeForCustomer: Bool? = nil, stemsFromCustomer: Bool? = nil,
    madeTogether: Bool? = nil
  ) {
    self.describesCustomer = describesCustomer
    self.madeForCustomer = madeForCustomer
    self.stemsFromCustomer = stemsFromCustomer
    self.madeTogether = madeTogether
  }

  /// The answer that decides on a class.
  subscript(_ knowledgeClass: KnowledgeClass) -> Bool? {
    switch knowledgeClass {
    case .about: describesCustomer
    case .needed: madeForCustomer
    case .from: stemsFromCustomer
    case .cocreated: madeTogether
    }
  }

  /// The classes whose question has this answer.
  func classes(answered answer: Bool?) -> [KnowledgeClass] {
    KnowledgeClass.allCases.filter { self[$0] == answer }
  }
}

/// What an auditor says against dictionary and questions.
public struct ClassOverride: Equatable, Sendable {
  public var classes: [KnowledgeClass]
  /// Why; needed.
  public var reason: String

  public init(classes: [KnowledgeClass], reason: String) {
    self.classes = classes
    self.reason = reason
  }
}
