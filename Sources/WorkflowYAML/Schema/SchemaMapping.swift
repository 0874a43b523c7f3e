/// A mapping as an editor explains it: its keys with what each is for, and what may stand there.
///
/// A test compares the keys with those of the reader of the same mapping.
struct SchemaMapping: Sendable {
  let keys: [Key]
  /// What holds between keys, such as that one of several must be there.
  let rules: SchemaNode

  struct Key: Sendable {
    let name: String
    /// What it is for, one sentence or two, code in backticks.
    let words: String
    let shape: SchemaNode
    let isRequired: Bool
    /// How it is written.
    let example: String?

    init(
      _ name: String, _ words: String, _ shape: SchemaNode, required isRequired: Bool = false,
      example: String? = nil
    ) {
      self.name = name
      self.words = words
      self.shape = shape
      self.isRequired = isRequired
      self.example = example
    }

    /// The shape with its explanation.
    var node: SchemaNode {
      Self.described(words, markdown: example.map { "\(words)\n\n```yaml\n\($0)\n```" } ?? words).with(shape)
    }

    static func described(_ words: String, markdown: String) -> SchemaNode {
      [
        "description": .text(words.filter { $0 != "`" }),
        "markdownDescription": .text(markdown),
      ]
    }
  }

  init(_ keys: [Key], rules: SchemaNode = [:]) {
    self.keys = keys
    self.rules = rules
  }

  var names: [String] { keys.map(\.name) }

  /// The same without some keys, or with other shapes for them.
  func without(_ names: Set<String>, and replacements: [Key] = []) -> SchemaMapping {
    SchemaMapping(
      keys.filter { !names.contains($0.name) }.map { key in
        replacements.first { $0.name == key.name } ?? key
      }, rules: rules)
  }

  var node: SchemaNode {
    let required = keys.filter(\.isRequired).map(\.name)
    let properties = SchemaNode.members(keys.map { .init(name: $0.name, value: $0.node) })
    return SchemaNode.members([.init(name: "type", value: "object")])
      .with(["properties": properties])
      .with(required.isEmpty ? [:] : ["required": .texts(required)])
      .with(["additionalProperties": false]).with(rules)
  }
}
