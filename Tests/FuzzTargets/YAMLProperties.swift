import Diagnostics
import YAMLTree

func readYAML(_ input: [UInt8]) throws(Complaint) {
  let document = try parsed(input, .standard)
  guard isOneOf(4, input) else { return }
  var tight = YAMLLimits()
  tight.depth = 4
  tight.scalarBytes = 24
  tight.nodes = 60
  tight.aliasFactor = 2
  tight.aliasAllowance = 10
  tight.aliasByteAllowance = 50
  tight.diagnostics = 3
  _ = try parsed(input, tight)
  try require(
    try parsed(input, .standard).diagnostics == document.diagnostics, "other diagnostics the second time")
  guard let root = document.root, document.diagnostics.isEmpty else { return }
  var room = 5_000
  guard let written = flow(root, &room) else { return }
  let again = YAMLTree.parse(SourceFile(name: "again", text: written))
  guard let copy = again.root else { throw Complaint("what is written is not read back: \(written)") }
  try require(isSame(root, copy), "what is written is read back as something else: \(written)")
}

private func parsed(_ input: [UInt8], _ limits: YAMLLimits) throws(Complaint) -> YAMLDocument {
  let document = YAMLTree.parse(SourceFile(name: "input", bytes: input), limits: limits)
  let isCostly = isOneOf(8, input)
  try judge(document.diagnostics, printing: isCostly)
  try require(
    document.diagnostics.count <= limits.diagnostics + 1, "\(document.diagnostics.count) diagnostics")
  if let root = document.root {
    var room = isCostly ? 2_000 : 100
    try judge(root, inside: nil, &room)
  } else {
    try require(!document.diagnostics.isEmpty, "no tree, and no word why")
  }
  return document
}

/// Every node stands in the text, and within the one around it.
private func judge(_ node: YAMLNode, inside outer: SourceSpan?, _ room: inout Int) throws(Complaint) {
  room -= 1
  guard room > 0 else { return }
  let span = node.useSpan
  try require(span.start <= span.end, "a node ends at \(span.end), before it begins at \(span.start)")
  if let outer, !node.isAlias {
    try require(
      outer.start <= span.start && span.end <= outer.end,
      "a node at \(span.start)-\(span.end) is outside of \(outer.start)-\(outer.end)")
  }
  guard !node.isAlias else { return }
  if node.kind == .scalar {
    let scalars = node.text.unicodeScalars.count
    for offset in [0, scalars / 2, scalars] {
      let place = node.position(ofScalar: offset)
      try require(
        span.start <= place && place <= span.end,
        "character \(offset) of \(scalars) at \(place), outside of \(span.start)-\(span.end)")
    }
  }
  for item in node.items { try judge(item, inside: span, &room) }
  for (key, value) in node.entries {
    try judge(key, inside: span, &room)
    try judge(value, inside: span, &room)
  }
}

/// The tree on one line, aliases written out; nil where that takes too much room.
private func flow(_ node: YAMLNode, _ room: inout Int) -> String? {
  room -= 1
  guard room > 0 else { return nil }
  switch node.kind {
  case .scalar: return node.isNull ? "~" : YAMLWriter.yamlScalar(node.text)
  case .sequence:
    var items: [String] = []
    for item in node.items {
      guard let text = flow(item, &room) else { return nil }
      items.append(text)
    }
    return "[" + items.joined(separator: ", ") + "]"
  case .mapping:
    var entries: [String] = []
    for (key, value) in node.entries {
      guard let key = flow(key, &room), let value = flow(value, &room) else { return nil }
      entries.append("? \(key) : \(value)")
    }
    return "{" + entries.joined(separator: ", ") + "}"
  }
}

private func isSame(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
  guard left.kind == right.kind, left.count == right.count, left.isNull == right.isNull,
    left.isNull || left.text.utf8.elementsEqual(right.text.utf8)
  else { return false }
  for (a, b) in zip(left.items, right.items) where !isSame(a, b) { return false }
  for (a, b) in zip(left.entries, right.entries) where !isSame(a.key, b.key) || !isSame(a.value, b.value) {
    return false
  }
  return true
}
