import AuditCore

/// The schema of vocabulary files, and of vocabularies, scales and crosswalks within workflows.
enum VocabularySchema {
  typealias Key = SchemaMapping.Key

  static let file = SchemaMapping([
    Key("kaudit", "The format of the file: `1`.", .definition("text")),
    abouts,
    Key(
      "vocabularies", "Named values to choose from, each under its name.", .definition("vocabularies"),
      example: "vocabularies:\n  kind:\n    leader: {en: Leader, zh: 领导者}"),
    Key(
      "scales", "Whole levels from `min` to `max`, each with a label.", .definition("scales"),
      example: "scales:\n  maturity: {min: 0, max: 2, labels: {0: None, 1: Some, 2: Complete}}"),
    crosswalks,
  ])

  static let abouts = Key(
    "about", "What each vocabulary, scale or crosswalk is called, and where it comes from.",
    SchemaShapes.named(SchemaShapes.name, .definition("about")),
    example: "about:\n  maturity: {title: {en: Maturity, zh: 成熟度}, source: [S-01]}")

  static let crosswalks = Key(
    "crosswalks", "For each key of one vocabulary, the keys of another that it stands for.",
    SchemaShapes.named(SchemaShapes.name, .definition("crosswalk")),
    example:
      "crosswalks:\n  classes_of_item:\n    from: item\n    to: class\n    map: {name: [about], feedback: [about, from]}"
  )

  static let crosswalk = SchemaMapping([
    Key("from", "The vocabulary whose keys are mapped.", .definition("text"), required: true),
    Key("to", "The vocabulary that they are mapped to.", .definition("text"), required: true),
    Key(
      "map", "Every key with its counterparts; `[]` where it has none.",
      SchemaShapes.named(SchemaShapes.vocabularyKey, .definition("texts")), required: true,
      example: "map: {name: [about], feedback: [about, from], dialogue: []}"),
  ])

  static let about = SchemaMapping([
    Key("title", "What people call it.", .definition("localized")),
    Key("source", "Where it comes from.", .definition("texts")),
    Key(
      "guidance", "What helps to choose single values of a vocabulary, by their keys.",
      SchemaShapes.named(SchemaShapes.vocabularyKey, .definition("localized")),
      example: "guidance: {dialogue: The record of a dialogue describes the customer.}"),
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
    SchemaShapes.head("Kaudit vocabularies", "Vocabularies, scales and crosswalks that workflows share.")
      .with(file.node).with(["$defs": (["texts": SchemaShapes.texts] as SchemaNode).with(definitions)])
  }

  static var definitions: SchemaNode {
    [
      "about": about.node, "crosswalk": crosswalk.node,
      "vocabularies": SchemaShapes.named(SchemaShapes.name, .definition("vocabulary")),
      "vocabulary": SchemaShapes.named(SchemaShapes.vocabularyKey, .definition("localized")).described(
        "The values under their keys, each with its label; keys stay, labels may change."),
      "scales": SchemaShapes.named(SchemaShapes.name, .definition("scale")), "scale": scale.node,
      "localized": SchemaShapes.localized(.definition("text")), "text": SchemaShapes.text,
    ]
  }
}
