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
    let given = GivenKeys(workflow, steps)
    let read = node.items.compactMap { line($0, given) }
    // An old key that another entry has by now may be written in other characters than that one's.
    let passedOn = Set(read.filter { $0.entry.key != $0.key }.map(\.renamed))
    let lines = read.map { line in
      let other = given.there(line.entry)
      return passedOn.contains(other)
        ? Line(entry: other, key: line.key, because: line.because, node: line.node) : line
    }
    let olds = Set(lines.map(\.entry))
    return lines.filter { agrees($0, given, passedOn: passedOn, olds: olds) }.map {
      AuditFile.Renaming(entry: $0.entry, key: $0.key, because: $0.because, span: $0.node.useSpan)
    }
  }

  /// A line, with keys as they would be kept: labels as their values, other entries as the file calls them.
  private struct Line {
    let entry: EntryID
    let key: EntryKey
    let because: String
    let node: YAMLNode

    var renamed: EntryID { EntryID(entry.step, key) }
  }

  private func line(_ item: YAMLNode, _ given: GivenKeys) -> Line? {
    guard
      let reader = MappingReader(
        item, as: "a renamed entry", keys: ["entry", "to", "because"], findings,
        misplaced: { name in self.entry(named: name, in: item).map { "write `entry: \($0)`" } })
    else { return nil }
    let reason = findings.text(reader.required("because"), "a reason")
    let key = findings.text(reader.required("to"), "the new key")
    // An entry written `{people: Ann}` was told with its key.
    let isTold = item.entries.contains { entry(named: $0.key.text, in: item) != nil }
    guard let node = isTold ? reader["entry"] : reader.required("entry"),
      let text = findings.text(node, "STEP/KEY"),
      let entry = register(text, at: node), let key, let reason
    else { return nil }
    let old = workflow.spelled(entry, there: given.there)
    let new = EntryID(old.step, EntryKey(EntryKey(written: key).parts))
    let meant = given.there(workflow.spelled(new, there: given.there))
    return Line(entry: old, key: meant.key, because: reason, node: item)
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

  /// Whether the file, where it gives the entries of the register, calls the entry by its new key and by no other;
  /// another entry may have got the old one.
  private func agrees(
    _ line: Line, _ given: GivenKeys, passedOn: Set<EntryID>, olds: Set<EntryID>
  ) -> Bool {
    let (old, new) = (line.entry, line.renamed)
    guard let entries = given[old.step], !incomplete.contains(old.step) else { return true }
    if let still = entries[old.key], !passedOn.contains(old) {
      findings.add(
        Diagnostic(
          "renamed-but-there", "`\(old)` is said to be renamed, but stands in the file still",
          at: (line.node["entry"] ?? line.node).useSpan,
          notes: [Diagnostic.Note("it stands here", at: still.span)],
          help: "give the entry its new key, or take it out of `renamed:` if this is another one"))
      return false
    }
    // It may have been renamed again since, as another line tells.
    guard entries[new.key] == nil, !olds.contains(new) else { return true }
    findings.add(
      .unknownEntry(
        new, [], entries.keys.sorted().prefix(2000).map(\.written), at: (line.node["to"] ?? line.node).useSpan
      ))
    return false
  }
}

/// The entries that a file gives, by their keys; made as they are asked for.
private final class GivenKeys {
  private let workflow: Workflow
  private let steps: [StepID: FileStep]
  private var entries: [StepID: [EntryKey: FileEntry]] = [:]
  /// The written keys under their plain spellings.
  private var plain: [StepID: [String: [String]]] = [:]

  init(_ workflow: Workflow, _ steps: [StepID: FileStep]) {
    self.workflow = workflow
    self.steps = steps
  }

  /// Nothing where the file says nothing of the step.
  subscript(step: StepID) -> [EntryKey: FileEntry]? {
    guard let given = steps[step] else { return nil }
    let known =
      entries[step]
      ?? Dictionary(given.entries.map { ($0.id.key, $0) }, uniquingKeysWith: { first, _ in first })
    entries[step] = known
    return known
  }

  /// The one entry of the file whose key is the same words in other characters, where there is none of this key.
  func there(_ id: EntryID) -> EntryID {
    guard let given = self[id.step], given[id.key] == nil else { return id }
    let known =
      plain[id.step]
      ?? Dictionary(grouping: given.keys.map(\.written), by: Spelling.plain)
    plain[id.step] = known
    let alike = known[Spelling.plain(id.key.written)] ?? []
    return alike.count == 1 ? EntryID(id.step, EntryKey(written: alike[0])) : id
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
