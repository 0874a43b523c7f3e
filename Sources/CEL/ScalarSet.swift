/// The characters that a class such as `[a-z_]` or `\d` stands for.
struct ScalarSet: Sendable {
  enum Member: Sendable {
    case range(ClosedRange<UInt32>)
    case category(String, isNegated: Bool)
    case inverse([Member])
  }

  var members: [Member] = []
  var isNegated = false
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if has(scalar) { return !isNegated }
    if ignoresCase, let other = scalar.otherCase, has(other) { return !isNegated }
    return isNegated
  }

  private func has(_ scalar: Unicode.Scalar) -> Bool { Self.has(scalar, members) }

  private static func has(_ scalar: Unicode.Scalar, _ members: [Member]) -> Bool {
    for member in members {
      switch member {
      case .range(let range): if range.contains(scalar.value) { return true }
      case .category(let name, let isNegated): if scalar.belongs(to: name) != isNegated { return true }
      case .inverse(let inner): if !has(scalar, inner) { return true }
      }
    }
    return false
  }

  /// How many ranges are compared for one character at most; a category counts as several.
  var width: Int { Self.width(members) * (ignoresCase ? 4 : 1) }

  private static func width(_ members: [Member]) -> Int {
    members.reduce(0) { sum, member in
      switch member {
      case .range: sum + 1
      case .category: sum + 8
      case .inverse(let inner): sum + width(inner)
      }
    }
  }

  static let digits: [Member] = [.range(48...57)]
  static let words: [Member] = [.range(48...57), .range(65...90), .range(95...95), .range(97...122)]
  static let blanks: [Member] = [.range(9...10), .range(12...13), .range(32...32)]
  static let notNewline = ScalarSet(members: [.range(10...10)], isNegated: true)
  static let anything = ScalarSet(members: [], isNegated: true)

  /// The classes of POSIX, by their names.
  static let named: [String: [Member]] = [
    "alnum": [.range(48...57), .range(65...90), .range(97...122)],
    "alpha": [.range(65...90), .range(97...122)],
    "ascii": [.range(0...127)], "blank": [.range(9...9), .range(32...32)],
    "cntrl": [.range(0...31), .range(127...127)],
    "digit": digits, "graph": [.range(33...126)], "lower": [.range(97...122)], "print": [.range(32...126)],
    "punct": [.range(33...47), .range(58...64), .range(91...96), .range(123...126)],
    "space": [.range(9...13), .range(32...32)], "upper": [.range(65...90)], "word": words,
    "xdigit": [.range(48...57), .range(65...70), .range(97...102)],
  ]

  /// The names that `\p{…}` knows: general categories and a few scripts.
  static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe",
    "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Han",
    "Greek",
    "Cyrillic", "Hiragana", "Katakana", "Hangul",
  ]
}

extension Unicode.Scalar {
  var isWord: Bool {
    switch self {
    case "0"..."9", "A"..."Z", "a"..."z", "_": true
    default: false
    }
  }

  /// The same letter in the other case, if there is exactly one.
  var otherCase: Unicode.Scalar? {
    let lower = properties.lowercaseMapping.unicodeScalars
    if lower.count == 1, let scalar = lower.first, scalar != self { return scalar }
    let upper = properties.uppercaseMapping.unicodeScalars
    if upper.count == 1, let scalar = upper.first, scalar != self { return scalar }
    return nil
  }

  fileprivate func belongs(to name: String) -> Bool {
    if let ranges = scripts[name] { return ranges.contains { $0.contains(value) } }
    return properties.generalCategory.shortName.hasPrefix(name)
  }
}

/// The main blocks of a script (Unicode 16, Blocks.txt).
private let scripts: [String: [ClosedRange<UInt32>]] = [
  "Han": [
    0x2E80...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xF900...0xFAD9, 0x20000...0x323AF,
  ],
  "Greek": [0x370...0x373, 0x375...0x3E1, 0x3F0...0x3FF, 0x1F00...0x1FFE],
  "Cyrillic": [0x400...0x52F, 0x1C80...0x1C88, 0x2DE0...0x2DFF, 0xA640...0xA69F],
  "Hiragana": [0x3041...0x3096, 0x309D...0x309F],
  "Katakana": [0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF],
  "Hangul": [0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xD7B0...0xD7FB],
]

extension Unicode.GeneralCategory {
  fileprivate var shortName: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
