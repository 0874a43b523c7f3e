import AuditCore
import Diagnostics
import YAMLTree

/// Phases, groups and forms with nothing in them.
extension Judgement {
  func judgeEmpty() {
    name(root["phases"], "the workflow has no phases")
    for phase in root["phases"]?.items.map({ $0 }) ?? [] {
      name(phase["steps"], "phase `\(phase["phase"]?.text ?? "")` has no steps")
    }
    for outline in steps.outlines {
      if outline.kind == "steps" { name(outline.kindNode, "group `\(outline.id)` has no steps") }
      if ["ask", "collect"].contains(outline.kind) {
        name(outline.kindNode["fields"], "step `\(outline.id)` has no fields, so there is nothing to answer")
      }
    }
  }

  private func name(_ node: YAMLNode?, _ what: String) {
    guard let node, node.kind != .scalar, node.count == 0 else { return }
    findings.add(
      Diagnostic(
        "nothing-inside", what, at: node.useSpan, severity: .warning,
        help: "write what belongs there, or take the whole out"))
  }
}
