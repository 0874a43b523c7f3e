import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Steps that nobody ever comes to, and what waits for their answers.
extension Judgement {
  func judgeReach(neverTrue: Set<Position>) {
    guard !neverTrue.isEmpty else { return }
    let never = neverAsked(neverTrue)
    for outline in steps.outlines {
      if never.contains(outline.id) { continue }
      let node = outline.reader["needs"]
      for (name, node) in Findings().texts(node, "a step") where never.contains(StepID(name)) {
        findings.add(.neverAsked(StepID(name), "so there is nothing to wait for", at: node.useSpan))
      }
      if case .analyse(let analysis)? = workflow[outline.id]?.kind {
        let sources = analysis.arguments.flatMap { $0.argument.columns.map(\.step) }
        guard let source = sources.first(where: never.contains) else { continue }
        findings.add(
          .neverAsked(source, "so `\(outline.id)` has nothing to compute from", at: outline.kindNode.useSpan))
      }
    }
    for entry in rules.entries where !neverTrue.contains(entry.node.useSpan.start) {
      let read = entry.checked.mentions.compactMap { mention -> StepID? in
        switch mention {
        case .variable(let name): StepID(name)
        case .field(let shape, _): shape.split(separator: ".").first.map { StepID(String($0)) }
        }
      }
      guard let step = read.first(where: never.contains), !stands(entry.node, in: never) else { continue }
      findings.add(.neverAsked(step, "so it never holds an answer", at: entry.node.useSpan))
    }
  }

  /// The steps whose condition is never true, with those inside them, and those that are done for their entries.
  private func neverAsked(_ neverTrue: Set<Position>) -> Set<StepID> {
    var never: Set<StepID> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for outline in steps.outlines where !never.contains(outline.id) {
        let conditions = [outline.reader["when"], outline.kind == "rate" ? outline.kindNode["where"] : nil]
        let phase = root["phases"]?.items.first { $0["phase"]?.text == outline.phase }
        let isNever =
          phase?["when"].map { neverTrue.contains($0.useSpan.start) } ?? false
          || conditions.contains { $0.map { neverTrue.contains($0.useSpan.start) } ?? false }
          || outline.parent.map(never.contains) ?? false
        let rests = [outline.each?.register, outline.rating?.subjects].compactMap(\.self).first(
          where: never.contains)
        guard isNever || rests != nil else { continue }
        never.insert(outline.id)
        isGrowing = true
        if let rests, !isNever {
          let node = outline.eachNode ?? outline.kindNode["subjects"]
          findings.add(.neverAsked(rests, "so `\(outline.id)` is never done", at: node?.useSpan))
        }
      }
    }
    return never
  }

  private func stands(_ node: YAMLNode, in never: Set<StepID>) -> Bool {
    let place = node.useSpan.start
    return steps.outlines.contains { outline in
      never.contains(outline.id) && outline.node.span.start <= place && place < outline.node.span.end
    }
  }
}

extension Diagnostic {
  fileprivate static func neverAsked(_ step: StepID, _ consequence: String, at span: SourceSpan?)
    -> Diagnostic
  {
    Diagnostic(
      "never-asked", "`\(step)` is never asked, \(consequence)", at: span, severity: .warning,
      help: "its condition, or one that it stands under, is always false")
  }
}
