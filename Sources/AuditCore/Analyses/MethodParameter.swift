extension AnalysisMethod {
  /// One argument of `analyse:`.
  public struct Parameter: Sendable {
    public enum Kind: Sendable {
      /// A field of every entry of a register, `register.field`.
      case column(Content)
      /// Fields of one register, such as questions or raters.
      case columns(Content)
      /// A register of scores, or one of its fields.
      case scores
      /// Columns by axis, as weights.
      case axes
      /// A number, or the field of a form that holds one.
      case number
      /// A number within these bounds, or such a field.
      case within(ClosedRange<Double>)
      /// A whole number within these bounds, or such a field.
      case whole(ClosedRange<Int>)
      /// One of these words, or the field of a form that holds one.
      case word([String])
      /// Words in an order that counts: these, or any where none are listed.
      case list([String])
      /// Lists of keys by key.
      case mask
      /// The step that computes this method, whose result is drawn on.
      case result(of: String)
    }

    /// What the cells of a column hold.
    public enum Content: Equatable, Sendable {
      case number, text, texts, day
      /// Yes or no.
      case flag
      /// One of these words.
      case word([String])
      /// Several of these words.
      case words([String])
      /// The key of a row of a further table, by the name of that table.
      case row(of: String)

      /// The only words that it can hold.
      public var words: [String]? {
        switch self {
        case .word(let words), .words(let words): words
        case .number, .text, .texts, .day, .flag, .row: nil
        }
      }
    }

    /// The table that a column stands in.
    public enum Home: Equatable, Sendable {
      /// The main one: all that stand in it are fields of one register.
      case rows
      /// A further one, by its name.
      case table(String)
      /// A register of its own.
      case anywhere
      /// Any register; in a table beside the rest.
      case free
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// How many columns there are at least.
    public let least: Int
    public let home: Home
    /// Whether it tells the rows of its table apart, together with others that do, where nothing else is said.
    public let isKey: Bool
    /// Other arguments that say the same in another way: either it or some of them are given, never both.
    public let alternatives: [String]
    /// What stands beside it where it is given.
    public let companions: [String]
    /// The setting, and its value, with which columns of numbers may hold words as well.
    public let words: (setting: String, value: String)?
    /// Between which numbers what its columns hold lies.
    public let range: ClosedRange<Double>?
    /// What it means, in a sentence.
    public let meaning: String

    init(
      _ name: String, _ kind: Kind, required: Bool = false, atLeast least: Int = 1, in home: Home = .rows,
      isKey: Bool = false, or alternatives: [String] = [], with companions: [String] = [],
      within range: ClosedRange<Double>? = nil, wordsWith words: (setting: String, value: String)? = nil,
      _ meaning: String
    ) {
      self.words = words
      self.name = name
      self.kind = kind
      isRequired = required
      self.least = least
      self.home = home
      self.isKey = isKey
      self.alternatives = alternatives
      self.companions = companions
      self.range = range
      self.meaning = meaning
    }
  }

  /// The further tables that it can take, by their names.
  public var tables: [String] {
    var tables: [String] = []
    for parameter in parameters {
      if case .table(let name) = parameter.home, !tables.contains(name) { tables.append(name) }
      if case .column(.row(let name)) = parameter.kind, !tables.contains(name) { tables.append(name) }
    }
    return tables
  }

  /// Whether it computes nothing without a main table.
  public var needsRows: Bool {
    parameters(in: .rows).contains { parameter in
      switch parameter.kind {
      case .columns, .scores, .axes: true
      case .column: parameter.isRequired
      case .number, .within, .whole, .word, .list, .mask, .result: false
      }
    }
  }

  /// The arguments that stand in a table.
  public func parameters(in home: Parameter.Home) -> [Parameter] { parameters.filter { $0.home == home } }
}
