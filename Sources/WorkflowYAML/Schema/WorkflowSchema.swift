import AuditCore

/// The schema of workflow files.
enum WorkflowSchema {
  typealias Key = SchemaMapping.Key

  static let workflow = SchemaMapping([
    Key("kaudit", "The format of the file: `1`.", ["enum": [1, "1"]], required: true),
    Key(
      "workflow", "The name of the workflow, by which audit files call it; it becomes part of file names.",
      SchemaShapes.titleName, required: true, example: "workflow: customer-knowledge-audit"),
    Key(
      "version",
      "The version. Raise it whenever something that people answer changes; every record keeps its own.",
      .definition("text"), required: true, example: "version: 1.0.0"),
    Key(
      "title", "What people call the workflow.", .definition("localized"), required: true,
      example: "title: {en: Customer knowledge audit, zh: 客户知识审计}"),
    Key("description", "What the workflow is for, in a few sentences.", .definition("localized")),
    Key(
      "languages",
      "The languages in which questions and documents are held; every text is then given in each.",
      SchemaShapes.oneOrMore(SchemaShapes.word(of: Language.allCases.map(\.rawValue))),
      example: "languages: [en, zh]"),
    Key("source", "Where the way of working comes from: publications, standards.", .definition("texts")),
    Key(
      "uses", "Files with vocabularies and scales, looked for beside this file, then among those that ship.",
      .definition("texts"), example: "uses: [vocabularies/customer-knowledge.yaml]"),
    Key(
      "roles",
      "Who takes part, each role under its name. Roles sign steps, and are a vocabulary called `roles`.",
      SchemaShapes.named(SchemaShapes.word, .definition("localized")),
      example: "roles:\n  sponsor: {en: Sponsor, zh: 项目赞助者}"),
    Key(
      "vocabularies", "Named values to choose from, used by fields of type `choice` and `choices`.",
      .definition("vocabularies"),
      example: "vocabularies:\n  kind:\n    leader: {en: Leader, zh: 领导者}"),
    Key(
      "scales", "Whole levels with a label each, used by fields of type `scale` and by ratings.",
      .definition("scales"),
      example: "scales:\n  maturity: {min: 0, max: 2, labels: {0: None, 1: Some, 2: Complete}}"),
    VocabularySchema.crosswalks, VocabularySchema.abouts,
    Key(
      "evidence", "The register whose entries answers cite as evidence; its key is one field, such as `id`.",
      .definition("text"), example: "evidence: records"),
    Key(
      "checks", "What must hold for the audit as a whole, before it is closed.", .definition("checks")),
    Key(
      "phases", "The phases, in order, with their steps.", SchemaShapes.list(of: .definition("phase")),
      required: true),
    Key(
      "tests", "Answers with what must become of them, tried by `kaudit check --run-tests`.",
      SchemaShapes.list(of: .definition("test"))),
  ])

  static let phase = SchemaMapping([
    Key("phase", "The name of the phase.", SchemaShapes.word, required: true),
    Key("title", "What people call the phase.", .definition("localized"), required: true),
    Key("source", "Where the phase comes from.", .definition("texts")),
    Key(
      "when", "Whether its steps are asked at all, as an expression of CEL.", .definition("expression")),
    Key("steps", "The steps of the phase.", .definition("steps"), required: true),
  ])

  static let check = SchemaMapping([
    Key(
      "that",
      "What must hold, as an expression of CEL. Put it in quotes where it holds `: `, ` #`, `{` or begins with `!`.",
      .definition("expression"), required: true, example: "that: this.end >= this.start"),
    Key(
      "message", "What people read when it does not hold.", .definition("localized"), required: true,
      example: "message: {en: the period ends before it starts, zh: 截止日早于起始日}"),
    Key(
      "severity", "`error` holds the step back; `warning` is only shown.",
      SchemaShapes.word(of: ["error", "warning"])),
  ])

  /// The whole schema.
  static var node: SchemaNode {
    SchemaShapes.head("Kaudit workflow", "How an audit is done: phases of steps, with what each asks.")
      .with(workflow.node).with(["$defs": definitions])
  }

  private static var definitions: SchemaNode {
    SchemaNode.members([
      .init(name: "phase", value: phase.node),
      .init(name: "steps", value: SchemaShapes.list(of: .definition("step"))),
      .init(name: "step", value: StepSchema.node),
    ])
    .with(StepSchema.definitions).with(FieldSchema.definitions).with(VocabularySchema.definitions).with(
      TestSchema.definitions
    )
    .with([
      "check": check.node, "checks": SchemaShapes.list(of: .definition("check")),
      "expression": SchemaShapes.expression, "texts": SchemaShapes.texts,
    ])
  }
}
