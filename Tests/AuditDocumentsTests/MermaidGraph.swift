import Testing

/// Reads the part of Mermaid that our graphs are written in, and no more: what it does not know is a mistake.
struct MermaidGraph {
  private(set) var labels: [String: String] = [:]
  /// What each node or box stands in.
  private(set) var boxes: [String: String] = [:]
  private(set) var edges: [(from: String, to: String, isDashed: Bool)] = []
  private(set) var classes: [String: String] = [:]
  private(set) var mistakes: [String] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.popLast() != "" { mistakes.append("no line end at the end") }
    if lines.first?.hasPrefix("%%{init: {\"flowchart\": ") != true
      || lines.dropFirst().first != "flowchart TB"
    {
      mistakes.append("no flowchart")
    }
    lines = Array(lines.dropFirst(2))
    var open: [String] = []
    var styles: Set<String> = []
    for line in lines {
      if let match = line.wholeMatch(of: /\s+subgraph ([ps]_[a-z0-9_]+)\["([^"]*)"\]/) {
        add(String(match.1), String(match.2), in: open.last)
        open.append(String(match.1))
      } else if line.wholeMatch(of: /\s+end/) != nil {
        if open.popLast() == nil { mistakes.append("an end too many") }
      } else if let match = line.wholeMatch(
        of:
          /\s+(s_[a-z0-9_]+)(?:\["([^"]*)"\]|\[\("([^"]*)"\)\]|\[\/"([^"]*)"\/\]|\[\["([^"]*)"\]\]|\("([^"]*)"\)|\{\{"([^"]*)"\}\})/
      ) {
        let label = [match.2, match.3, match.4, match.5, match.6, match.7].compactMap(\.self).first ?? ""
        add(String(match.1), String(label), in: open.last)
      } else if let match = line.wholeMatch(of: /\s+(s_[a-z0-9_]+) (-->|-\.->) (s_[a-z0-9_]+)/) {
        edges.append((String(match.1), String(match.3), match.2 == "-.->"))
      } else if let match = line.wholeMatch(of: /\s+classDef ([a-z_]+) [a-z0-9:#, -]+/) {
        styles.insert(String(match.1))
      } else if let match = line.wholeMatch(of: /\s+class ([a-z0-9_,]+) ([a-z_]+)/) {
        if !styles.contains(String(match.2)) { mistakes.append("no classDef \(match.2)") }
        for id in match.1.split(separator: ",") { classes[String(id)] = String(match.2) }
      } else {
        mistakes.append(line)
      }
    }
    if !open.isEmpty { mistakes.append("not closed: \(open)") }
    for edge in edges {
      for id in [edge.from, edge.to] where labels[id] == nil { mistakes.append("no node \(id)") }
      if isAround(edge.from, edge.to) || isAround(edge.to, edge.from) {
        mistakes.append("\(edge.from) and \(edge.to) stand in each other")
      }
    }
  }

  private mutating func add(_ id: String, _ label: String, in box: String?) {
    if labels[id] != nil { mistakes.append("\(id) stands twice") }
    labels[id] = label
    boxes[id] = box
    // Nothing but letters, digits, harmless marks, characters by number, and breaks.
    let rest = label.replacing("<br/>", with: "").replacing(/#[0-9]+;/, with: "")
    if rest.contains(where: { $0.isASCII && "\"#;<>&`*~[]{}|\\$@%^+".contains($0) }) {
      mistakes.append("a mark in \(label)")
    }
    for line in label.split(separator: "<br/>")
    where line.first?.isLetter != true && !line.hasPrefix("#8203;") {
      mistakes.append("markup begins \(line)")
    }
    if label.isEmpty || rest.contains(/(^|[^A-Za-z0-9])_|_([^A-Za-z0-9]|$)/) || isMarkup(label) {
      mistakes.append("markup in \(label)")
    }
  }

  /// Whether Markdown, read once the numbers have become characters, would find something.
  private func isMarkup(_ label: String) -> Bool {
    let read = Self.characters(label)
    return [
      /<[A-Za-z\/!?]/, /&[A-Za-z#]/, /\][\(\[:]/, /:\/\//, /www\.[a-z]/, /[a-z]@[a-z]/, /fa[a-z]?:fa-/,
      /\\[!-\/]/, /\$\$/,
    ].contains { read.replacing("<br/>", with: "\n").contains($0) }
  }

  /// The text with characters in the stead of their numbers.
  private static func characters(_ text: String) -> String {
    text.replacing(/#([0-9]+);/) { match in
      UInt32(match.1).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
    }
  }

  private func isAround(_ outer: String, _ inner: String) -> Bool {
    var here: String? = inner
    while let id = here {
      if id == outer { return true }
      here = boxes[id]
    }
    return false
  }

  /// The lines of a label as a reader sees them, marks in the stead of their twins.
  func lines(of id: String) -> [String] {
    let twins: [Character: Character] = ["\u{02CB}": "`", "\u{2217}": "*", "\u{223C}": "~", "\u{FF3F}": "_"]
    return (labels[id] ?? "").split(separator: "<br/>").map { line in
      String(Self.characters(String(line)).compactMap { $0 == "\u{200B}" ? nil : twins[$0] ?? $0 })
    }
  }
}
