/// What kind of answer a field takes.
public indirect enum FieldType: Sendable {
  case text
  case longText
  case integer
  case number
  /// A share; written `25%` or `0.25`, kept as 0.25.
  case percent
  /// An amount in the field's unit.
  case money
  case boolean
  /// A day, `2026-01-31`.
  case date
  /// One key of a vocabulary.
  case choice(of: Vocabulary)
  /// Several keys of a vocabulary, each once.
  case choices(of: Vocabulary)
  /// A whole level of a scale.
  case scale(Scale)
  /// The name of a person.
  case person
  /// The key of an entry of another step, or of its own.
  case reference(to: StepID)
  /// Several values of one type, in order.
  case list(of: FieldType)
  /// Several named values as one.
  case group([Field])
  /// Rows of named values; `key` are the fields that tell them apart, none where rows may be alike.
  case table([Field], key: [FieldID] = [])
  /// A file kept with the audit, by its name.
  case file

  /// The word for it in workflow files.
  public var word: String {
    switch self {
    case .text: "text"
    case .longText: "long_text"
    case .integer: "integer"
    case .number: "number"
    case .percent: "percent"
    case .money: "money"
    case .boolean: "boolean"
    case .date: "date"
    case .choice: "choice"
    case .choices: "choices"
    case .scale: "scale"
    case .person: "person"
    case .reference: "reference"
    case .list: "list"
    case .group: "group"
    case .table: "table"
    case .file: "file"
    }
  }

  /// The words for all types.
  public static let words = [
    "text", "long_text", "integer", "number", "percent", "money", "boolean", "date", "choice", "choices",
    "scale",
    "person", "reference", "list", "group", "table", "file",
  ]

  /// The step whose entries it names, itself or inside a list.
  public var target: StepID? {
    switch self {
    case .reference(let step): step
    case .list(let element): element.target
    default: nil
    }
  }

  /// The fields of a group or of rows, also of those in a list.
  public var inner: [Field]? {
    switch self {
    case .group(let fields), .table(let fields, _): fields
    case .list(let element): element.inner
    default: nil
    }
  }

  /// The steps whose entries its values can name, however deep inside.
  var targets: [StepID] {
    switch self {
    case .reference(let step): [step]
    case .list(let element): element.targets
    case .group(let fields), .table(let fields, _): fields.flatMap(\.type.targets)
    default: []
    }
  }

  /// Whether it is written on one line, as one word or text.
  public var isScalar: Bool {
    switch self {
    case .choices, .list, .group, .table: false
    default: true
    }
  }

  /// Whether it is a number that means and sums make sense of.
  public var isNumeric: Bool {
    switch self {
    case .integer, .number, .percent, .money, .scale: true
    default: false
    }
  }
}
