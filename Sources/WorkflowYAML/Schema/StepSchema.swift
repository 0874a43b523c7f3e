import AuditCore

/// The schema of a step and of what it does.
enum StepSchema {
  typealias Key = SchemaMapping.Key

  /// What every step may have; the kinds, of which it has one, follow.
  static let step = SchemaMapping(
    [
      Key(
        "step",
        "The name of the step, as expressions, audit files and commands use it. Never rename one in use.",
        [
          "allOf": [
            SchemaShapes.name, ["not": SchemaShapes.word(of: Spelling.templateNames.sorted())],
          ]
        ], required: true),
      Key("title", "What people call the step.", .definition("localized")),
      Key("guidance", "How to do it well: what whoever answers should know.", .definition("localized")),
      Key("source", "Where the step comes from.", .definition("texts")),
      Key(
        "needs",
        "Steps that must be finished before. What references and expressions name is waited for anyway.",
        .definition("texts"), example: "needs: [team, goals]"),
      Key(
        "each",
        "A register: the step is done once for each entry, which expressions call by the name given here.",
        (["type": "object", "minProperties": 1, "maxProperties": 1] as SchemaNode).with(
          ["propertyNames": SchemaShapes.name, "additionalProperties": .definition("text")]),
        example: "each: {group: customer_groups}"),
      Key(
        "when", "Whether the step is asked at all, as an expression of CEL.", .definition("expression"),
        example: "when: scope.with_suppliers"),
      Key("approve", "The role that signs the step off.", .definition("text"), example: "approve: sponsor"),
      Key(
        "assign", "Whose turn the step is, and by when: a role, or who and by which day.",
        ["anyOf": [.definition("text"), .definition("assign")]],
        example: "assign: {person: group.owner.person, due: 2026-04-30}"),
      Key(
        "documents", "Documents that are made of the answers; each has a template of its name.",
        SchemaShapes.oneOrMore(["anyOf": [SchemaShapes.word, .definition("document")]]),
        example: "documents: [audit_charter, {document: annex, when: scope.with_annex}]"),
      Key(
        "evidence", "What evidence each entry must cite: one rule, or a list of them.",
        .definition("evidence"),
        example: "evidence: {when: this.score >= 4, at_least: 1}"),
      Key(
        "checks", "What must hold before the step can be handed in.", .definition("checks"),
        example: "checks:\n  - that: members.size() >= 3\n    message: three members at least"),
      Key("ask", "One form.", .definition("ask")),
      Key(
        "collect", "A register: entries with the same fields, told apart by their key.",
        .definition("collect")),
      Key("rate", "Scores of the entries of a register, by one or several raters.", .definition("rate")),
      Key("analyse", "A method that kaudit computes.", .definition("analyse")),
      Key("write", "Findings, or with `for` the actions that answer them.", .definition("write")),
      Key("review", "A sign-off of other steps.", .definition("review")),
      Key(
        "include",
        "Another workflow as one step: the name of one that ships, or a file beside this one. Its steps are called here by "
          + "both names joined by `_`.",
        .definition("text"), example: "include: customer-knowledge-audit"),
      Key(
        "steps", "Steps as one group: with one title, one approval; its state follows from theirs.",
        .definition("steps")),
    ])

  static var node: SchemaNode {
    step.node.with([
      "oneOf": .list(StepReader.kinds.map { ["required": [.text($0)]] as SchemaNode }),
      "allOf": [
        [
          "if": ["anyOf": [["required": ["review"]], ["required": ["analyse"]], ["required": ["include"]]]],
          "then": ["properties": ["each": false]],
        ],
        ["if": ["required": ["review"]], "then": ["properties": ["approve": false]]],
      ],
    ])
  }

  static let assignment = SchemaMapping(
    charge + [
      Key(
        "each", "Whose turn each entry is, which is `this` in the expressions.",
        SchemaMapping(charge).node, example: "each: {person: this.owner.person}")
    ])

  static let charge = [
    Key("role", "Everybody who holds the role.", .definition("text")),
    Key("person", "An expression of CEL that gives a person's name.", .definition("expression")),
    Key("due", "The day by which it is due, or an expression that gives one.", .definition("expression")),
  ]

  static let document = SchemaMapping([
    Key("document", "The name of the document.", SchemaShapes.word, required: true),
    Key("when", "Whether it is made, as an expression of CEL.", .definition("expression")),
  ])

  static let evidenceRule = SchemaMapping([
    Key(
      "when", "When the rule holds: an expression about the entry; always where nothing is said.",
      .definition("expression")),
    Key(
      "kinds", "The kinds of evidence that count; every kind where nothing is said.", .definition("texts"),
      example: "kinds: [interview, document]"),
    Key("at_least", "How much evidence there must be.", SchemaShapes.whole(from: 1)),
    Key(
      "different_kinds", "Of how many different kinds it must be (triangulation).",
      SchemaShapes.whole(from: 2)),
    Key("message", "What people read when it is lacking.", .definition("localized")),
    Key(
      "severity", "`error` holds the step back; `warning` is only shown.",
      SchemaShapes.word(of: ["error", "warning"])),
  ])

  private static let fields = Key(
    "fields", "What is asked, each field under its name.", .definition("fields"),
    example: "fields:\n  person: {type: text, title: {en: Person, zh: 人员}}")
  private static let checks = Key(
    "checks", "What must hold for each entry, which is `this`.", .definition("checks"),
    example: "checks:\n  - that: this.end >= this.start\n    message: it ends before it starts")
  private static let counts = [
    Key("at_least", "How many entries there must be.", SchemaShapes.whole(from: 0)),
    Key("at_most", "How many entries there may be.", SchemaShapes.whole(from: 1)),
  ]

  /// Fields beside those that a score has by itself.
  private static let furtherFields: SchemaNode = [
    "allOf": [
      .definition("fields"),
      [
        "propertyNames": [
          "not": SchemaShapes.word(of: [Rating.subject, Rating.rater, Rating.score].map(\.name))
        ]
      ],
    ]
  ]

  /// What stands under the word of each kind that has keys of its own.
  static let kinds: [(kind: String, mapping: SchemaMapping)] = [
    ("ask", SchemaMapping([required(fields), checks])),
    (
      "collect",
      SchemaMapping(
        [
          Key(
            "key", "The field, or the fields, that tell the entries apart.", .definition("texts"),
            required: true, example: "key: [activity, person]")
        ] + counts + [required(fields), checks])
    ),
    (
      "rate",
      SchemaMapping([
        Key("subjects", "The register whose entries are rated.", .definition("text"), required: true),
        Key(
          "on", "Further dimensions: a score for each value of a vocabulary or entry of a register.",
          SchemaShapes.named(SchemaShapes.name, .definition("text")), example: "on: {group: customer_groups}"),
        Key("scale", "The scale of the scores.", .definition("text"), required: true),
        Key("raters", "How many people score each subject.", SchemaShapes.whole(from: 1)),
        Key(
          "blind", "Whether raters see each other's scores only after all are handed in.",
          SchemaShapes.boolean),
        Key(
          "where", "Which subjects are rated: an expression about each, which is `this`.",
          .definition("expression"), example: "where: this.criticality >= 4"),
        Key(fields.name, "What is asked beside the score, each field under its name.", furtherFields), checks,
      ])
    ),
    (
      "write",
      SchemaMapping(
        [
          Key(
            "for", "The step whose findings are answered: actions are written, with owner and date.",
            .definition("text"), example: "for: findings"),
          Key("about", "The steps from which findings are drawn.", .definition("texts")),
          Key(
            "parts", "What a finding consists of; all parts where nothing is said.",
            SchemaShapes.oneOrMore(SchemaShapes.word(of: Writing.Part.allCases.map(\.rawValue))),
            example: "parts: [condition, criterion, cause, effect]"),
          Key("criteria", "The register of criteria that findings are judged against.", .definition("text")),
          Key(
            "severity", "The vocabulary of severities, where it is not called `severity`.",
            .definition("text")),
          Key(
            "confidence", "The vocabulary of confidences, where it is not called `confidence`.",
            .definition("text")),
          Key("evidence", "The register of evidence that findings cite.", .definition("text")),
        ] + counts + [
          Key(fields.name, "Further fields, each under its name.", fields.shape), checks,
        ],
        rules: [
          "if": ["required": ["for"]],
          "then": [
            "properties": .members(
              ["about", "parts", "criteria", "severity", "confidence", "evidence"].map {
                .init(name: $0, value: false)
              })
          ],
        ])
    ),
    (
      "review",
      SchemaMapping([
        Key(
          "of", "The steps that are signed; a group stands for all that is in it.",
          ["anyOf": [.definition("text"), ["type": "array", "minItems": 1, "items": .definition("text")]]],
          required: true),
        Key("by", "The role that signs.", .definition("text"), required: true),
      ])
    ),
  ]

  private static func required(_ key: Key) -> Key {
    Key(key.name, key.words, key.shape, required: true, example: key.example)
  }

  static var definitions: SchemaNode {
    SchemaNode.members(
      kinds.map { .init(name: $0.kind, value: $0.mapping.node) }
        + [
          .init(name: "analyse", value: MethodSchema.node), .init(name: "assign", value: assignment.node),
          .init(name: "document", value: document.node),
          .init(name: "evidence", value: SchemaShapes.oneOrMore(evidenceRule.node)),
        ])
  }
}
