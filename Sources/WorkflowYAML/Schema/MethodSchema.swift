import AuditCore

/// The schema of `analyse`: each method with its arguments.
enum MethodSchema {
  /// What each method computes, in words.
  static let methods = [
    "gap_analysis": "Compares the scores with the level that is wanted, cell by cell, and weighs the gaps.",
    "customer_classification": "Sorts customers by value and growth, with the whale curve.",
    "register_scoring": "Scores an asset register: risk, coverage by class and stage, gaps, single holders.",
    "agreement": "Says how far raters agree, by a coefficient, and who is stricter.",
  ]

  /// What each argument means, in words; a test demands one for every parameter.
  static let arguments = [
    "current": "The step with the scores of today.", "ideal": "The field with the level that is wanted.",
    "refinements":
      "The field with a level of its own for some cells, as for one group; it goes before `ideal`, and `not_applicable` means that nothing is needed there.",
    "weights": "The field with the weight of each value, by axis; the axes span the cells.",
    "combine": "How several scores of a cell become one.",
    "revenue": "What a customer brings in.", "direct_cost": "What is sold to a customer costs that much.",
    "cost_to_serve": "What serving a customer costs.", "potential_revenue": "What a customer could bring in.",
    "retention": "How likely a customer stays for another year.",
    "discount_rate": "By how much a year later is worth less.", "horizon": "How many years are looked ahead.",
    "margin_growth": "By how much the margin grows each year.",
    "first_margin": "Whether the first margin comes now or at the end of the year.",
    "value_measure":
      "What customers are sorted by: this year's contribution, or the value over their lifetime.",
    "growth_minimum_amount": "From which amount on a potential counts as growth.",
    "growth_minimum_ratio": "From which share on a potential counts as growth.",
    "abc_a": "Up to which share of the sum customers belong to A.",
    "abc_b": "Up to which share of the sum customers belong to B.",
    "classes": "The classes of knowledge that an asset holds.",
    "stages": "The stages of the lifecycle that an asset serves.",
    "groups": "The customer groups that an asset is about.",
    "criticality": "How much harm its loss would do.", "vulnerability": "How easily it is lost.",
    "quality": "How good it is.", "reviewed": "The day of its last review.",
    "interval": "After how many days it is due for review.", "form": "In which form it exists.",
    "owner": "Who answers for it.", "holders": "Who holds it.", "decisions": "Which decisions rest on it.",
    "location": "Where it lies.", "name": "What it is called.",
    "duplicate_of": "The asset that it repeats.", "mask": "Which stages are needed for each class.",
    "scores": "The register of scores, or the field that holds them.",
    "rater": "The field that says who gave a score; without it `rater`.",
    "coefficient": "How agreement is measured; without it ICC(2,1).",
    "level": "How values differ, for Krippendorff's alpha; without it `ordinal`.",
    "weighting": "How much it counts that two raters differ, for Cohen's kappa; without it `none`.",
    "target": "The least value that was agreed upon beforehand.",
    "seed": "Any whole number: with it, Krippendorff's alpha gets an interval, drawn by lot from it.",
    "minimum_quality": "Below which quality an asset does not count as cover.",
  ]

  static var node: SchemaNode {
    [
      "type": "object", "required": ["method"],
      "properties": [
        "method": [
          "description": "The method that is computed.",
          "anyOf": .list(
            AnalysisMethod.all.map {
              ["const": .text($0.name), "description": .text(methods[$0.name] ?? $0.name)]
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
            parameter.name, arguments[parameter.name] ?? parameter.name, shape(parameter.kind),
            required: parameter.isRequired)
        })
  }

  private static func shape(_ kind: AnalysisMethod.Parameter.Kind) -> SchemaNode {
    switch kind {
    case .column: column
    case .scores: .definition("text")
    case .axes: ["type": "object", "additionalProperties": column]
    case .number:
      ["type": ["number", "string"], "pattern": #"^([+-]?[0-9.]+([eE][+-]?[0-9]+)?\s*%?|[^.]+\..+)$"#]
    case .word(let words): ["anyOf": [SchemaShapes.word(of: words), column]]
    case .mask: ["type": "object", "additionalProperties": .definition("texts")]
    }
  }

  /// `step.field`
  private static let column: SchemaNode = ["type": "string", "pattern": #"^[^.]+\..+$"#]
}
