import AuditStore
import Diagnostics
import Glibc

/// Where the workflows and templates that ship are found, wherever the binary stands and whoever calls it.
///
/// Looked for beside the binary, in `../share/kaudit` (an installation), then upward (a checkout).
/// `KAUDIT_SHARE` names another place.
struct Shelf {
  let folder: String

  static func find() throws(Stop) -> Shelf {
    var places: [String] = []
    if let given = getenv("KAUDIT_SHARE").map({ String(cString: $0) }), !given.isEmpty {
      places.append(given)
    }
    if let binary = Files.real("/proc/self/exe") {
      var folder = Files.folder(of: binary)
      places += [folder, Files.join(Files.folder(of: folder), "share/kaudit")]
      while folder != "/" {
        folder = Files.folder(of: folder)
        places.append(folder)
      }
    }
    for place in places where Files.isFolder(Files.join(place, "Workflows")) { return Shelf(folder: place) }
    throw Stop(
      .fault, "the folder with the workflows that ship cannot be found",
      help: "it stands beside the binary or in ../share/kaudit; KAUDIT_SHARE can name it")
  }

  var workflows: String { Files.join(folder, "Workflows") }
  var templates: String { Files.join(folder, "Templates") }

  /// The files of the workflows that ship, in order of their names.
  var workflowFiles: [String] {
    Files.names(in: workflows).filter { $0.hasSuffix(".yaml") }.map { Files.join(workflows, $0) }
  }

  /// The file of a workflow: beside the audit file or by its path first, then among those that ship.
  func workflowFile(_ name: String, from folder: String) -> String? {
    let candidates = name.hasSuffix(".yaml") ? [name] : ["\(name).yaml"]
    for candidate in candidates {
      if let path = Files.inside(folder, candidate) { return path }
      if let path = Files.inside(workflows, candidate) { return path }
    }
    return nil
  }

  /// The templates with their parts, under the names that a record keeps them by.
  func templateFiles() throws(Stop) -> [PinnedContent] {
    var files: [PinnedContent] = []
    for (folder, prefix) in [(templates, ""), (Files.join(templates, "parts"), "parts/")] {
      for name in Files.names(in: folder) where name.hasSuffix(".md") || name.hasSuffix(".yaml") {
        files.append(
          PinnedContent(name: "Templates/\(prefix)\(name)", bytes: try Files.read(Files.join(folder, name))))
      }
    }
    return files
  }

  /// A file that a workflow uses: relative to the workflow, then among those that ship.
  func used(_ name: String, by workflow: String) -> SourceFile? {
    let path = Files.inside(Files.folder(of: workflow), name) ?? Files.inside(workflows, name)
    guard let path, let bytes = try? Files.read(path) else { return nil }
    return SourceFile(name: path, bytes: bytes)
  }
}
