import AuditCore

/// The schema of texts that kaudit takes for others: the same words in traditional characters, or in full width.
///
/// A schema cannot compare words as kaudit does, so it takes a little more: single characters that are the same in some
/// words are the same in all.
enum AlikeSchema {
  static let fullWidthName = "full_width"

  /// A text of plain letters, some of which are written in full width.
  static let fullWidth: SchemaNode = [
    "type": "string", "pattern": "^[ -~]*[\u{3000}\u{FF01}-\u{FF5E}][ -~\u{3000}\u{FF01}-\u{FF5E}]*$",
  ]

  /// What else is taken for one of the texts.
  static func node(for texts: [String]) -> [SchemaNode] {
    guard !texts.isEmpty else { return [] }
    var seen: Set<String> = []
    let patterns = texts.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }.map(pattern)
      .filter { seen.insert($0).inserted }
    let others: [SchemaNode] =
      patterns.isEmpty
      ? [] : [["type": "string", "pattern": .text("^(?:\(patterns.joined(separator: "|")))$")]]
    return others + [.definition(fullWidthName)]
  }

  private static func pattern(_ text: String) -> String {
    var pattern = ""
    for scalar in Spelling.plain(text).unicodeScalars {
      switch scalar.value {
      case 0x20: pattern += "[ \u{3000}]"
      case 0x21...0x7E:
        let mark = #"\]["#.unicodeScalars.contains(scalar) || scalar == "^" || scalar == "-" ? "\\" : ""
        let wide = Unicode.Scalar(scalar.value + 0xFEE0).map(String.init) ?? ""
        pattern += "[\(mark)\(scalar)\(wide)]"
      case _ where scalar.properties.isIdeographic:
        let others = alike[scalar] ?? []
        pattern += others.isEmpty ? String(scalar) : "[\(scalar)\(others.map(String.init).joined())]"
      // Marks and accents have half widths and may be written with two characters.
      default: if !pattern.hasSuffix(".+") { pattern += ".+" }
      }
    }
    return pattern
  }

  /// For each simplified character those that are written for it.
  private static let alike: [Unicode.Scalar: [Unicode.Scalar]] = {
    var alike: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    let written = [0x3400...0x9FFF, 0xF900...0xFAFF].joined().compactMap { Unicode.Scalar(UInt32($0)) }
    // One character a line, so that none is read as part of a word.
    let lines = Spelling.plain(written.map(String.init).joined(separator: "\n")).split(separator: "\n")
    for (scalar, plain) in zip(written, lines) {
      guard let plain = plain.unicodeScalars.first, plain != scalar else { continue }
      alike[plain, default: []].append(scalar)
    }
    for (plain, written) in inCertainWords { alike[plain, default: []].append(written) }
    return alike
  }()

  /// Simplified characters, each with what is written for it in certain words only, such as 計畫 for 计划.
  private static let inCertainWords: [(Unicode.Scalar, Unicode.Scalar)] = {
    let pairs = Array("划畫画劃什甚只祇沉沈岳嶽链鍊练鍊熔鎔荧螢折褶褶摺沙砂仿彷千韆秋鞦疏酥熏薰炭碳朱硃版板仗杖锤捶触怵傍徬响嚮寸吋相像旁傍昌倡分份".unicodeScalars)
    return stride(from: 0, to: pairs.count - 1, by: 2).map { (pairs[$0], pairs[$0 + 1]) }
  }()
}
