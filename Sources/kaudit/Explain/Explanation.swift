/// What a diagnostic code means, with an example that raises it and one that does not.
struct Explanation {
  /// Where an example stands; tests put it there and check the whole file.
  enum Frame: String {
    /// Keys at the top of a workflow.
    case workflow
    /// Steps of a phase, after a register `members`.
    case steps
    /// Fields of the register `members`.
    case fields
    /// Keys at the top of an audit file.
    case audit
    /// The table that `members: {from: members.csv}` reads.
    case table
    /// The template of a document.
    case template
    /// A whole file.
    case file
  }

  /// What the codes are about, in the order in which they are listed.
  enum Topic: String, CaseIterable {
    case writing = "How a file is written (YAML)"
    case names = "Keys, names and files"
    case vocabularies = "Vocabularies, scales and crosswalks"
    case steps = "Steps"
    case fields = "Fields"
    case expressions = "Expressions"
    case analyses = "Ratings, analyses, findings and sign-offs"
    case audits = "Audit files"
    case tables = "Tables (CSV and XLSX)"
    case templates = "Templates and documents"
    case limits = "Limits and encodings"
  }

  let code: String
  /// What is wrong, in one sentence.
  let meaning: String
  let why: String
  let frame: Frame
  /// In examples, `«x×9»` stands for nine of what stands before the sign, and `«0xFF»` for a byte.
  let wrong: String
  let right: String
  let help: String
  /// Why no test runs the example, where none does.
  let unrunnable: String?

  init(
    _ code: String, _ meaning: String, why: String, _ frame: Frame, wrong: String, right: String,
    help: String,
    unrunnable: String? = nil
  ) {
    self.code = code
    self.meaning = meaning
    self.why = why
    self.frame = frame
    self.wrong = wrong
    self.right = right
    self.help = help
    self.unrunnable = unrunnable
  }

  /// Every explanation, by topic.
  static let all: [(topic: Topic, explanations: [Explanation])] = Topic.allCases.map {
    ($0, explanations($0))
  }

  private static func explanations(_ topic: Topic) -> [Explanation] {
    let explanations =
      switch topic {
      case .writing: writing + punctuation
      case .names: names
      case .vocabularies: vocabularies + crosswalks
      case .steps: steps + includes + assignments
      case .fields: fields
      case .expressions: expressions
      case .analyses: analyses
      case .audits: audits
      case .tables: tables + workbooks
      case .templates: templates
      case .limits: limits
      }
    return explanations.sorted { $0.code < $1.code }
  }

  static subscript(code: String) -> Explanation? {
    all.lazy.flatMap(\.explanations).first { $0.code == code }
  }
}
