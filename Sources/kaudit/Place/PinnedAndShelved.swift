import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

extension Shelf {
  /// Which files that a record pins are other ones by now, or gone, or new: what a workflow is now made of, with its templates.
  ///
  /// Files are compared as they are; nothing is read as a workflow.
  func changed(_ pinned: [Opening.PinnedFile], workflow: SourceFile, folder: String) -> [String] {
    var sources: [String: SourceFile] = [:]
    var changed: [String] = []
    let templates = (try? templateFiles(with: folder)) ?? []
    for (place, file) in pinned.enumerated() {
      guard !file.name.hasPrefix(Templates.prefix) else { continue }
      let source = place == 0 ? workflow : used(file.name, among: sources, workflow)
      sources[file.name] = source
      if !(source.map { isSame($0, as: file) } ?? false) { changed.append(source?.name ?? file.name) }
    }
    let known = Dictionary(pinned.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
    changed += templates.filter { known[$0.name] != $0.digest }.map(\.name)
    let there = Set(templates.map(\.name))
    changed += pinned.map(\.name).filter { $0.hasPrefix(Templates.prefix) && !there.contains($0) }
    return changed
  }

  /// A record keeps texts as they were read: in UTF-8, slips mended.
  private func isSame(_ source: SourceFile, as pinned: Opening.PinnedFile) -> Bool {
    SHA256.text(source.bytes) == pinned.digest
      || SHA256.text(AuditDocument(source).source.bytes) == pinned.digest
  }

  /// A file by the name under which it is pinned: `common.yaml`, or `part.yaml/common.yaml` for what an included workflow uses.
  private func used(_ name: String, among sources: [String: SourceFile], _ workflow: SourceFile)
    -> SourceFile?
  {
    let users = sources.keys.filter { name.hasPrefix("\($0)/") }
    guard let user = users.max(by: { $0.count < $1.count }), let source = sources[user] else {
      return used(name, by: workflow)
    }
    return used(String(name.dropFirst(user.count + 1)), by: source)
  }
}
