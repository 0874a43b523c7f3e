import AuditCore
import WorkflowYAML

/// Calls entries as an audit file does from now on, each once.
///
/// The lines of a file are meant at once, of entries as they are called when the run begins: two entries may change their
/// keys. A line of an entry that only gets its old key by another line goes on from there, since a file that was changed
/// twice between two runs says both.
struct FileRenaming {
  let audit: any AuditAtWork
  let file: AuditFile
  /// What was renamed before.
  let known: [Renaming]

  private struct Line {
    let told: AuditFile.Renaming
    var entry: EntryID
    var key: EntryKey
  }

  /// An entry, and what it is called instead.
  struct Pair: Hashable {
    let entry: EntryID
    let key: EntryKey

    init(_ entry: EntryID, _ key: EntryKey) {
      self.entry = entry
      self.key = key
    }
  }

  func go(_ run: UnattendedRun, _ report: inout UnattendedRun.Report) throws {
    let done = Set(known.flatMap { past in past.keys.map { Pair(EntryID(past.step, $0), $1) } })
    var open = try file.renamings.map(meant).filter { !done.contains(Pair($0.entry, $0.key)) }
    try note(&open, run, &report)
    var renamed: [EntryID: EntryKey] = [:]
    // Each round takes up those whose entries got their old keys in the one before.
    for _ in open {
      // An entry whose key holds a key that was renamed just now is called otherwise meanwhile.
      for place in open.indices where audit.state.entry(open[place].entry) == nil {
        let entry = open[place].entry
        open[place].entry = EntryID(
          entry.step, audit.workflow.key(of: entry) { $0.step == entry.step ? nil : renamed[$0] })
      }
      let there = open.indices.filter { audit.state.entry(open[$0].entry) != nil }
      guard let step = there.first.map({ open[$0].entry.step }) else { return }
      var batch: [EntryKey: Int] = [:]
      for place in there where open[place].entry.step == step && batch[open[place].entry.key] == nil {
        batch[open[place].entry.key] = place
      }
      let places = Set(batch.values)
      let lines = places.sorted().map { open[$0] }
      open = open.indices.filter { !places.contains($0) }.map { open[$0] }
      if try rename(lines, step, run, &report) {
        for line in lines { renamed[line.entry] = line.key }
      }
    }
  }

  /// The entry and the key that a line means, with what tells them loaded.
  private func meant(_ told: AuditFile.Renaming) throws -> Line {
    try audit.load(told.entry.step)
    let entry = try audit.meant(by: told.entry)
    return Line(told: told, entry: entry, key: try audit.key(meant: told.key, for: entry))
  }

  /// Notes the lines about entries that this record never had, where the file has their old keys for others: once these
  /// have come, nothing may be taken for what was renamed.
  private func note(
    _ open: inout [Line], _ run: UnattendedRun, _ report: inout UnattendedRun.Report
  ) throws {
    let named = Set(open.map(\.entry.step))
    let given = Dictionary(
      file.steps.filter { named.contains($0.id) }.map { ($0.id, Set($0.entries.map(\.id.key))) },
      uniquingKeysWith: { first, _ in first })
    func isIdle(_ line: Line) -> Bool {
      audit.state.entry(line.entry) == nil && given[line.entry.step]?.contains(line.entry.key) == true
    }
    let idle = open.filter(isIdle)
    open.removeAll(where: isIdle)
    for line in idle {
      let command = Command.rename(
        line.entry.step, [line.entry.key: line.key], because: line.told.because, origin: .file)
      do { _ = try audit.perform([command], by: run.person, at: run.time) } catch let refusal as Refusal {
        report.refusals.append((line.told.span, refusal))
      }
    }
  }

  /// Whether it was done; what is refused holds back all that it concerns.
  private func rename(
    _ lines: [Line], _ step: StepID, _ run: UnattendedRun, _ report: inout UnattendedRun.Report
  ) throws -> Bool {
    let keys = Dictionary(lines.map { ($0.entry.key, $0.key) }, uniquingKeysWith: { first, _ in first })
    var told: Set<String> = []
    let reasons = lines.map(\.told.because).filter { told.insert($0).inserted }
    let command = Command.rename(step, keys, because: reasons.joined(separator: "; "), origin: .file)
    do {
      run.note(try audit.perform([command], by: run.person, at: run.time), &report)
      return true
    } catch let refusal as Refusal {
      let meant = lines.first {
        $0.entry == refusal.renamedEntry || EntryID(step, $0.key) == refusal.renamedEntry
      }
      report.refusals.append(((meant ?? lines.first)?.told.span, refusal))
      report.held.formUnion(audit.workflow.steps(naming: step))
      return false
    }
  }
}

extension UnattendedRun {
  /// The file with the keys that its entries were given elsewhere since.
  func fileOfToday(_ known: [Renaming], _ report: inout Report) throws -> AuditFile? {
    guard let file, !known.isEmpty else { return file }
    var today = file
    let given = Dictionary(
      file.steps.map { ($0.id, Dictionary($0.entries.map { ($0.id.key, $0) }, uniquingKeysWith: { $1 })) },
      uniquingKeysWith: { first, _ in first })
    let told = Set(file.renamings.map { FileRenaming.Pair($0.entry, $0.key) })
    for (place, renaming) in known.enumerated() {
      // Keys that were changed for each other elsewhere.
      let exchanged =
        renaming.origin == .file ? [] : Set(renaming.keys.values).intersection(renaming.keys.keys)
      var outdated: [EntryID: EntryKey] = [:]
      for (key, new) in renaming.keys.sorted(by: { $0.key < $1.key }) {
        let old = EntryID(renaming.step, key)
        let entries = given[old.step]
        if let entries, entries[key] == nil { continue }
        let now = known[(place + 1)...].reduce(new) { key, later in
          audit.workflow.key(of: EntryID(old.step, key)) { later[$0] }
        }
        // Where the file knows the new name as well, the old one is that of another entry.
        // Unless the file tells of it, its names may be those of before.
        let isExchange = exchanged.contains(key) && !told.contains(.init(old, new))
        guard entries?[now] == nil || isExchange else { continue }
        try audit.load(old.step)
        guard audit.state.entry(old) == nil else {
          // The audit has another entry of that name by now; nobody can tell which of the two the file means.
          let naming = audit.workflow.steps(naming: old.step)
          let entry = entries?[key]
          let mayNameIt = isExchange && file.steps.contains { naming.contains($0.id) }
          guard entry != nil || mayNameIt else { continue }
          report.ambiguous.append((old, entry?.span, now, renaming.stamp, isExchange))
          report.held.formUnion(naming)
          continue
        }
        if let entry = entries?[key] { report.outdated.append((entry, now, renaming.stamp)) }
        outdated[old] = new
      }
      if !outdated.isEmpty { today = today.naming(audit.workflow, outdated) }
    }
    return today
  }
}

extension Refusal {
  /// The entry, or the one that it would have become, because of which entries are not renamed.
  fileprivate var renamedEntry: EntryID? {
    switch self {
    case .unknownEntry(let entry), .nameTaken(let entry), .nameShared(let entry), .knownByName(let entry),
      .movedByKey(let entry, _, _), .badKey(let entry, _, _), .badValue(let entry, _, _),
      .answeredBefore(let entry, _, _, _), .unknownReference(let entry, _, _, _):
      entry
    default: nil
    }
  }
}
