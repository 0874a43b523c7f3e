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
      guard Files.isFolder(Files.join(given, "Workflows")) else {
        throw Stop(.usage, "KAUDIT_SHARE names `\(given)`, which holds no folder `Workflows`")
      }
      return Shelf(folder: given)
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
  func workflowFile(_ name: String, from folder: String) throws(Stop) -> SourceFile? {
    let file = Self.fileName(of: name)
    if let beside = try Files.source(inside: folder, file) { return beside }
    return try Files.source(inside: workflows, file)
  }

  /// The file that a workflow is named by, with its ending or without.
  static func fileName(of name: String) -> String { name.hasSuffix(".yaml") ? name : "\(name).yaml" }

  /// The templates with their parts, under the names that a record keeps them by.
  ///
  /// Templates in a folder `Templates` beside the audit take the place of those that ship under the same names; phrases
  /// there are added to those that ship.
  func templateFiles(with folder: String? = nil) throws(Stop) -> [PinnedContent] {
    var files = try Self.templateFiles(in: templates) { path throws(Stop) in try Files.read(path) }
    guard let folder, case let own = Files.join(folder, "Templates"), Files.isFolder(own) else {
      return files
    }
    let prefix = own.count - "Templates".count
    let ours = try Self.templateFiles(in: own) { path throws(Stop) in
      // What is read here goes into the record and its documents: nothing from elsewhere may.
      guard let source = try Files.source(inside: folder, String(path.dropFirst(prefix))) else {
        throw .leadsOut(path)
      }
      return source.bytes
    }
    for file in ours {
      if let place = files.firstIndex(where: { $0.name == file.name }) {
        if file.name == Templates.phrases {
          files.append(PinnedContent(name: Templates.shippedPhrases, bytes: files[place].bytes))
        }
        files[place] = file
      } else {
        files.append(file)
      }
    }
    return files
  }

  /// The templates beside an audit that stand for documents, not those that are parts, by their names.
  func ownTemplateNames(in folder: String) -> [String] {
    Files.names(in: Files.join(folder, "Templates")).filter { $0.hasSuffix(".md") }
  }

  private static func templateFiles(
    in folder: String, read: (String) throws(Stop) -> [UInt8]
  ) throws(Stop) -> [PinnedContent] {
    var files: [PinnedContent] = []
    for (folder, prefix) in [(folder, ""), (Files.join(folder, "parts"), "parts/")] {
      for name in Files.names(in: folder) where name.hasSuffix(".md") || name.hasSuffix(".yaml") {
        let bytes = try read(Files.join(folder, name))
        files.append(PinnedContent(name: "\(Templates.prefix)\(prefix)\(name)", bytes: bytes))
      }
    }
    return files
  }

  /// A file that a workflow uses or includes: relative to the workflow, then among those that ship.
  func used(_ name: String, by workflow: SourceFile) -> SourceFile? {
    (try? Files.source(inside: Files.folder(of: workflow.name), name))
      ?? (try? Files.source(inside: workflows, name))
  }

  /// The names of the workflows that ship.
  var workflowNames: [String] { workflowFiles.map { String(Files.name(of: $0).dropLast(".yaml".count)) } }
}
