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
  ///
  /// Templates in a folder `Templates` beside the audit take the place of those that ship under the same names.
  func templateFiles(with folder: String? = nil) throws(Stop) -> [PinnedContent] {
    var files = try Self.templateFiles(in: templates)
    guard let own = folder.map({ Files.join($0, "Templates") }), Files.isFolder(own) else { return files }
    for file in try Self.templateFiles(in: own) {
      if let place = files.firstIndex(where: { $0.name == file.name }) {
        files[place] = file
      } else {
        files.append(file)
      }
    }
    return files
  }

  private static func templateFiles(in folder: String) throws(Stop) -> [PinnedContent] {
    var files: [PinnedContent] = []
    for (folder, prefix) in [(folder, ""), (Files.join(folder, "parts"), "parts/")] {
      for name in Files.names(in: folder) where name.hasSuffix(".md") || name.hasSuffix(".yaml") {
        let bytes = try Files.read(Files.join(folder, name))
        files.append(PinnedContent(name: "\(Templates.prefix)\(prefix)\(name)", bytes: bytes))
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
