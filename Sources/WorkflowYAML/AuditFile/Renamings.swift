public import AuditCore
public import Diagnostics
import YAMLTree

/// Entries that came to be called otherwise, as `renamed:` tells.
extension AuditFileReader {
  /// Reads them when the entries are read: they stand in the file under their new keys.
  func renamings(_ node: YAMLNode?) -> [AuditFile.Renaming] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      findings.expected("a list of renamed entries", at: node)
      return []
    }
    let given = Given(node, steps)
    return node.items.compactMap { item in
      guard
        let reader = MappingReader(
          item, as: "a renamed entry", keys: ["entry", "to", "because"], findings,
          misplaced: { name in
            self.entry(named: name, in: item).map { "write `entry: \($0)`" }
          })
      else { return nil }
      let reason = findings.text(reader.required("because"), "a reason")
      let key = findings.text(reader.required("to"), "the new key")
      // An entry written `{people: Ann}` was told with its key.
      guard
        let node = item.entries.contains(where: { entry(named: $0.key.text, in: item) != nil })
          ? reader["entry"] : reader.required("entry"), let text = findings.text(node, "STEP/KEY"),
        let entry = register(text, at: node), let key, let reason
      else { return nil }
      let renamed = EntryID(entry.step, EntryKey(EntryKey(written: key).parts))
      guard agrees(entry, renamed, given, node, reader["to"] ?? node) else { return nil }
      return AuditFile.Renaming(entry: entry, key: renamed.key, because: reason, span: item.useSpan)
    }
  }

  /// The entry, as STEP/KEY, of who has written the step as a key.
  private func entry(named name: String, in item: YAMLNode) -> String? {
    guard workflow.steps.contains(where: { $0.hasKeyOfItsOwn && $0.id.name == name }) else { return nil }
    return "\(name)/\(EntryKey([item[name]?.word ?? "KEY"]))"
  }

  private func register(_ text: String, at node: YAMLNode) -> EntryID? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let named = workflow.steps.filter(\.hasKeyOfItsOwn).map(\.id.name)
    guard let step = parts.first, named.contains(step) else {
      findings.add(
        Diagnostic(
          "unknown-step", "no step whose entries have keys of their own is called `\(parts.first ?? text)`",
          at: node.useSpan, help: didYouMean(parts.first ?? text, named)))
      return nil
    }
    guard parts.count == 2 else {
      findings.expected("an entry, as STEP/KEY,", at: node)
      return nil
    }
    return EntryID(StepID(step), EntryKey(EntryKey(written: parts[1]).parts))
  }

  /// Whether the file, where it gives the entries of the register, calls the entry by its new key and by no other.
  private func agrees(
    _ old: EntryID, _ new: EntryID, _ given: Given, _ node: YAMLNode, _ to: YAMLNode
  ) -> Bool {
    guard let entries = given.entries[old.step], !incomplete.contains(old.step) else { return true }
    if let still = entries[old.key] {
      findings.add(
        Diagnostic(
          "renamed-but-there", "`\(old)` is said to be renamed, but stands in the file still",
          at: node.useSpan,
          notes: [Diagnostic.Note("it stands here", at: still.span)],
          help: "give the entry its new key, or take it out of `renamed:` if this is another one"))
      return false
    }
    // It may have been renamed again since, as another line tells.
    guard entries[new.key] == nil, !given.renamed.contains(new.description) else { return true }
    findings.add(.unknownEntry(new, [], entries.keys.sorted().prefix(2000).map(\.written), at: to.useSpan))
    return false
  }
}

/// What the file gives under which keys, and what it says to be renamed.
private struct Given {
  let entries: [StepID: [EntryKey: FileEntry]]
  let renamed: Set<String>

  init(_ list: YAMLNode, _ steps: [StepID: FileStep]) {
    renamed = Set(list.items.compactMap { $0.kind == .mapping ? $0["entry"]?.text : nil })
    let named = Set(renamed.compactMap { $0.split(separator: "/").first.map { StepID(String($0)) } })
    entries = steps.filter { named.contains($0.key) }.mapValues { step in
      Dictionary(step.entries.map { ($0.id.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }
}

extension AuditFile {
  /// An entry that was called otherwise before.
  public struct Renaming: Sendable {
    public let entry: EntryID
    public let key: EntryKey
    public let because: String
    public let span: SourceSpan
  }

  /// The file with entries called by the keys that they have now.
  public func naming(_ workflow: Workflow, _ keys: [EntryID: EntryKey]) -> AuditFile {
    AuditFile(
      source: source, audit: audit, description: description,
      approvals: approvals.map { approval in
        let id = EntryID(approval.step.step, approval.step.key)
        return Approval(
          step: StepInstance(id.step, workflow.key(of: id) { keys[$0] }), statement: approval.statement,
          span: approval.span)
      }, renamings: renamings,
      steps: steps.map { step in
        let names = OtherNames(workflow, keys, after: step.entries.first?.names)
        return FileStep(id: step.id, entries: step.entries.map(names.entry), node: step.node)
      })
  }
}
