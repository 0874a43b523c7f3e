import AuditCore

/// The schema of `analyse`: each method with its arguments.
enum MethodSchema {
  static var node: SchemaNode {
    [
      "type": "object", "required": ["method"],
      "properties": [
        "method": [
          "description": "The method that is computed.",
          "anyOf": .list(
            AnalysisMethod.all.map {
              ["const": .text($0.name), "description": .text($0.summary)]
            }),
        ]
      ],
      "allOf": .list(
        AnalysisMethod.all.map { method in
          [
            "if": ["properties": ["method": ["const": .text(method.name)]], "required": ["method"]],
            "then": mapping(method).node,
          ]
        }),
    ]
  }

  static func mapping(_ method: AnalysisMethod) -> SchemaMapping {
    SchemaMapping(
      [.init("method", "The method that is computed.", [:])]
        + method.parameters.map { parameter in
          .init(
            parameter.name, parameter.meaning, shape(parameter.kind),
            required: parameter.isRequired)
        })
  }

  private static func shape(_ kind: AnalysisMethod.Parameter.Kind) -> SchemaNode {
    switch kind {
    case .column: column
    case .scores: .definition("text")
    case .columns: ["anyOf": [column, ["type": "array", "items": column]]]
    case .axes: ["type": "object", "additionalProperties": column]
    case .number, .within, .whole:
      ["type": ["number", "string"], "pattern": #"^([+-]?[0-9.]+([eE][+-]?[0-9]+)?\s*%?|[^.]+\..+)$"#]
    case .word(let words): ["anyOf": [SchemaShapes.word(of: words), column]]
    case .list(let words):
      words.isEmpty ? .definition("texts") : ["type": "array", "items": SchemaShapes.word(of: words)]
    case .mask: ["type": "object", "additionalProperties": .definition("texts")]
    case .result: ["type": ["string", "object"]]
    }
  }

  /// `step.field`
  private static let column: SchemaNode = ["type": "string", "pattern": #"^[^.]+\..+$"#]
}
