/// One piece of the work, with its own state.
///
/// A class, as fields are.
public final class Step: Sendable {
  /// What is done in a step.
  public enum Kind: Sendable {
    /// One form.
    case ask(Form)
    /// A register of keyed entries.
    case collect(Register)
    /// Scores of subjects by raters.
    case rate(Rating)
    /// A computed method.
    case analyse(Analysis)
    /// Findings, or the actions that answer them.
    case write(Writing)
    /// A sign-off of other steps.
    case review(Review)
    /// Several steps as one; its state follows from theirs.
    case group([StepID])
  }

  public let id: StepID
  public let title: Text
  public let guidance: Text?
  public let phase: String
  public let parent: StepID?
  public let kind: Kind
  /// Steps that must be finished before, as the author wrote them.
  public let needs: [StepID]
  /// For which entries the step is done; once where nothing is said.
  public let each: Each?
  /// Whether the step is asked at all, from `when:`.
  public let condition: Rule?
  /// The role that signs the step off, if one must.
  public let approver: String?
  /// Whose turn it is, from `assign:`.
  public let assignment: Assignment?
  /// Conditions on the whole, tried when the step is submitted.
  public let checks: [Check]
  /// What evidence each entry must cite.
  public let evidence: [EvidenceRule]
  public let documents: [NamedDocument]
  public let source: [String]
  /// The step that stands for the workflow that it was written in, where that is an included one.
  public let part: StepID?
  /// The conditions of the phases that it stands in, there and in the workflows that include it in turn.
  let phaseConditions: [Rule]
  /// The fields that people answer or that are computed; none for groups, analyses and reviews.
  ///
  /// Where a step is done for each entry of a register, the first names that entry.
  public let fields: [Field]
  /// The fields that make an entry's key, in their order; none for a form that is asked once.
  public let keyFields: [FieldID]

  public init(
    id: StepID, title: Text, guidance: Text? = nil, phase: String, parent: StepID? = nil, kind: Kind,
    needs: [StepID] = [], each: Each? = nil, condition: Rule? = nil, approver: String? = nil,
    assignment: Assignment? = nil,
    checks: [Check] = [], evidence: [EvidenceRule] = [], documents: [NamedDocument] = [],
    source: [String] = [], part: StepID? = nil, phaseConditions: [Rule] = []
  ) {
    self.id = id
    self.title = title
    self.guidance = guidance
    self.phase = phase
    self.parent = parent
    self.kind = kind
    self.needs = needs
    self.each = each
    self.condition = condition
    self.approver = approver
    self.assignment = assignment
    self.checks = checks
    self.evidence = evidence
    self.documents = documents
    self.source = source
    self.part = part
    self.phaseConditions = phaseConditions
    let isAnswered = !kind.fields.isEmpty
    fields = (isAnswered ? each.map { [$0.field] } ?? [] : []) + kind.fields
    keyFields = (isAnswered ? each.map { [$0.name] } ?? [] : []) + kind.key
  }

  /// Conditions on each entry, which is `this` in them.
  public var entryChecks: [Check] {
    switch kind {
    case .ask(let form): form.checks
    case .collect(let register): register.checks
    case .rate(let rating): rating.checks
    case .write(let writing): writing.register.checks
    case .analyse, .review, .group: []
    }
  }

  public var isGroup: Bool { if case .group = kind { true } else { false } }
  public var isComputed: Bool { if case .analyse = kind { true } else { false } }
  public var isReview: Bool { if case .review = kind { true } else { false } }

  /// Whether people answer it.
  public var isAnswered: Bool { !isGroup && !isComputed && !isReview }

  /// Whether its state follows from those of its parts: of the steps of a group, or of its instances.
  public var isComposite: Bool { isGroup || each != nil }

  /// Whether it takes many entries, each under its key.
  public var isRegister: Bool { !keyFields.isEmpty }

  /// Whether it is one form, answered once.
  public var isForm: Bool { isAnswered && !isRegister }

  /// How many entries must and may be there, where that is said.
  public var register: Register? {
    switch kind {
    case .collect(let register): register
    case .write(let writing): writing.register
    case .ask, .rate, .analyse, .review, .group: nil
    }
  }

  public func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }
}

extension Step.Kind {
  fileprivate var fields: [Field] {
    switch self {
    case .ask(let form): form.fields
    case .collect(let register): register.fields
    case .rate(let rating): rating.fields
    case .write(let writing): writing.register.fields
    case .analyse, .review, .group: []
    }
  }

  fileprivate var key: [FieldID] {
    switch self {
    case .collect(let register): register.key
    case .rate(let rating): rating.key
    case .write(let writing): writing.register.key
    case .ask, .analyse, .review, .group: []
    }
  }

  /// The word for it in workflow files.
  public var word: String {
    switch self {
    case .ask: "ask"
    case .collect: "collect"
    case .rate: "rate"
    case .analyse: "analyse"
    case .write: "write"
    case .review: "review"
    case .group: "steps"
    }
  }
}

/// A document that rests on a step.
public struct NamedDocument: Sendable {
  public let id: String
  /// Whether it is made, from `when:`.
  public let condition: Rule?

  public init(_ id: String, condition: Rule? = nil) {
    self.id = id
    self.condition = condition
  }
}

/// One form, answered once.
public struct Form: Sendable {
  public let fields: [Field]
  public let checks: [Check]
  public init(fields: [Field], checks: [Check] = []) {
    self.fields = fields
    self.checks = checks
  }
}

/// Many entries with the same fields, told apart by their key.
public struct Register: Sendable {
  public let key: [FieldID]
  public let fields: [Field]
  public let atLeast: Int
  public let atMost: Int?
  public let checks: [Check]

  public init(key: [FieldID], fields: [Field], atLeast: Int = 0, atMost: Int? = nil, checks: [Check] = []) {
    self.key = key
    self.fields = fields
    self.atLeast = atLeast
    self.atMost = atMost
    self.checks = checks
  }
}

/// Scores: every subject, in every further dimension, by several raters.
public struct Rating: Sendable {
  /// What a further dimension runs over.
  public enum Dimension: Sendable {
    case register(StepID)
    case vocabulary(Vocabulary)
  }

  public let subjects: StepID
  public let dimensions: [(name: FieldID, title: Text, over: Dimension)]
  public let scale: Scale
  /// How many people must score each cell.
  public let raters: Int
  /// Whether raters see each other's scores only after the step is submitted.
  public let isBlind: Bool
  /// Which subjects need a score; all of them where nothing is said.
  public let whichSubjects: Rule?
  /// Subject, dimensions and rater (these are the key), score, then what else is asked.
  public let fields: [Field]
  public let checks: [Check]

  public static let subject: FieldID = "subject"
  public static let rater: FieldID = "rater"
  public static let score: FieldID = "score"

  public init(
    subjects: StepID, dimensions: [(name: FieldID, title: Text, over: Dimension)] = [], scale: Scale,
    raters: Int = 1,
    isBlind: Bool = false, whichSubjects: Rule? = nil, extra: [Field] = [], checks: [Check] = []
  ) {
    self.subjects = subjects
    self.dimensions = dimensions
    self.scale = scale
    self.raters = raters
    self.isBlind = isBlind
    self.whichSubjects = whichSubjects
    self.checks = checks
    fields =
      [
        Field(
          id: Self.subject, title: Text([.english: "Subject", .chinese: "对象"]), type: .reference(to: subjects)
        )
      ]
      + dimensions.map { dimension in
        switch dimension.over {
        case .register(let step):
          Field(id: dimension.name, title: dimension.title, type: .reference(to: step))
        case .vocabulary(let vocabulary):
          Field(id: dimension.name, title: dimension.title, type: .choice(of: vocabulary))
        }
      } + [
        Field(id: Self.rater, title: Text([.english: "Rater", .chinese: "评分人"]), type: .person),
        Field(id: Self.score, title: Text([.english: "Score", .chinese: "评分"]), type: .scale(scale)),
      ] + extra
  }

  public var key: [FieldID] { [Self.subject] + dimensions.map(\.name) + [Self.rater] }

  /// What is asked beside the score.
  var extra: [Field] { Array(fields.dropFirst(key.count + 1)) }
}

/// A method of the catalogue and what it works on.
public struct Analysis: Sendable {
  public indirect enum Argument: Sendable {
    /// All entries of a step.
    case register(StepID)
    /// One field of every entry of a register, or of a form.
    case column(StepID, FieldID)
    /// Named arguments, as weights by axis.
    case named([(name: String, argument: Argument)])
    /// A number, text or list as written.
    case literal(Value)

    /// The step fields that it reads.
    public var columns: [(step: StepID, field: FieldID?)] {
      switch self {
      case .register(let step): [(step, nil)]
      case .column(let step, let field): [(step, field)]
      case .named(let named): named.flatMap { $0.argument.columns }
      case .literal: []
      }
    }
  }

  public let method: String
  public let arguments: [(name: String, argument: Argument)]

  public init(method: String, arguments: [(name: String, argument: Argument)]) {
    self.method = method
    self.arguments = arguments
  }

  public subscript(name: String) -> Argument? { arguments.first { $0.name == name }?.argument }
}
