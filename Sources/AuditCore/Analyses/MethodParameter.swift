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
      /// Lists of keys by key.
      case mask
    }

    /// What the cells of a column hold.
    public enum Content: Equatable, Sendable {
      case number, text, texts, day
      /// Yes or no.
      case flag
      /// One of these words.
      case word([String])
      /// The key of a row of a further table, by the name of that table.
      case row(of: String)
    }

    /// The table that a column stands in.
    public enum Home: Equatable, Sendable {
      /// The main one: all that stand in it are fields of one register.
      case rows
      /// A further one, by its name.
      case table(String)
      /// A register of its own.
      case anywhere
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// How many columns there are at least.
    public let least: Int
    public let home: Home
    /// Whether it tells the rows of its table apart, together with others that do, where nothing else is said.
    public let isKey: Bool
    /// What it means, in a sentence.
    public let meaning: String

    init(
      _ name: String, _ kind: Kind, required: Bool = false, atLeast least: Int = 1, in home: Home = .rows,
      isKey: Bool = false, _ meaning: String
    ) {
      self.name = name
      self.kind = kind
      isRequired = required
      self.least = least
      self.home = home
      self.isKey = isKey
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

  /// The arguments that stand in a table.
  public func parameters(in home: Parameter.Home) -> [Parameter] { parameters.filter { $0.home == home } }
}
