import AuditCore
import CEL

/// What templates of a workflow can name beside its steps, in one language: `document`, `phrase`, `label`, `sheet`
/// and the functions of documents and charts.
struct DocumentNames: Sendable {
  let environment: CEL.Environment
  let language: Language
  private let sheetShape: Shape
  private let phrases: CELValue
  private let labels: CELValue

  static let documentShape = Shape(
    "document",
    fields: [
      .init("id", .string), .init("title", .string),
      .init("language", .string, values: Language.allCases.map(\.rawValue)), .init("is_draft", .bool),
      .init("version", .string), .init("workflow", .string), .init("workflow_title", .string),
      .init("workflow_version", .string), .init("record_size", .int), .init("record_digest", .string),
      .init("as_of", .string), .init("left_out", .list(.object(DocumentFacts.leftOutShape))),
    ])

  /// The shape is shared by all languages, so that diagnostics and mentions are the same.
  static func phraseShape(_ phrases: Vocabulary) -> Shape {
    Shape("phrase", fields: phrases.keys.map { .init($0, .string) })
  }

  init(_ workflow: Workflow, _ phrases: Vocabulary, _ language: Language) {
    self.language = language
    let phraseShape = Self.phraseShape(phrases)
    self.phrases = .object(Object(phraseShape, phrases.items.map { .string($0.label[language]) }))
    let labelMaps = Self.labelMaps(workflow, language)
    let labelShape = Shape("label", fields: labelMaps.map { .init($0.name, $0.type) })
    labels = .object(Object(labelShape, labelMaps.map(\.map)))
    sheetShape = SheetShape.all(of: workflow)
    environment = workflow.scope.environment(
      with: [
        .init("document", .object(Self.documentShape)), .init("phrase", .object(phraseShape)),
        .init("label", .object(labelShape)), .init("sheet", .object(sheetShape)),
      ],
      functions: DocumentFunctions.all(Wording(language: language))
        + ChartFunctions.all(Wording(language: language)))
  }

  private typealias LabelMap = (name: String, type: CELType, map: CELValue?)

  private static func labelMaps(_ workflow: Workflow, _ language: Language) -> [LabelMap] {
    let states = StepState.allCases.map {
      (CELValue.string($0.rawValue), CELValue.string($0.word(in: language)))
    }
    let stateKeys = KnownKeys.texts(StepState.allCases.map(\.rawValue))
    var maps: [LabelMap] = [("step_state", .keyed(stateKeys, .string), map(states))]
    for vocabulary in workflow.vocabularies + [workflow.roles] {
      let labels = vocabulary.items.map { (CELValue.string($0.key), CELValue.string($0.label[language])) }
      maps.append((vocabulary.name, .keyed(.texts(vocabulary.keys), .string), map(labels)))
    }
    for scale in workflow.scales {
      let labels = scale.labels.sorted { $0.key < $1.key }.map { level, label in
        (level: Int64(level), text: CELValue.string(label[language]))
      }
      let keys = KnownKeys.numbers(labels.map(\.level))
      maps.append((scale.name, .keyed(keys, .string), map(labels.map { (.int($0.level), $0.text) })))
    }
    return maps
  }

  private static func map(_ entries: [(CELValue, CELValue)]) -> CELValue? {
    CELMap(entries.map { (key: $0.0, value: $0.1) }).map(CELValue.map)
  }

  /// The values of all names, in the order of the environment; only what is mentioned is made.
  func bindings(
    _ state: AuditState, _ document: DocumentFacts, _ mentions: Set<Mention>
  ) -> (values: [CELValue?], keeping: AuditBindings) {
    let answers = AuditBindings(state)
    let sheets = Sheets(AnswerText(state, language), answers, sheetShape, mentions: mentions)
    let isSheetRead = mentions.contains(.variable("sheet"))
    let values =
      answers.bindings(for: Array(mentions))
      + [.object(document.object), phrases, labels, isSheetRead ? sheets.value() : nil]
    return (values, answers)
  }
}
