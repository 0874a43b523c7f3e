import AuditCore

/// The schema of answers: what may be written for a field of each type.
struct AnswerSchema {
  let workflow: Workflow
  let language: Language

  func words(_ english: String, _ chinese: String) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  // MARK: Answers

  /// An answer to a field: a value, nothing yet, a reason for having none, or a value with what it rests on.
  func answer(_ field: Field) -> SchemaNode {
    let plain = [value(field), .definition("no_answer")]
    let shapes = field.type.isGroup ? plain : plain + [Self.proof(["anyOf": .list(plain)])]
    return explained(field).with(["anyOf": .list(shapes)])
  }

  /// An answer to a field that tells entries apart, which must be there.
  func keyAnswer(_ field: Field) -> SchemaNode {
    var value = value(field)
    if field.pattern == nil, value["pattern"] == nil, case .text = field.type {
      value = value.with(["pattern": #"\S"#])
    }
    return explained(field).with(["anyOf": [value, Self.proof(value)]])
  }

  /// A value of a field inside a group or table, which rests on what the whole rests on.
  private func inner(_ field: Field) -> SchemaNode {
    explained(field).with(["anyOf": [value(field), .definition("no_answer")]])
  }

  private func explained(_ field: Field) -> SchemaNode {
    var lines = field.guidance.map { [$0[language]] } ?? []
    var facts = facts(of: field.type)
    if let unit = field.unit { facts += words(", in \(unit[language])", "，单位：\(unit[language])") }
    if let least = field.least { facts += words(", from \(least)", "，最小 \(least)") }
    if let greatest = field.greatest { facts += words(", up to \(greatest)", "，最大 \(greatest)") }
    switch field.required {
    case .always: break
    case .never: facts += words(" (optional)", "（可选）")
    case .when: facts += words(" (required in some cases)", "（特定情况下必填）")
    }
    lines.append(facts)
    return titled(field.title).with(["description": .text(lines.joined(separator: "\n\n"))])
  }

  /// What is expected; the values of a choice are offered anyway.
  private func facts(of type: FieldType) -> String {
    switch type {
    case .choice: words("one value", "选一")
    case .choices: words("one value or a list of them", "可多选")
    default: type.words(in: language)
    }
  }

  /// The longest title that stands in both languages.
  private static let shortTitle = 60

  /// A title in the language asked for, with the other one where both are short.
  func titled(_ title: Text) -> SchemaNode { ["title": .text(both(title))] }

  func both(_ title: Text) -> String {
    let text = title[language]
    let others = Language.allCases.map { title[$0] }.filter { $0 != text }
    guard let other = others.first, text.count + other.count <= Self.shortTitle else { return text }
    return "\(text) · \(other)"
  }

  /// A value of this shape with what it rests on.
  private static func proof(_ value: SchemaNode) -> SchemaNode {
    ["allOf": [.definition("proof"), ["properties": ["value": value]]]]
  }

  /// `{value: …, evidence: […], source: …, confidence: …}`, whatever the value.
  var proof: SchemaNode {
    let confidence = SchemaShapes.word(of: Answer.Confidence.allCases.map(\.rawValue))
    let evidence = words("What it rests on: entries of the register of evidence.", "所依据的证据编号。")
    return [
      "type": "object",
      "properties": [
        "value": ["description": .text(words("The answer itself.", "答案本身。"))],
        "evidence": SchemaShapes.texts.described(evidence),
        "source": SchemaNode.definition("text").described(words("Where it comes from.", "出处。")),
        "confidence": confidence.described(words("How sure it is.", "可信度：high 高、medium 中、low 低。")),
      ],
      "required": ["value"], "additionalProperties": false,
    ]
  }

  /// Nothing yet, or `{unknown: why}` and its like.
  var noAnswer: SchemaNode {
    let properties = NonAnswer.allCases.map { kind in
      SchemaNode.Member(name: kind.rawValue, value: Self.reason.described(reason(kind)))
    }
    return [
      "type": ["object", "null"], "properties": .members(properties), "minProperties": 1, "maxProperties": 1,
      "additionalProperties": false,
    ]
  }

  private static let reason: SchemaNode = ["type": ["string", "number", "boolean"], "pattern": #"\S"#]

  private func reason(_ kind: NonAnswer) -> String {
    switch kind {
    case .unknown: words("Nobody could tell; say why.", "无人知晓，写明原因。")
    case .notApplicable: words("The question does not arise here; say why.", "此处不适用，写明原因。")
    case .later: words("It is answered later; say why. Holds the step back.", "暂缓，写明原因；该步骤暂不能提交。")
    }
  }

  // MARK: Values

  private func value(_ field: Field) -> SchemaNode {
    let value = value(field.type, field)
    guard let pattern = field.pattern, Self.isPlain(pattern.text), value["pattern"] == nil else {
      return value
    }
    return value.with(["pattern": .text(pattern.searched)])
  }

  /// Whether every reader of regular expressions takes the pattern as kaudit does.
  private static func isPlain(_ pattern: String) -> Bool {
    !pattern.contains("(?") && !pattern.contains("[:")
      && zip(pattern, pattern.dropFirst()).allSatisfy { mark, escaped in
        mark != "\\" || "dsw.-+*?()[]{}|^$/\\".contains(escaped)
      }
  }

  private func value(_ type: FieldType, _ field: Field?) -> SchemaNode {
    switch type {
    case .text, .longText, .file: return SchemaShapes.text.with(limits(field, "minLength", "maxLength"))
    case .person:
      return SchemaShapes.text.with(["pattern": #"\S"#]).with(limits(field, "minLength", "maxLength"))
    case .integer:
      return numeric("integer", "^[+-]?[0-9]+$", field)
    case .number, .money:
      return numeric("number", "^\(Self.number)$", field)
    case .percent:
      return numeric("number", #"^\#(Self.number)\s*%?$"#, field)
    case .boolean:
      return [
        "anyOf": [
          ["enum": [true, false, "true", "false", "yes", "no", "是", "否"]],
          ["type": "string", "pattern": .text(Self.yesOrNo)], .definition(AlikeSchema.fullWidthName),
        ]
      ]
    case .date: return SchemaShapes.day
    case .choice(let vocabulary): return choice(vocabulary)
    case .choices(let vocabulary):
      return ["anyOf": [choice(vocabulary), array(of: choice(vocabulary), field), Self.several]]
    case .scale(let scale): return .definition(Self.name(of: scale))
    case .reference: return ["anyOf": [.definition("text"), SchemaShapes.list(of: .definition("text"))]]
    case .list(let element):
      let many = array(of: value(element, nil), field)
      return alone(element).map { ["anyOf": [$0, many, Self.several]] } ?? many
    case .group(let fields): return record(fields)
    case .table(let fields, let key):
      let row = record(fields)
      return array(
        of: key.isEmpty ? row : row.with(["required": .texts(key.map(\.name))]), field)
    }
  }

  private func numeric(_ type: String, _ pattern: String, _ field: Field?) -> SchemaNode {
    let plain: SchemaNode = ["type": [.text(type), "string"], "pattern": .text(pattern)]
    return [
      "anyOf": [plain.with(limits(field, "minimum", "maximum")), .definition(AlikeSchema.fullWidthName)]
    ]
  }

  /// What else is understood for yes and no, in capitals too.
  private static let yesOrNo =
    "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[对對有不无無]|[没沒]有)$"

  /// Several values as one text.
  private static let several: SchemaNode = ["type": "string", "pattern": "[、；;,，]"]

  private static let number = #"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"#

  /// One item of a list that may stand without brackets.
  private func alone(_ element: FieldType) -> SchemaNode? {
    switch element {
    case .group, .table: nil
    case .list(let inner): alone(inner)
    case .choices(let vocabulary): choice(vocabulary)
    case .reference: .definition("text")
    default: value(element, nil)
    }
  }

  private func array(of shape: SchemaNode, _ field: Field?) -> SchemaNode {
    SchemaShapes.list(of: shape).with(limits(field, "minItems", "maxItems"))
  }

  private func record(_ fields: [Field]) -> SchemaNode {
    [
      "type": "object",
      "properties": .members(
        fields.filter { !$0.isComputed }.map { .init(name: $0.id.name, value: inner($0)) }),
      "additionalProperties": false,
    ]
  }

  private func limits(_ field: Field?, _ least: String, _ greatest: String) -> SchemaNode {
    let bounds = [(least, field?.min), (greatest, field?.max)]
    return .members(
      bounds.compactMap { name, bound in
        bound.flatMap { bound in
          // Lengths below none at all say nothing, and schemas do not take them.
          least == "minimum" || bound >= 0 ? .init(name: name, value: .number(bound)) : nil
        }
      })
  }
}

extension FieldType {
  fileprivate var isGroup: Bool { if case .group = self { true } else { false } }
}
