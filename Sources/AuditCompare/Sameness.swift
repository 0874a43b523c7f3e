import AuditCore

extension Value {
  /// Whether two values are the same byte for byte; `==` holds texts in other Unicode forms for equal.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b || (a.isNaN && b.isNaN)
    case (.text(let a), .text(let b)): a.isSame(as: b)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.record(let a), .record(let b)):
      a.members.count == b.members.count
        && zip(a.members, b.members).allSatisfy {
          $0.name.isSame(as: $1.name) && $0.value.isSame(as: $1.value)
        }
    case (.nonAnswer(let a, let because), .nonAnswer(let b, let other)): a == b && because.isSame(as: other)
    default: false
    }
  }

  /// Whether the values of a field say the same, written differently.
  func isCosmetic(against other: Value, _ type: FieldType) -> Bool {
    switch (type, self, other) {
    case (_, .nonAnswer(let a, let because), .nonAnswer(let b, let other)):
      a == b && Spelled(because) == Spelled(other)
    case (.text, .text(let a), .text(let b)), (.longText, .text(let a), .text(let b)),
      (.person, .text(let a), .text(let b)):
      Spelled(a) == Spelled(b)
    case (_, .integer, .number), (_, .number, .integer): double == other.double
    case (.choices, .list(let a), .list(let b)):
      a.compactMap(\.text).sorted() == b.compactMap(\.text).sorted()
    case (.list(let element), .list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.says(the: $1, element) }
    case (.group(let fields), .record(let a), .record(let b)): a.says(the: b, fields)
    case (.table(let fields, _), .list(let a), .list(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy { old, new in
          guard let old = old.record, let new = new.record else { return old.isSame(as: new) }
          return old.says(the: new, fields)
        }
    default: false
    }
  }

  fileprivate func says(the other: Value, _ type: FieldType) -> Bool {
    isSame(as: other) || isCosmetic(against: other, type)
  }
}

extension Record {
  fileprivate func says(the other: Record, _ fields: [Field]) -> Bool {
    guard members.count == other.members.count else { return false }
    return zip(members, other.members).allSatisfy { a, b in
      guard a.name == b.name else { return false }
      guard let field = fields.first(where: { $0.id.name == a.name }) else {
        return a.value.isSame(as: b.value)
      }
      return a.value.says(the: b.value, field.type)
    }
  }
}

extension Answer {
  /// Whether it says nothing of what it rests on.
  var isUnproven: Bool { evidence.isEmpty && source == nil && confidence == nil }

  func hasSameProof(as other: Answer) -> Bool {
    evidence.count == other.evidence.count && zip(evidence, other.evidence).allSatisfy { $0.isSame(as: $1) }
      && confidence == other.confidence && (source ?? "").isSame(as: other.source ?? "")
      && (source == nil) == (other.source == nil)
  }
}

extension String {
  func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { others in bytes.elementsEqual(others) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

/// A text but for its spelling: full-width letters and punctuation as half-width ones, white space as one space and
/// none beside Chinese, no punctuation at the end.
///
/// Compared as `String` compares, which passes over the Unicode form.
struct Spelled: Equatable {
  private let text: String

  init(_ written: String) {
    var kept = String.UnicodeScalarView()
    var isAfterSpace = false
    for scalar in written.unicodeScalars {
      let narrow = Self.narrow(scalar)
      if narrow.properties.isWhitespace {
        isAfterSpace = true
        continue
      }
      if isAfterSpace, let last = kept.last, !Self.isChinese(last), !Self.isChinese(narrow) {
        kept.append(" ")
      }
      isAfterSpace = false
      kept.append(narrow)
    }
    while let last = kept.last, Self.closing.contains(last) { kept.removeLast() }
    text = String(kept)
  }

  private static let closing: Set<Unicode.Scalar> = [".", ",", ";", ":", "…", "、", " "]

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3002: "."
    default: scalar
    }
  }

  /// Han, kana and their punctuation, and what is written like them: no space belongs beside these.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
    default: ".,;:!?()\"".unicodeScalars.contains(scalar)
    }
  }
}
