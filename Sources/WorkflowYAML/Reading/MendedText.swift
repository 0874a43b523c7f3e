public import Diagnostics
import YAMLTree

/// A YAML text as far as it can be read: slips of the keyboard that break it off are told, and then read as if they
/// were mended, so that the other mistakes of the file are told in the same run.
public struct MendedText: Sendable {
  let root: YAMLNode?
  /// The text that is read, and that places refer to.
  public let source: SourceFile
  /// What is wrong with it as YAML.
  public let diagnostics: [Diagnostic]
  /// What sort of file it is.
  public var kind: FileKind { FileKind(root: root) }

  /// More slips of this kind than anybody makes in one file.
  private static let most = 50
  /// So many bytes are read again at most, in all.
  private static let mostBytes = 16 << 20

  /// Reads a text once, for all who look at it.
  public init(_ source: SourceFile) {
    let original = YAMLTree.parse(source)
    var document = original
    var slips: [Diagnostic] = []
    // What is behind a mistake is told of the original, where mending does not help.
    var limits = YAMLLimits.standard
    limits.rereadBytes = 0
    var left = Self.mostBytes
    while slips.count < Self.most, left >= source.bytes.count, let slip = Self.slip(in: document),
      let mended = Self.mended(document.source, slip)
    {
      left -= source.bytes.count
      let next = YAMLTree.parse(mended, limits: limits)
      if document.root != nil, next.root == nil { break }
      slips.append(slip)
      document = next
    }
    // A guess that does not help says nothing.
    let isHelpful = document.root != nil
    root = isHelpful ? document.root : nil
    self.source = isHelpful ? document.source : original.source
    let cut = document.root.map { CutTexts.find(in: $0, document.source) } ?? []
    diagnostics = isHelpful ? (slips + document.diagnostics + cut).inOrder() : original.diagnostics
  }

  /// A text that was without fault when it was taken into a record.
  init(kept source: SourceFile) {
    let document = YAMLTree.parse(source)
    root = document.root
    self.source = document.source
    diagnostics = document.diagnostics
  }

  /// The first slip that breaks a text off; where none does, the first that hides an entry of a mapping in braces.
  private static func slip(in document: YAMLDocument) -> Diagnostic? {
    let isBroken = document.root == nil
    let codes = isBroken ? ["full-width-colon", "tab-indentation"] : ["full-width-colon", "missing-space"]
    return document.diagnostics.first { diagnostic in
      codes.contains(diagnostic.code) && (isBroken || isInBraces(diagnostic.span?.start, document.source))
    }
  }

  /// Whether a brace is open before a place on its line.
  private static func isInBraces(_ place: Position?, _ source: SourceFile) -> Bool {
    guard let place else { return false }
    let before = source.bytes[..<source.byteOffset(of: place)].reversed().prefix { $0 != UInt8(ascii: "\n") }
    var open = 0
    for byte in before where open <= 0 {
      if byte == UInt8(ascii: "{") { open += 1 } else if byte == UInt8(ascii: "}") { open -= 1 }
    }
    return open > 0
  }

  /// The text with one slip mended; nothing where it is no slip that can be mended for sure.
  private static func mended(_ source: SourceFile, _ slip: Diagnostic) -> SourceFile? {
    guard let place = slip.span?.start else { return nil }
    var bytes = source.bytes
    let offset = source.byteOffset(of: place)
    switch slip.code {
    case "full-width-colon":
      let colon = Array("：".utf8)
      guard offset + colon.count <= bytes.count, Array(bytes[offset..<offset + colon.count]) == colon else {
        return nil
      }
      bytes.replaceSubrange(offset..<offset + colon.count, with: Array(": ".utf8))
    case "missing-space":
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else { return nil }
      bytes.insert(UInt8(ascii: " "), at: offset + 1)
    case "tab-indentation":
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\t") else { return nil }
      // One for one, so that columns stay right.
      bytes[offset] = UInt8(ascii: " ")
    default: return nil
    }
    return SourceFile(name: source.name, bytes: bytes)
  }
}
