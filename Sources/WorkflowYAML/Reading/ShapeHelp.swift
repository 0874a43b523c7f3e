import YAMLTree

// How that is written which was written in another shape.
extension YAMLNode {
  /// A short text that can be repeated in a help.
  var word: String? { kind == .scalar && !isNull && textLength <= 60 && !text.contains("\n") ? text : nil }

  /// The help for who has written items under their names, or one item alone, where a list is expected whose items begin
  /// with `key`.
  func helpForItems(_ key: String) -> String? {
    guard kind == .mapping else { return nil }
    guard let first = entries.first(where: { _ in true })?.key.word, self[key] == nil else {
      return "begin each with `- \(key): …`"
    }
    return key == "that" ? "begin each with `- that: …`" : "begin each with `- \(key): \(first)`"
  }

  /// The help for who has listed names that are keys, each with what people read.
  var helpForLabels: String? {
    guard kind == .sequence, let first = items.first(where: { _ in true }) else { return nil }
    let name = first.word ?? first["key"]?.word ?? first["name"]?.word ?? first["id"]?.word ?? "name"
    return "write each as a key with what people read: `\(name): …`"
  }

  /// The help for who has listed fields.
  var helpForFields: String? {
    guard kind == .sequence, let first = items.first(where: { _ in true }) else { return nil }
    let name = first.word ?? first["name"]?.word ?? first["id"]?.word ?? first["field"]?.word ?? "name"
    return "write each under its name: `\(name): {type: \(first["type"]?.word ?? "text")}`"
  }
}
