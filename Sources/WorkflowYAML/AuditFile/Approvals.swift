import AuditCore
import Diagnostics
import YAMLTree

/// Sign-offs that were given elsewhere, as `approvals:` states them.
extension AuditFileReader {
  /// Reads them when everything else is read; `today` is the day on which the audit stands, where the file says so.
  func approvals(_ node: YAMLNode?, until today: String?) -> [AuditFile.Approval] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      findings.expected("a list of approvals", at: node)
      return []
    }
    let signed = workflow.steps.filter { $0.approver != nil }.map(\.id.name)
    let roles = RolesGiven(workflow, steps, incomplete: incomplete)
    return node.items.compactMap { item in
      guard
        let reader = MappingReader(
          item, as: "an approval", keys: ["step", "by", "date", "evidence", "note"], findings)
      else { return nil }
      let by = findings.text(reader.required("by"), "a person")
      let date = day(reader.required("date"), of: "date")
      guard let stepNode = reader.required("step"), let step = findings.text(stepNode, "a step") else {
        return nil
      }
      let parts = step.split(separator: "/", maxSplits: 1).map(String.init)
      guard let name = parts.first, signed.contains(name) else {
        findings.add(
          Diagnostic(
            "unknown-step", "no step that is signed off is called `\(step)`", at: stepNode.useSpan,
            help: didYouMean(step, signed) ?? includedAs(parts.first ?? step, signed)))
        return nil
      }
      guard let by, let date else { return nil }
      if let roles, let node = reader["by"] { checkSigner(by, of: StepID(name), among: roles, node) }
      if let today, date > today, let node = reader["date"] {
        findings.add(
          Diagnostic(
            "date-after-as-of", "`\(name)` is signed on \(date), but the audit stands on \(today)",
            at: node.useSpan, severity: .warning, help: "look at the year, or move `as_of`"))
      }
      let evidence = findings.text(reader["evidence"])
      if let evidence, let register = workflow.evidence, let node = reader["evidence"] {
        requireEntry(EntryID(register, EntryKey([evidence])), at: node)
      }
      let statement = SignOff.Statement(
        by: by, date: date, evidence: evidence, note: findings.text(reader["note"]))
      let key = parts.count > 1 ? EntryKey(EntryKey(written: parts[1]).parts) : .only
      return AuditFile.Approval(
        step: StepInstance(StepID(name), key), statement: statement, span: item.useSpan)
    }
  }

  /// What is cited must be given, where the file gives the entries of its register.
  private func requireEntry(_ target: EntryID, at node: YAMLNode) {
    guard let given = steps[target.step], !incomplete.contains(target.step),
      !given.entries.contains(where: { $0.id.key == target.key })
    else { return }
    findings.add(
      .unknownEntry(target, [], given.entries.prefix(2000).map(\.id.key.written), at: node.useSpan))
  }

  /// Who signs must be known to the registers that say who holds which role, where the file gives all of them; and must
  /// hold the role that signs, where somebody does.
  private func checkSigner(_ person: String, of step: StepID, among roles: RolesGiven, _ node: YAMLNode) {
    guard roles.people.contains(person) else {
      findings.add(
        Diagnostic(
          "unknown-person",
          "`\(person)` is not in \(listed(roles.registers)), which tells who holds a role",
          at: node.useSpan, help: didYouMean(person, roles.people.prefix(2000))))
      return
    }
    guard let role = workflow[step]?.approver, let holders = roles.holders[role], !holders.contains(person)
    else { return }
    findings.add(
      Diagnostic(
        "role-not-held", "`\(step)` is signed by the role `\(role)`, which `\(person)` does not hold",
        at: node.useSpan, help: "\(listed(holders.prefix(12))) \(holders.count == 1 ? "holds" : "hold") it"))
  }
}

/// Who holds which role, as an audit file says it.
private struct RolesGiven {
  let registers: [String]
  private(set) var people: [String] = []
  private(set) var holders: [String: [String]] = [:]

  /// Nothing where the file does not give all of the registers.
  init?(_ workflow: Workflow, _ steps: [StepID: FileStep], incomplete: Set<StepID>) {
    let given = workflow.roleSteps.compactMap { steps[$0] }
    guard !given.isEmpty, given.count == workflow.roleSteps.count,
      incomplete.isDisjoint(with: workflow.roleSteps)
    else { return nil }
    registers = given.map(\.id.name)
    for step in given {
      let fields = workflow[step.id]?.fields.filter { $0.type.vocabulary?.name == "roles" }.map(\.id) ?? []
      for entry in step.entries {
        guard let person = entry.id.key.parts.first else { continue }
        people.append(person)
        var held: [String] = []
        for role in entry.answers(to: Set(fields)).flatMap({ $0.answer.value.list ?? [$0.answer.value] }) {
          if let role = role.text, !held.contains(role) { held.append(role) }
        }
        for role in held { holders[role, default: []].append(person) }
      }
    }
  }
}

extension Diagnostic {
  static func entryKeyTooLong(_ key: EntryKey, _ step: StepID, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "entry-key-too-long",
      "the key of an entry of `\(step)` may have \(EntryKey.longest) bytes, but this one has \(key.written.utf8.count)",
      at: span, help: "use a short name as the key, and a field for the long text")
  }
}
