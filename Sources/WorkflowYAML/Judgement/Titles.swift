import AuditCore
import Diagnostics
import YAMLTree

/// Titles that are forgotten, or that tell two things apart by nothing.
extension Judgement {
  func judgeTitles() {
    let readers = steps.outlines.map { (name: $0.id.name, node: $0.node, key: $0.reader["step"]) }
    judgeMissing(readers.map { ($0.name, Self.title(of: $0.node), $0.key?.useSpan) }, "step")
    for group in Dictionary(grouping: steps.outlines, by: { [$0.phase, $0.parent?.name ?? ""] })
      .sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    {
      judgeSame(group.value.map { ($0.id.name, $0.reader["title"]) })
    }
    for outline in steps.outlines {
      guard let fields = outline.kindNode["fields"], fields.kind == .mapping else { continue }
      let titles = fields.entries.map { ($0.key.text, Self.title(of: $0.value), Optional($0.key.useSpan)) }
      judgeMissing(titles, "field")
      judgeSame(titles.map { ($0.0, $0.1) })
    }
  }

  /// A title, also one whose key is misspelt, which was told already.
  private static func title(of node: YAMLNode) -> YAMLNode? {
    node["title"] ?? node.entries.first { nearest(to: $0.key.text, among: ["title"]) != nil }?.value
  }

  /// Who titles most of them has forgotten the others; who titles few of them is satisfied with the names.
  private func judgeMissing(_ titles: [(name: String, title: YAMLNode?, span: SourceSpan?)], _ what: String) {
    let missing = titles.filter { $0.title == nil }
    guard titles.count >= 5, missing.count * 5 <= titles.count else { return }
    for (name, _, span) in missing {
      findings.add(
        Diagnostic(
          "missing-title", "\(what) `\(name)` has no title, but most others have one", at: span,
          severity: .warning,
          help: "readers see the bare name `\(name)` in its place"))
    }
  }

  private func judgeSame(_ titles: [(name: String, title: YAMLNode?)]) {
    var first: [Language: [String: (name: String, node: YAMLNode)]] = [:]
    for (name, node) in titles {
      guard let node else { continue }
      for language in workflow.languages {
        guard let written = node.kind == .scalar ? node : node[language.rawValue], written.kind == .scalar,
          !written.text.isEmpty
        else { continue }
        guard let other = first[language, default: [:]].updateValue((name, written), forKey: written.text)
        else { continue }
        first[language]?[written.text] = other
        findings.add(
          Diagnostic(
            "same-title", "`\(name)` and `\(other.name)` are both titled “\(written.text)”",
            at: written.useSpan,
            severity: .warning,
            notes: [Diagnostic.Note("the same title stands here", at: other.node.useSpan)],
            help: "readers could not tell them apart"))
        break
      }
    }
  }
}
