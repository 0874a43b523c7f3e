import Diagnostics

/// The anchor and tag that may stand before a node, and that libyaml counts as its beginning.
enum NodeProperties {
  /// Where the node proper begins, read from the source: few nodes have properties, so nothing is kept for them.
  static func end(of span: SourceSpan) -> Position {
    let bytes = span.file.bytes
    let end = span.file.byteOffset(of: span.end)
    var at = span.file.byteOffset(of: span.start)
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while at < end, !isBlank(bytes[at]) { at += 1 }
      case UInt8(ascii: "#"):
        while at < end, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
      case let byte where isBlank(byte):
        at += 1
      default:
        return span.file.position(ofByte: at)
      }
    }
    return span.end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension NodeProperties {
  /// Where the tag among a node's properties begins.
  static func tagStart(from span: SourceSpan) -> Position {
    let bytes = span.file.bytes
    var at = span.file.byteOffset(of: span.start)
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "!") {
      if at - start > 1 << 16 { return span.start }
      at += 1
    }
    return span.file.position(ofByte: at)
  }

  /// What stands at a place up to the next blank.
  static func word(at place: Position, in source: SourceFile) -> String {
    let start = source.byteOffset(of: place)
    return String(decoding: source.bytes[start...].prefix { !isBlank($0) }, as: UTF8.self)
  }
}
