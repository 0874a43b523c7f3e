import AuditCore

/// The schema of fields.
enum FieldSchema {
  typealias Key = SchemaMapping.Key

  static let field = SchemaMapping(
    [
      Key(
        "type", "What kind of answer it takes.",
        [
          "anyOf": .list(FieldType.words.map { ["const": .text($0), "description": .text(words[$0] ?? $0)] })
        ],
        required: true),
      Key(
        "of",
        "The vocabulary of a `choice` or of `choices`, the scale of a `scale`, the type of a list's items.",
        ["anyOf": [.definition("text"), .definition("item_type")]], example: "of: member_kind"),
      Key(
        "to", "The register whose entries a `reference` names.", .definition("text"), example: "to: members"),
      Key(
        "fields", "What stands inside a `group`, or in each row of a `table`.", .definition("inner_fields")),
      Key("key", "What tells the rows of a table apart.", .definition("texts")),
      Key(
        "title", "The question in a few words, as people read it.", .definition("localized"),
        example: "title: {en: Person, zh: 人员}"),
      Key("guidance", "How to answer well.", .definition("localized")),
      Key(
        "required", "Whether it must be answered: `true` (usual), `false`, or an expression about the entry.",
        .definition("expression"), example: "required: this.level == 5"),
      Key("default", "What an unanswered field holds; it counts, and is shown as the default.", [:]),
      Key(
        "value", "Computes the answer instead of asking for it: an expression about the entry.",
        .definition("expression"), example: "value: this.criticality * this.vulnerability"),
      Key("min", "The least number or day, or the least length of a text or list.", SchemaShapes.bound),
      Key("max", "The greatest number or day, or the greatest length of a text or list.", SchemaShapes.bound),
      Key(
        "pattern", "What the whole of a text must look like, as a regular expression (RE2).",
        .definition("text"), example: "pattern: \"[A-Z][0-9]+\""),
      Key("unique", "Whether no two entries may give the same answer.", SchemaShapes.boolean),
      Key("unit", "What a number counts.", .definition("localized"), example: "unit: {en: days, zh: 天}"),
      Key(
        "when", "Whether it is asked at all: an expression about the entry.", .definition("expression"),
        example: "when: this.kind == 'system'"),
      Key(
        "evidence", "What evidence the answer must cite: one rule, or a list of them.",
        .definition("evidence"),
        example: "evidence: {when: this.score >= 4, at_least: 1}"),
      Key("checks", "What must hold for the answer; the entry is `this`.", .definition("checks")),
      Key("source", "Where the field comes from.", .definition("texts")),
    ],
    rules: [
      "allOf": [
        demand("of", of: ["choice", "choices", "scale", "list"]), demand("to", of: ["reference"]),
        demand("fields", of: ["group", "table"]),
        [
          "if": ["properties": ["type": ["not": ["const": "list"]]]],
          "then": ["properties": ["of": .definition("text")]],
        ],
      ]
    ])

  /// A field inside a group or table; evidence is cited for the whole, and only entries have unique answers.
  static let inner = field.without(
    ["evidence", "unique"],
    and: [
      Key(
        "required",
        "Whether it must be answered: `true` (usual), `false`, or an expression about the group or row.",
        .definition("expression"), example: "required: this.level == 5"),
      Key(
        "value", "Computes the answer instead of asking for it: an expression about the group or row.",
        .definition("expression"), example: "value: this.count * entry.price"),
      Key(
        "when", "Whether it is asked at all: an expression about the group or row, with `entry` around it.",
        .definition("expression"), example: "when: this.kind == 'system'"),
      Key("checks", "What must hold for the answer; the group or row is `this`.", .definition("checks")),
    ])

  /// What a list's items are, where a word is not enough.
  static let itemType = SchemaMapping(
    field.keys.filter { ["type", "of", "to", "fields"].contains($0.name) }, rules: field.rules)

  private static func demand(_ key: String, of types: [String]) -> SchemaNode {
    [
      "if": ["properties": ["type": SchemaShapes.word(of: types)], "required": ["type"]],
      "then": ["required": [.text(key)]],
    ]
  }

  /// The types in words.
  static let words = [
    "text": "A text of a line or a few.", "long_text": "A longer text, with paragraphs.",
    "integer": "A whole number.", "number": "A number.", "percent": "A share, written 25% or 0.25.",
    "money": "An amount in the field's unit.", "boolean": "Yes or no.", "date": "A day, as 2026-01-31.",
    "choice": "One value of a vocabulary (of).", "choices": "Several values of a vocabulary (of).",
    "scale": "A level of a scale (of).", "person": "The name of a person.",
    "reference": "An entry of a register (to).", "list": "Several values of one type (of), in order.",
    "group": "Several named values as one (fields).", "table": "Rows of named values (fields).",
    "file": "The name of a file kept with the audit.",
  ]

  static var definitions: SchemaNode {
    [
      "fields": SchemaShapes.named(SchemaShapes.name, .definition("field")), "field": field.node,
      "inner_fields": SchemaShapes.named(
        ["allOf": [SchemaShapes.name, ["not": SchemaShapes.word(of: FieldReader.answerWords)]]],
        .definition("inner_field")),
      "inner_field": inner.node, "item_type": itemType.node,
    ]
  }
}

extension SchemaShapes {
  /// A limit: a number, a day, or a share with `%`.
  static let bound: SchemaNode = [
    "type": ["number", "string"],
    "pattern": #"^([+-]?[0-9.]+([eE][+-]?[0-9]+)?\s*%?|[0-9]{4}-[0-9]{2}-[0-9]{2})$"#,
  ]
}
