import AuditCore

/// The values that answers choose from, and how to read the handbook's expressions.
extension WorkflowHandbook {
  var annex: [String] {
    var parts = ["## \(say("Annex: values and scales", "附录：可选值与量表"))"]
    for vocabulary in workflow.vocabularies {
      parts.append("### \(title(vocabulary.title))")
      parts += MarkdownPieces.table(
        [say("Key", "代号"), say("Meaning", "含义")],
        vocabulary.items.map { [MarkdownPieces.code($0.key), title($0.label)] })
    }
    for scale in workflow.scales {
      parts.append("### \(title(scale.title))")
      let levels = (scale.min...scale.max).filter { scale.labels[$0] != nil }
      parts += MarkdownPieces.table(
        [say("Level", "级别"), say("Meaning", "含义")],
        levels.map { ["\($0)", scale.labels[$0].map(title) ?? ""] })
      if levels.isEmpty { parts.append(say("\(scale.min) to \(scale.max).", "\(scale.min) 至 \(scale.max)。")) }
    }
    return parts.count > 1 ? parts : []
  }
}
