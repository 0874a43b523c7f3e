import AuditCore

/// The schema of vocabulary files, and of vocabularies and scales within workflows.
enum VocabularySchema {
  typealias Key = SchemaMapping.Key

  static let file = SchemaMapping([
    Key("kaudit", "The format of the file: `1`.", .definition("text")),
    Key(
      "about", "What each vocabulary or scale is called, and where it comes from.",
      SchemaShapes.named(SchemaShapes.name, .definition("about")),
      example: "about:\n  maturity: {title: {en: Maturity, zh: 成熟度}, source: [S-01]}"),
    Key(
      "vocabularies", "Named values to choose from, each under its name.", .definition("vocabularies"),
      example: "vocabularies:\n  kind:\n    leader: {en: Leader, zh: 领导者}"),
    Key(
      "scales", "Whole levels from `min` to `max`, each with a label.", .definition("scales"),
      example: "scales:\n  maturity: {min: 0, max: 2, labels: {0: None, 1: Some, 2: Complete}}"),
  ])

  static let about = SchemaMapping([
    Key("title", "What people call it.", .definition("localized")),
    Key("source", "Where it comes from.", .definition("texts")),
  ])

  static let scale = SchemaMapping([
    Key("min", "The lowest level.", SchemaShapes.whole(from: -1000), required: true),
    Key("max", "The highest level.", SchemaShapes.whole(from: -1000), required: true),
    Key(
      "labels", "What each level means.",
      SchemaShapes.named(["type": "string", "pattern": "^[+-]?[0-9]+$"], .definition("localized")),
      example: "labels: {0: {en: None, zh: 无}, 1: {en: Some, zh: 部分}}"),
  ])

  /// The whole schema.
  static var node: SchemaNode {
    SchemaShapes.head("Kaudit vocabularies", "Vocabularies and scales that workflows share.")
      .with(file.node).with(["$defs": (["texts": SchemaShapes.texts] as SchemaNode).with(definitions)])
  }

  static var definitions: SchemaNode {
    [
      "about": about.node,
      "vocabularies": SchemaShapes.named(SchemaShapes.name, .definition("vocabulary")),
      "vocabulary": SchemaShapes.named(SchemaShapes.vocabularyKey, .definition("localized")).described(
        "The values under their keys, each with its label; keys stay, labels may change."),
      "scales": SchemaShapes.named(SchemaShapes.name, .definition("scale")), "scale": scale.node,
      "localized": SchemaShapes.localized(.definition("text")), "text": SchemaShapes.text,
    ]
  }
}
