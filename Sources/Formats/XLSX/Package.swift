import Diagnostics

/// How the parts of an Office Open XML file name each other: types of content and relationships (ECMA-376, part 2).
struct Package {
  let archive: ZipArchive

  /// A reference from one part to another.
  struct Relationship {
    let id: String
    /// The last word of its type, which both editions of the standard share: `worksheet`, `styles`.
    let kind: String
    /// The name of the part, or nothing where it lies outside the file.
    let part: String?
  }

  /// The relationships of a part; of the file itself for an empty name.
  func relationships(of part: String) throws(Diagnostic) -> [Relationship] {
    let (folder, name) = Self.split(part)
    let path = folder.isEmpty ? "_rels/\(name).rels" : "\(folder)/_rels/\(name).rels"
    if !part.isEmpty, !archive.has(path) { return [] }
    let listener = RelationshipListener()
    try read(path, ["http://schemas.openxmlformats.org/package/2006/relationships"], into: listener)
    var relationships: [Relationship] = []
    for found in listener.found {
      let kind = found.type.split(separator: "/").last.map(String.init) ?? ""
      relationships.append(
        Relationship(
          id: found.id, kind: kind,
          part: found.isOutside ? nil : try resolve(found.target, in: folder, of: path)))
    }
    return relationships
  }

  /// What sort of content a part holds.
  func contentType(of part: String) throws(Diagnostic) -> String? {
    let listener = ContentTypeListener()
    try read(
      "[Content_Types].xml", ["http://schemas.openxmlformats.org/package/2006/content-types"], into: listener)
    let name = part.lowercased()
    if let type = listener.overrides["/" + name] { return type }
    return name.split(separator: ".").last.flatMap { listener.defaults[String($0)] }
  }

  /// Reads a part of XML; throws what is wrong with it.
  func read(_ part: String, _ namespaces: [String], into listener: any XMLListener) throws(Diagnostic) {
    let bytes = try archive.bytes(of: part)
    if let fault = XMLReader.read(bytes, namespaces: namespaces, into: listener) {
      throw .damaged(archive.source, "the part `\(part)`: \(fault)")
    }
  }

  private static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[..<slash]), String(part[part.index(after: slash)...]))
  }

  private func resolve(_ target: String, in folder: String, of path: String) throws(Diagnostic) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") where step != "." {
      guard step == ".." else {
        steps.append(String(step))
        continue
      }
      guard steps.popLast() != nil else {
        throw .damaged(archive.source, "the part `\(path)` names `\(target)`, which would lie outside of it")
      }
    }
    return steps.joined(separator: "/")
  }
}

private final class RelationshipListener: XMLListener {
  private(set) var found: [(id: String, type: String, target: String, isOutside: Bool)] = []

  func begin(_ element: XMLElement) -> Bool {
    if element.is("Relationship"), let id = element["Id"], let type = element["Type"],
      let target = element["Target"]
    {
      found.append((id, type, target, element["TargetMode"] == "External"))
    }
    return true
  }

  func end() -> Bool { true }
}

private final class ContentTypeListener: XMLListener {
  private(set) var overrides: [String: String] = [:]
  private(set) var defaults: [String: String] = [:]

  func begin(_ element: XMLElement) -> Bool {
    guard let type = element["ContentType"] else { return true }
    if element.is("Override"), let name = element["PartName"] { overrides[name.lowercased()] = type }
    if element.is("Default"), let ending = element["Extension"] { defaults[ending.lowercased()] = type }
    return true
  }

  func end() -> Bool { true }
}
