import AuditCore

/// Shapes that stand in many places.
///
/// Kaudit takes a scalar as the text that was written and lets the place say what it means. YAML tools guess before the
/// schema is asked, so that a text may arrive as a number, and a number as a text.
enum SchemaShapes {
  /// Any text; nothing is none.
  static let text: SchemaNode = ["type": ["string", "number", "boolean"]]

  static func oneOrMore(_ shape: SchemaNode) -> SchemaNode {
    ["anyOf": [shape, ["type": "array", "items": shape]]]
  }

  static let texts = oneOrMore(.definition("text"))

  /// Names that expressions use.
  static let name: SchemaNode = [
    "type": "string",
    "pattern": .text(
      "^(?!(?:\(Spelling.reserved.sorted().joined(separator: "|")))$)[a-z][a-z0-9_]*$"),
  ]

  static let word: SchemaNode = ["type": "string", "pattern": "^[a-z][a-z0-9_]*$"]
  static let vocabularyKey: SchemaNode = ["type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$"]

  /// Names that become parts of file names: letters and digits of any script, `-`, `_`, `.` inside.
  static let titleName: SchemaNode = [
    "type": ["string", "integer"], "maxLength": 120,
    "pattern":
      #"^(?!.*\.\.)[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f][^\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]*$"#,
  ]

  static func localized(_ text: SchemaNode) -> SchemaNode {
    [
      "anyOf": [
        text,
        [
          "type": "object",
          "properties": .members(
            Language.allCases.map { .init(name: $0.rawValue, value: languageText($0, text)) }),
          "additionalProperties": false,
        ],
      ]
    ]
  }

  private static func languageText(_ language: Language, _ text: SchemaNode) -> SchemaNode {
    switch language {
    case .english: text.described("The text in English.")
    case .chinese: text.described("The text in Chinese.")
    }
  }

  /// An expression of CEL, one that holds or not among them: `true`.
  static let expression: SchemaNode = ["type": ["string", "number", "boolean"]]

  static func whole(from least: Int) -> SchemaNode {
    ["type": ["integer", "string"], "minimum": .whole(least), "pattern": "^[+-]?[0-9]+$"]
  }

  static let boolean: SchemaNode = ["enum": [true, false, "true", "false"]]

  /// A group in which everything stands under a name of its own.
  static func named(_ names: SchemaNode, _ shape: SchemaNode) -> SchemaNode {
    ["type": "object", "propertyNames": names, "additionalProperties": shape]
  }

  static func list(of shape: SchemaNode) -> SchemaNode { ["type": "array", "items": shape] }

  static func word(of words: some Sequence<String>) -> SchemaNode { ["enum": .texts(words)] }

  /// A day, best as 2026-01-31; what else is understood has one of the marks that people put between.
  static let day: SchemaNode = [
    "anyOf": [
      ["type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"],
      [
        "type": "string",
        "pattern":
          "^(?![0-9]{4}-[0-9]{2}-[0-9]{2}$)[0-9０-９]{4}[-/.年－／．][0-9０-９]{1,2}[-/.月－／．][0-9０-９]{1,2}[日号號]?$",
      ],
    ]
  ]

  /// What every schema of ours begins with.
  static func head(_ title: String, _ words: String) -> SchemaNode {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .text(title),
      "description": .text(words),
    ]
  }
}
