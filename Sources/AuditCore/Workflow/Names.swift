/// The name of a step, unique in its workflow; audit files, expressions and commands use it as it is.
public struct StepID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public init(stringLiteral name: String) { self.name = name }
  public var description: String { name }
  public static func < (a: StepID, b: StepID) -> Bool { a.name < b.name }
}

/// The name of a field, unique in its step.
public struct FieldID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public init(stringLiteral name: String) { self.name = name }
  public var description: String { name }
  public static func < (a: FieldID, b: FieldID) -> Bool { a.name < b.name }
}

/// One entry of a step: which step, and under which key.
///
/// A form (`ask`) has one entry, whose key is empty.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let step: StepID
  public let key: EntryKey

  public init(_ step: StepID, _ key: EntryKey = .only) {
    self.step = step
    self.key = key
  }

  public var description: String { key == .only ? step.name : "\(step)/\(key)" }

  public static func < (a: EntryID, b: EntryID) -> Bool {
    a.step == b.step ? a.key < b.key : a.step < b.step
  }
}

/// What tells the entries of a register apart, as people write it: `A01`, or `about,acquire` where several fields make the key.
///
/// A part that holds `/`, `.`, `,`, `"` or a space is quoted, so that the written form can be taken apart again.
public struct EntryKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let written: String

  /// How many bytes a written key may have; it is read, typed and printed again and again.
  public static let longest = 1000

  /// The key of a form's one entry.
  public static let only = EntryKey(written: "")

  public init(_ parts: [String]) {
    written = parts.count == 1 ? Self.quoted(parts[0]) : parts.map(Self.quoted).joined(separator: ",")
  }

  /// A key in its written form, as `written` gave it.
  public init(written: String) { self.written = written }

  public var description: String { written }

  /// Byte by byte, as a record stores it; equal-looking spellings of a letter are different keys.
  public static func == (a: EntryKey, b: EntryKey) -> Bool {
    let isSame = a.written.utf8.withContiguousStorageIfAvailable { a in
      b.written.utf8.withContiguousStorageIfAvailable { b in a.count == b.count && a.elementsEqual(b) }
    }
    return (isSame ?? nil) ?? a.written.utf8.elementsEqual(b.written.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var written = written
    written.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  public static func < (a: EntryKey, b: EntryKey) -> Bool {
    a.written.utf8.lexicographicallyPrecedes(b.written.utf8)
  }

  /// The parts, without quotes.
  public var parts: [String] {
    guard written.utf8.contains(UInt8(ascii: "\"")) else {
      return written.isEmpty
        ? [] : written.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var rest = Substring(written).unicodeScalars
    while let scalar = rest.popFirst() {
      if isQuoted {
        if scalar == "\"" {
          if rest.first == "\"" {
            rest.removeFirst()
            part.unicodeScalars.append(scalar)
          } else {
            isQuoted = false
          }
        } else {
          part.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"", part.isEmpty {
        isQuoted = true
      } else if scalar == "," {
        parts.append(part)
        part = ""
      } else {
        part.unicodeScalars.append(scalar)
      }
    }
    parts.append(part)
    return parts
  }

  private static func quoted(_ part: String) -> String {
    let needsQuotes =
      part.isEmpty
      || part.utf8.contains { byte in
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: " "),
          UInt8(ascii: "\t"), UInt8(ascii: "\n"):
          true
        default: false
        }
      }
    guard needsQuotes else { return part }
    var quoted = "\""
    for scalar in part.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

/// Names of the workflow language: `[a-z][a-z0-9_]*`, and no word of the expression language.
public enum Spelling {
  /// Words that expressions use themselves, so that nothing else can be called so.
  public static let reserved: Set<String> = [
    "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if",
    "import",
    "let", "loop", "package", "namespace", "return", "var", "void", "while", "this", "entry", "audit",
  ]

  /// What templates name beside the steps, so that no step can be called so.
  public static let templateNames: Set<String> = ["document", "phrase", "label", "sheet"]

  /// Whether a step, field, vocabulary or scale may be called so.
  public static func isName(_ text: String) -> Bool { isWord(text) && !reserved.contains(text) }

  /// Whether a phase, role or document may be called so; expressions do not name those.
  public static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLower(first) else { return false }
    return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Whether a key of a vocabulary may be spelt so: letters, digits and `_`, a letter first.
  public static func isKey(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Whether a workflow or an audit may be called so: letters and digits of any script, `-`, `_` and `.` inside.
  ///
  /// The name becomes part of a file name, so nothing that could leave a folder or hide is allowed.
  public static func isTitleName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || isDigit(first) else {
      return false
    }
    return text.utf8.count <= 120
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || isDigit($0) || $0 == "-" || $0 == "_" || $0 == "."
      } && !text.contains("..")
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }
}
