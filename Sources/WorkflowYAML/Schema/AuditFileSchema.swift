import AuditCore

/// The schema of the audit files of one workflow.
///
/// An audit file may leave anything out, since the rest is asked for; so hardly anything is required.
struct AuditFileSchema {
  private let workflow: Workflow
  private let answers: AnswerSchema

  init(_ workflow: Workflow, _ language: Language) {
    self.workflow = workflow
    answers = AnswerSchema(workflow: workflow, language: language)
  }

  private typealias Key = SchemaMapping.Key
  private func words(_ english: String, _ chinese: String) -> String { answers.words(english, chinese) }
  private var language: Language { answers.language }

  var node: SchemaNode {
    SchemaShapes.head(
      answers.both(workflow.title),
      words(
        "An audit file for \(workflow.id) \(workflow.version).",
        "适用于流程 \(workflow.id) \(workflow.version) 的审计文件。")
    )
    .with(file.node).with(["$defs": definitions])
  }

  private var file: SchemaMapping {
    SchemaMapping(
      head
        + workflow.steps.filter { $0.parent == nil && takesAnswers($0) }.map { step in
          // The step explains itself.
          Key(step.name, about(step), titled(step))
        })
  }

  // MARK: The head

  private var head: [Key] {
    [
      Key(
        "audit", words("The name of the audit, which is that of its record.", "审计的名称，也是记录文件的名称。"),
        SchemaShapes.titleName, required: true),
      Key(
        "workflow",
        words("The workflow, by its name or by its file beside this one.", "所用流程：名称，或同一文件夹中的流程文件。"),
        .definition("text"), required: true),
      Key("version", words("The version of the workflow.", "流程版本。"), .definition("text")),
      Key("title", words("What people call the audit.", "审计标题。"), .definition("text")),
      Key(
        "language", words("The language of the audit.", "审计所用语言。"),
        SchemaShapes.word(of: workflow.languages.map(\.rawValue))),
      Key(
        "as_of", words("The day that counts as today in methods and documents.", "分析与文件中视为“今天”的日期。"),
        SchemaShapes.day),
      Key(
        "approvals", words("Sign-offs that were given elsewhere.", "在别处作出的批准。"),
        SchemaShapes.list(of: .definition("approval"))),
      Key(
        "renamed",
        words(
          "Entries that were called otherwise before; what was done for them follows.", "改过名的条目；与之相关的内容随之改名。"),
        SchemaShapes.list(of: renaming.node)),
    ]
  }

  var renaming: SchemaMapping {
    let named = workflow.steps.filter(\.hasKeyOfItsOwn).map(\.id.name)
    return SchemaMapping([
      Key(
        "entry", words("What it was called, as STEP/KEY.", "原名，写作“步骤/条目”。"),
        named.isEmpty
          ? ["not": [:]] : ["type": "string", "pattern": .text("^(?:\(named.joined(separator: "|")))/.")],
        required: true),
      Key("to", words("Its key now.", "现用的标识。"), .definition("text"), required: true),
      Key("because", words("Why.", "理由。"), .definition("text"), required: true),
    ])
  }

  var approval: SchemaMapping {
    let signed = workflow.steps.filter { $0.approver != nil }
    let one = signed.map { answers.titled($0.title).with(["const": .text($0.id.name)]) }
    let ofEach: SchemaNode = [
      "type": "string", "pattern": .text("^(?:\(signed.map(\.id.name).joined(separator: "|")))/."),
    ]
    return SchemaMapping([
      Key(
        "step",
        words(
          "The step that was signed off; of a step for each entry, STEP/ENTRY.", "所批准的步骤；逐条进行的步骤写“步骤/条目”。"),
        signed.isEmpty ? ["not": [:]] : ["anyOf": .list(one + [ofEach])], required: true),
      Key("by", words("Who signed.", "批准人。"), .definition("text"), required: true),
      Key("date", words("The day of the sign-off.", "批准日期。"), SchemaShapes.day, required: true),
      Key("evidence", words("What shows it, such as a letter.", "佐证材料，如批复文件。"), .definition("text")),
      Key("note", words("A remark.", "备注。"), .definition("text")),
    ])
  }

  // MARK: Steps

  /// Whether a file may speak of the step: people answer it, or one of those in it.
  private func takesAnswers(_ step: Step) -> Bool { !step.isComputed && !step.isReview }

  private func about(_ step: Step) -> String {
    step.guidance?[language] ?? words("Answers to this step.", "本步骤的答案。")
  }

  private func titled(_ step: Step) -> SchemaNode { answers.titled(step.title).with(shape(step)) }

  private func shape(_ step: Step) -> SchemaNode {
    if case .group(let children) = step.kind {
      let inside = children.compactMap { workflow[$0] }.filter(takesAnswers)
      return orNothing(SchemaMapping(inside.map { Key($0.name, about($0), titled($0)) }).node)
    }
    guard step.isRegister else { return orNothing(entry(step)) }
    return ["anyOf": [SchemaShapes.list(of: entry(step)), table(step), ["type": "null"]]]
  }

  private func orNothing(_ shape: SchemaNode) -> SchemaNode {
    guard case .members(let members) = shape else { return shape }
    return .members(members.map { $0.name == "type" ? .init(name: "type", value: ["object", "null"]) : $0 })
  }

  private func entry(_ step: Step) -> SchemaNode {
    let fields = step.fields.filter { !$0.isComputed }
    let keys = step.keyFields.map(\.name)
    let properties = fields.map { field in
      SchemaNode.Member(
        name: field.id.name,
        value: keys.contains(field.id.name) ? answers.keyAnswer(field) : answers.answer(field))
    }
    return (["type": "object", "properties": .members(properties)] as SchemaNode)
      .with(keys.isEmpty ? [:] : ["required": .texts(keys)]).with(["additionalProperties": false])
  }

  /// `{from: file.csv, columns: {field: column}}`
  private func table(_ step: Step) -> SchemaNode {
    let fields = step.fields.filter { !$0.isComputed }
    // A reference in a key may be spread over columns for the parts of the key that it names.
    let parts = step.fields.compactMap(\.type.target).compactMap { workflow[$0] }.flatMap { target in
      target.keyFields.compactMap(target.field)
    }
    var named: Set<FieldID> = []
    let columns = (fields + parts).filter { named.insert($0.id).inserted }
    return Self.table(columns.map { ($0.id.name, answers.both($0.title)) }, words).node
  }

  /// The keys of a table; `columns` are the fields that it may give, with their titles.
  static func table(
    _ columns: [(name: String, title: String)], _ words: (String, String) -> String
  ) -> SchemaMapping {
    SchemaMapping([
      Key(
        "from", words("The table with the entries, beside this file.", "条目所在的表格文件，与本文件在同一文件夹。"),
        .definition("text"), required: true, example: "from: customers.csv"),
      Key(
        "sheet",
        words("The sheet of a workbook; needed where more than one can be seen.", "工作簿中的工作表；可见工作表不止一张时须写明。"),
        .definition("text")),
      Key(
        "columns",
        words(
          "The column of each field whose name or title is not that of its column.",
          "字段对应的列名；列名与字段名或标题相同的不必写。"),
        [
          "type": "object",
          "properties": .members(
            columns.map { column in
              .init(name: column.name, value: SchemaShapes.text.with(["title": .text(column.title)]))
            }), "additionalProperties": false,
        ], example: "columns: {revenue: revenue_usd}"),
      Key(
        "separator",
        words(
          "What stands between several values in one cell, `|` where nothing is said.",
          "一个单元格内多个值之间的分隔符，默认为 `|`。"),
        .definition("text")),
    ])
  }

  private var definitions: SchemaNode {
    let vocabularies = (workflow.vocabularies + [workflow.roles]).map { vocabulary in
      SchemaNode.Member(name: AnswerSchema.name(of: vocabulary), value: answers.values(vocabulary))
    }
    let scales = workflow.scales.map { scale in
      SchemaNode.Member(name: AnswerSchema.name(of: scale), value: answers.levels(scale))
    }
    return
      ([
        "text": SchemaShapes.text, "no_answer": answers.noAnswer, "proof": answers.proof,
        "approval": approval.node, AlikeSchema.fullWidthName: AlikeSchema.fullWidth,
      ] as SchemaNode)
      .with(.members(vocabularies + scales))
  }
}
