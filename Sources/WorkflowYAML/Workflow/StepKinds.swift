import AuditCore
import Diagnostics
import YAMLTree

/// The second round: steps with their rules.
extension StepReader {
  func steps(_ fields: FieldReader, _ rules: RuleReader, citing register: StepID?) -> [Step] {
    let evidence = EvidenceReader(register, self, rules)
    let children = Dictionary(grouping: outlines.filter { $0.parent != nil }, by: \.parent)
    return outlines.flatMap { outline in
      let reader = outline.reader
      let title = findings.localized(reader["title"], languages: languages)
      let step = Step(
        id: outline.id, title: title ?? Text(outline.id.name),
        guidance: findings.localized(reader["guidance"], languages: languages), phase: outline.phase,
        parent: outline.parent,
        kind: kind(outline, children[outline.id]?.map(\.id) ?? [], fields, rules, evidence),
        needs: needs(reader["needs"]),
        each: ["steps", "include"].contains(outline.kind) ? nil : outline.each,
        condition: reader["when"].flatMap {
          rules.rule($0, on: Stand(each: outline.each), of: .before(outline.id))
        },
        approver: approver(outline),
        assignment: AssignmentReader(self, rules).assignment(outline),
        checks: checks(outline, rules) + (outline.included?.checks(under: outline.id) ?? []),
        evidence: self.evidence(outline, evidence),
        documents: documents(reader["documents"], rules),
        source: findings.texts(reader["source"], "a source").map(\.text))
      return [step] + outline.steps
    }
  }

  /// The workflows that are included, with those that they include.
  var parts: [Workflow.Part] {
    outlines.flatMap { outline in outline.included?.parts(under: outline.id) ?? [] }
  }

  /// What evidence each entry must cite; only steps that take answers have entries.
  private func evidence(_ outline: Outline, _ evidence: EvidenceReader) -> [EvidenceRule] {
    let node = outline.reader["evidence"]
    guard ["steps", "include", "analyse", "review"].contains(outline.kind) else {
      return evidence.rules(node, on: outline.stand)
    }
    if let node {
      findings.add(
        Diagnostic(
          "checks-never-tried", "`\(outline.id)` takes no answers itself, so no evidence would be asked for",
          at: node.useSpan, help: "put the rule on the step whose answers need the evidence"))
    }
    return []
  }

  /// Conditions on the whole step or group; they are tried when answers are handed in.
  private func checks(_ outline: Outline, _ rules: RuleReader) -> [Check] {
    let node = outline.reader["checks"]
    if let node, ["analyse", "review"].contains(outline.kind) {
      findings.add(
        Diagnostic(
          "checks-never-tried", "`\(outline.id)` takes no answers itself, so its checks would never be tried",
          at: node.useSpan, help: "put them on the step whose answers they judge, or on the group around it"))
    }
    if let node, outline.kind == "steps", outline.eachNode != nil {
      findings.add(
        Diagnostic(
          "checks-never-tried", "`\(outline.id)` is done for each entry, so its checks would never be tried",
          at: node.useSpan, help: "put them on the steps in it, or on the group around it"))
    }
    return rules.checks(
      node, on: Stand(each: outline.each), of: .from(outline.id), languages: languages)
  }

  private func kind(
    _ outline: Outline, _ children: [StepID], _ fields: FieldReader, _ rules: RuleReader,
    _ evidence: EvidenceReader
  ) -> Step.Kind {
    let keys = Self.kindKeys[outline.kind] ?? []
    // Wrong keys were named in the first round.
    let reader = MappingReader(outline.kindNode, as: "a step", keys: keys, Findings())
    let whole = outline.fields.map { fields.field($0, rules, on: outline.stand, evidence) }
    let checks = rules.checks(reader?["checks"], on: outline.stand, languages: languages)
    switch outline.kind {
    case "ask": return .ask(Form(fields: whole, checks: checks))
    case "collect": return .collect(register(outline, reader, whole, checks))
    case "rate":
      guard let rating = outline.rating else { return .ask(Form(fields: [])) }
      let which = reader?["where"].flatMap { rules.rule($0, on: Stand(rating.subjects)) }
      return .rate(
        Rating(
          subjects: rating.subjects, dimensions: rating.dimensions, scale: rating.scale,
          raters: rating.raters,
          isBlind: rating.isBlind, whichSubjects: which, extra: whole, checks: checks))
    case "analyse": return .analyse(AnalysisReader(self, fields).analysis(outline))
    case "write":
      return .write(WritingReader(self, fields).writing(outline, reader, outline.standing + whole, checks))
    case "review": return .review(Review(of: reviewed(outline, reader?["of"])))
    case "include":
      return .group(outline.steps.filter { $0.parent == outline.id }.map(\.id))
    default: return .group(children)
    }
  }

  private func register(
    _ outline: Outline, _ reader: MappingReader?, _ fields: [Field], _ checks: [Check]
  ) -> Register {
    let key = KeyReader(findings).key(reader?["key"], of: .entries(outline.id), fields)
    if let reader, reader["key"] == nil {
      findings.add(
        Diagnostic(
          "missing-key", "a register needs `key`", at: outline.reader["collect"]?.span ?? outline.node.span,
          help: "name the field, or the list of fields, that tells its entries apart"))
    }
    let (atLeast, atMost) = counts(reader)
    return Register(key: key, fields: fields, atLeast: atLeast, atMost: atMost, checks: checks)
  }

  /// How many entries there must and may be.
  func counts(_ reader: MappingReader?) -> (atLeast: Int, atMost: Int?) {
    let atLeast = findings.whole(reader?["at_least"], atLeast: 0) ?? 0
    let atMost = findings.whole(reader?["at_most"], atLeast: 1)
    if let atMost, atMost < atLeast, let node = reader?["at_most"] {
      findings.add(
        Diagnostic(
          "empty-range", "`at_most` lies below `at_least`, so that no number of entries fits",
          at: node.useSpan))
    }
    return (atLeast, atMost)
  }

  private func needs(_ node: YAMLNode?) -> [StepID] { steps(node) }

  /// Steps by their names.
  func steps(_ node: YAMLNode?) -> [StepID] { named(node).map(\.step) }

  private func named(_ node: YAMLNode?) -> [(step: StepID, node: YAMLNode)] {
    findings.texts(node, "a step").compactMap { name, node in
      let step = StepID(name)
      if outline(of: step) != nil || includedStep(step) != nil || excusesStep(name) { return (step, node) }
      let known = names
      findings.add(
        Diagnostic(
          "unknown-step", "no step is called `\(name)`", at: node.useSpan,
          help: asList(name, where: known.contains) ?? didYouMean(name, known) ?? includedAs(name, known)))
      return nil
    }
  }

  /// Other steps than the one that names them, each once.
  func others(than own: StepID, _ node: YAMLNode?) -> [(step: StepID, node: YAMLNode)] {
    var seen: Set<StepID> = []
    return named(node).filter { step, node in
      if step == own {
        findings.add(
          Diagnostic(
            "circle", "`\(own)` names itself", at: node.useSpan, help: "take it out; other steps stand here"))
        return false
      }
      guard seen.insert(step).inserted else {
        findings.add(
          Diagnostic(
            "duplicate-name", "`\(step)` stands twice", at: node.useSpan, help: "take one of the two out"))
        return false
      }
      return true
    }
  }

  /// What a review signs: at least one step, and none by itself and with its group as well.
  private func reviewed(_ outline: Outline, _ node: YAMLNode?) -> [StepID] {
    if let node, node.kind == .sequence, node.count == 0 {
      findings.add(
        Diagnostic(
          "empty-review", "`\(outline.id)` signs nothing: the list is empty", at: node.useSpan,
          help: "name the steps that are signed"))
    }
    let named = others(than: outline.id, node)
    let steps = Set(named.map(\.step))
    for (step, node) in named {
      guard let group = groups(around: step).first(where: steps.contains) else { continue }
      findings.add(
        Diagnostic(
          "duplicate-name", "`\(step)` is signed with its group `\(group)` already", at: node.useSpan,
          help: "take one of the two out"))
    }
    return named.map(\.step)
  }

  /// The groups that a step stands in, the nearest first.
  private func groups(around step: StepID) -> [StepID] {
    Array(
      sequence(first: step) { self.outline(of: $0)?.parent ?? self.includedStep($0)?.parent }.dropFirst())
  }

  /// The role under `approve:`, or under `by:` of a review.
  private func approver(_ outline: Outline) -> String? {
    guard outline.kind == "review" else { return role(outline.reader["approve"]) }
    if let node = outline.reader.key("approve") {
      findings.add(
        Diagnostic(
          "approve-on-review", "a review is a sign-off itself", at: node.span,
          help: "who signs stands under `by:`; take `approve` out"))
    }
    return role(MappingReader(outline.kindNode, as: "`review`", keys: ["of", "by"], Findings())?["by"])
  }

  /// The name of a role that there is.
  func role(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    if node.kind == .mapping {
      findings.expected("a role", at: node, help: node["role"]?.word.map { "write `\($0)` alone" })
      return nil
    }
    guard let role = findings.text(node, "a role") else { return nil }
    if roles[role] != nil { return role }
    findings.add(
      Diagnostic(
        "unknown-role", "there is no role `\(role)`", at: node.useSpan,
        help: didYouMean(role, roles.keys)
          ?? (roles.keys.isEmpty
            ? "roles are defined under `roles:`" : "a role is named, not a person: \(listed(roles.keys))")))
    return nil
  }

  /// Names of documents, or `{document: …, when: …}`.
  private func documents(_ node: YAMLNode?, _ rules: RuleReader) -> [NamedDocument] {
    guard let node else { return [] }
    let items = node.kind == .sequence ? Array(node.items) : [node]
    return items.compactMap { item in
      guard item.kind == .mapping else { return document(item).map { NamedDocument($0) } }
      if item.count == 1, let (key, value) = item.entries.first(where: { _ in true }),
        nearest(to: key.text, among: ["document", "when"]) == nil, key.text != "document",
        let name = value.word
      {
        findings.expected(
          "the name of a document, or a list of them,", at: item, help: "write `\(name)` alone")
        return nil
      }
      guard let reader = MappingReader(item, as: "a document", keys: ["document", "when"], findings),
        let name = document(reader.required("document"))
      else { return nil }
      return NamedDocument(name, condition: reader["when"].flatMap { rules.rule($0) })
    }
  }

  private func document(_ node: YAMLNode?) -> String? {
    guard let node, let name = findings.text(node, "a document") else { return nil }
    if Spelling.isWord(name) { return name }
    findings.add(
      Diagnostic(
        "bad-name", "`\(name)` cannot be the name of a document", at: node.useSpan,
        help: asList(name, where: Spelling.isWord)))
    return nil
  }
}
