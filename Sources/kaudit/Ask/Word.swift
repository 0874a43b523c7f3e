import AuditCore

/// What can be said instead of an answer, in either language at every prompt.
enum Word: CaseIterable {
  case explain, back, later, unknown, notApplicable, evidence, skip, quit

  /// As it is offered.
  func word(in language: Language) -> String {
    switch self {
    case .explain: language.words("?", "？")
    case .back: language.words("back", "返回")
    case .later: language.words("later", "暂缓")
    case .unknown: language.words("unknown", "未知")
    case .notApplicable: language.words("n/a", "不适用")
    case .evidence: language.words("evidence", "证据")
    case .skip: language.words("skip", "跳过")
    case .quit: language.words("quit", "退出")
    }
  }

  private var spellings: [String] {
    switch self {
    case .explain: ["?", "？", "help", "帮助"]
    case .back: ["back", "返回", "上一题"]
    case .later: ["later", "暂缓", "稍后"]
    case .unknown: ["unknown", "未知"]
    case .notApplicable: ["n/a", "na", "not applicable", "not_applicable", "不适用"]
    case .evidence: ["evidence", "证据", "引用证据"]
    case .skip: ["skip", "跳过"]
    case .quit: ["quit", "exit", "退出"]
    }
  }

  /// What can be said where answers cite evidence, or do not.
  static func offered(citingEvidence: Bool) -> [Word] {
    allCases.filter { $0 != .evidence || citingEvidence }
  }

  /// The word that a line consists of.
  init?(_ line: String) {
    let line = Spelling.plain(line).lowercased()
    guard let word = Self.allCases.first(where: { $0.spellings.contains(line) }) else { return nil }
    self = word
  }

  /// The answer that a line in quotes means, where without them it would be one of these words.
  static func unquoted(_ line: String) -> String {
    for (open, close) in [("\"", "\""), ("“", "”"), ("'", "'"), ("「", "」")]
    where line.count > 2 && line.hasPrefix(open) && line.hasSuffix(close) {
      let inside = String(line.dropFirst().dropLast())
      if Word(inside) != nil || inside.hasPrefix("/") { return inside }
    }
    return line
  }

  /// What it does, in one line.
  func meaning(in language: Language) -> String {
    switch self {
    case .explain: language.words("explains the question", "解释本题")
    case .back: language.words("goes to the question before", "回到上一题")
    case .later: language.words("puts the question off, with a reason", "暂不回答，须说明理由")
    case .unknown: language.words("nobody could tell, with a reason", "无人知晓，须说明理由")
    case .notApplicable: language.words("the question does not arise here, with a reason", "本题不适用，须说明理由")
    case .evidence: language.words("cites the evidence that the answer rests on", "引用本题答案所依据的证据")
    case .skip: language.words("leaves an optional question", "略过选填题")
    case .quit: language.words("ends; everything you answered is recorded", "退出；已答内容均已记录")
    }
  }

  /// The answer that leaves the question open, where the word stands for one.
  var nonAnswer: NonAnswer? {
    switch self {
    case .later: .later
    case .unknown: .unknown
    case .notApplicable: .notApplicable
    case .explain, .back, .evidence, .skip, .quit: nil
    }
  }
}
