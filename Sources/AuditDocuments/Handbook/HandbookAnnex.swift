import AuditCore

/// The values that answers choose from, what corresponds to what, and the levels of scales.
extension WorkflowHandbook {
  var annex: [String] {
    var told: Set<[String]> = []
    // Included workflows may have the same values as the one around them, from the same file.
    let parts = ([workflow] + workflow.parts.map(\.workflow)).flatMap(sections).filter {
      told.insert($0).inserted
    }
    return parts.isEmpty
      ? [] : ["## \(say("Annex: values and scales", "附录：可选值与量表"))"] + parts.flatMap(\.self)
  }

  private func sections(_ workflow: Workflow) -> [[String]] {
    (workflow.vocabularies.map(section) + workflow.crosswalks.map(section) + workflow.scales.map(section))
      .map { $0.filter { !$0.isEmpty } }
  }

  private func section(_ vocabulary: Vocabulary) -> [String] {
    let isGuided = vocabulary.items.contains { $0.guidance != nil }
    return ["### \(title(vocabulary.title))", sources(vocabulary.source)]
      + MarkdownPieces.table(
        [say("Key", "代号"), say("Meaning", "含义")] + (isGuided ? [say("Guidance", "说明")] : []),
        vocabulary.items.map { item in
          [MarkdownPieces.code(item.key), title(item.label)]
            + (isGuided ? [item.guidance.map(title) ?? ""] : [])
        })
  }

  private func section(_ crosswalk: Crosswalk) -> [String] {
    let from = quoted(crosswalk.from.title[language])
    let to = quoted(crosswalk.to.title[language])
    return [
      "### \(title(crosswalk.title))", sources(crosswalk.source),
      say("What each value of \(from) means in \(to).", "\(from)的各项在\(to)中的对应项。"),
    ]
      + MarkdownPieces.table(
        [title(crosswalk.from.title), title(crosswalk.to.title)],
        crosswalk.from.items.map { item in
          let counterparts = crosswalk[item.key].map { crosswalk.to[$0].map { title($0.label) } ?? $0 }
          return [
            title(item.label),
            counterparts.isEmpty
              ? say("(nothing)", "（无）") : counterparts.joined(separator: wording.semicolon),
          ]
        })
  }

  private func section(_ scale: Scale) -> [String] {
    let levels = (scale.min...scale.max).filter { scale.labels[$0] != nil }
    return ["### \(title(scale.title))", sources(scale.source)]
      + MarkdownPieces.table(
        [say("Level", "级别"), say("Meaning", "含义")],
        levels.map { ["\($0)", scale.labels[$0].map(title) ?? ""] })
      + (levels.isEmpty ? [say("\(scale.min) to \(scale.max).", "\(scale.min) 至 \(scale.max)。")] : [])
  }
}
