import AuditMethods

extension AnalysisMethod {
  /// What every method over a table of ratings takes: scores in a register of their own with who gave them, or columns beside
  /// each other, one for each rater or question; and the scale, where the fields do not say it.
  static func ratingParameters(
    _ content: Parameter.Content = .number, atLeast least: Int = 2,
    wordsWith words: (setting: String, value: String)? = nil
  ) -> [Parameter] {
    [
      Parameter(
        "columns", .columns(content), atLeast: least, or: ["scores"], wordsWith: words,
        "The fields of one register: a column for each rater, question or criterion."),
      Parameter(
        "scores", .scores, wordsWith: words, "The register of scores, or the field that holds them."),
      Parameter("rater", .column(.text), "The field that says who gave a score; without it `rater`."),
      Parameter("minimum", .number, "The lowest level of the scale, where the fields do not say it."),
      Parameter("maximum", .number, "The highest level of the scale, where the fields do not say it."),
    ]
  }
}

extension AnalysisMethod {
  static let confidenceParameter = Parameter(
    "confidence", .within(0.5...0.9999), "With how much confidence intervals are given; without it 95 %.")
}

extension AnalysisInputs {
  /// A table of what was said: by units and raters, or by respondents and questions.
  struct Said {
    let units: [String]
    let columns: [String]
    /// Row by row; nothing where nothing was said.
    let rows: [[Value?]]
    /// The scale that the fields have or the arguments give.
    let scale: ClosedRange<Double>?
    /// Where somebody has said that the question does not arise.
    var notApplicable: [(unit: Int, column: Int)] = []

    /// How many of the rows that are left out lack only what is not wanted of them.
    func excused(_ isLeftOut: ([Value?]) -> Bool) -> Int {
      let places = Dictionary(grouping: notApplicable, by: \.unit).mapValues { Set($0.map(\.column)) }
      return places.count { unit, columns in
        isLeftOut(rows[unit])
          && rows[unit].indices.allSatisfy { rows[unit][$0] != nil || columns.contains($0) }
      }
    }

    /// The same with words as numbers, which say only whether two are the same.
    var coded: (ratings: Ratings, scale: ClosedRange<Double>?) {
      guard rows.contains(where: { $0.contains { $0 != nil && $0?.double == nil } }) else {
        return (ratings, scale)
      }
      let words = rows.map { $0.map { value in value?.writtenNumber.map(numeral) ?? value?.category } }
      let places = Dictionary(
        uniqueKeysWithValues: Set(words.joined().compactMap(\.self)).sorted().enumerated().map {
          ($1, Double($0))
        })
      let codes = words.map { row in row.map { word in word.flatMap { places[$0] } } }
      return (Ratings(units: units, columns: columns, rows: codes, notApplicable: notApplicable), nil)
    }

    var ratings: Ratings {
      Ratings(
        units: units, columns: columns, rows: rows.map { $0.map { $0?.double } }, notApplicable: notApplicable
      )
    }
  }

  /// The numbers of several columns of one register, a row for each entry.
  func ratings(_ columns: [Column]) -> Ratings {
    let entries = columns.first.map(entries) ?? []
    return Ratings(
      units: entries.map(Self.key), columns: columns.map(name),
      rows: entries.map { entry in columns.map { number(entry, $0) } },
      notApplicable: notApplicable(entries, columns))
  }

  /// The cells of which somebody has said that the question does not arise.
  private func notApplicable(_ entries: [Entry], _ columns: [Column]) -> [(unit: Int, column: Int)] {
    entries.indices.flatMap { unit in
      columns.indices.compactMap { isNotApplicable(entries[unit], columns[$0]) ? (unit, $0) : nil }
    }
  }

  func said() throws(AnalysisFailure) -> Said {
    if let columns = columns("columns") {
      guard !has("scores") else {
        throw AnalysisFailure("`columns` and `scores` say the same in two ways: give one of them")
      }
      return try wide(columns)
    }
    guard has("scores") else { throw AnalysisFailure("give `columns`, or `scores` with who gave them") }
    return try long(try scores("scores"))
  }

  private func wide(_ columns: [Column]) throws(AnalysisFailure) -> Said {
    guard let first = columns.first else { throw AnalysisFailure("argument `columns` names no field") }
    let entries = entries(first)
    return Said(
      units: entries.map(Self.key),
      columns: columns.map(name),
      rows: entries.map { entry in columns.map { value(entry, $0) } }, scale: try scale(of: columns),
      notApplicable: notApplicable(entries, columns))
  }

  /// A unit is what the key of an entry names beside the rater.
  private func long(_ scores: Column) throws(AnalysisFailure) -> Said {
    guard let rater = has("rater") ? column("rater") : column(scores.step, Rating.rater),
      rater.step == scores.step
    else {
      throw AnalysisFailure("`\(scores.step)` has no field `\(Rating.rater)`: name the field under `rater`")
    }
    let step = state.workflow.steps[scores.place]
    let others = step.keyFields.filter { $0 != step.fields[rater.field].id }.compactMap {
      column(step.id, $0)
    }
    var table: [[String]: [String: Value]] = [:]
    var raters: Set<String> = []
    var excused: [[String]: Set<String>] = [:]
    for entry in entries(scores) {
      guard let name = text(entry, rater) else { continue }
      let unit = others.map { text(entry, $0) ?? "" }
      table[unit, default: [:]][name] = value(entry, scores)
      if isNotApplicable(entry, scores) { excused[unit, default: []].insert(name) }
      raters.insert(name)
    }
    let columns = raters.sorted()
    let units = table.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return Said(
      units: units.map { EntryKey($0.key).written }, columns: columns,
      rows: units.map { unit in columns.map { unit.value[$0] } }, scale: try scale(of: [scores]),
      notApplicable: units.enumerated().flatMap { place, unit in
        columns.indices.compactMap { excused[unit.key]?.contains(columns[$0]) == true ? (place, $0) : nil }
      })
  }

  /// Whether several people may have said each value of a column.
  func isRated(_ column: Column) -> Bool {
    let step = state.workflow.steps[column.place]
    if case .rate = step.kind { return true }
    return step.keyFields.contains(Rating.rater)
  }

  /// The scale that the fields have, or the arguments give.
  func scale(of columns: [Column]) throws(AnalysisFailure) -> ClosedRange<Double>? {
    var (low, high) = (number("minimum"), number("maximum"))
    let ranges = columns.map { range(of: state.workflow.steps[$0.place].fields[$0.field]) }
    if low == nil || high == nil, let first = ranges.first, let range = first {
      guard ranges.allSatisfy({ $0 == range }) else {
        throw AnalysisFailure("the columns are on different scales: give `minimum` and `maximum`")
      }
      (low, high) = (low ?? range.lowerBound, high ?? range.upperBound)
    }
    guard let low, let high else { return nil }
    guard low < high else { throw AnalysisFailure("the scale ends at \(high), but begins at \(low)") }
    return low...high
  }

  /// From the lowest to the highest level: of a scale, or of whole numbers with both bounds.
  private func range(of field: Field) -> ClosedRange<Double>? {
    switch field.type {
    case .scale(let scale): return Double(scale.min)...Double(scale.max)
    case .integer:
      guard let min = field.min, let max = field.max, min < max else { return nil }
      return min...max
    default: return nil
    }
  }
}
