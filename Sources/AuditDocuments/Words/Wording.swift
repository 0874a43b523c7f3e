import AuditCore

/// The few words and marks that kaudit itself puts into a document, as a native reader expects them.
struct Wording: Sendable {
  let language: Language

  func either(_ english: String, _ chinese: String) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// Between the items of a list.
  var comma: String { either(", ", "、") }
  /// Between the parts of a sentence.
  var pause: String { either(", ", "，") }
  /// Between parts that may hold commas themselves.
  var semicolon: String { either("; ", "；") }
  var colon: String { either(": ", "：") }
  var yes: String { either("yes", "是") }
  var no: String { either("no", "否") }

  /// A remark behind what it belongs to.
  func bracketed(_ text: String) -> String { either(" [\(text)]", "〔\(text)〕") }

  /// The number of a row within a cell.
  func numbered(_ number: Int) -> String { either("(\(number)) ", "（\(number)）") }

  func word(for nonAnswer: NonAnswer) -> String {
    switch nonAnswer {
    case .unknown: either("unknown", "未知")
    case .notApplicable: either("not applicable", "不适用")
    case .later: either("later", "暂缓")
    }
  }

  /// Marks what nobody has answered and the workflow assumes.
  var byDefault: String { either("default", "默认值") }

  /// Stands for an answer that must be given and is not there yet.
  var open: String { either("open", "待定") }

  /// Stands for scores of blind raters until all are in.
  var withheld: String { either("withheld until all is handed in", "全部提交前不显示") }

  var source: String { either("source", "来源") }
  var confidence: String { either("confidence", "可信度") }

  func word(for confidence: Answer.Confidence) -> String {
    switch confidence {
    case .high: either("high", "高")
    case .medium: either("medium", "中")
    case .low: either("low", "低")
    }
  }

  var contents: String { either("Contents", "目录") }
  var draft: String { either("Draft: not everything in this document is finished", "草稿：本文件尚有未完成的内容") }

  /// The tag under which browsers choose fonts and line breaks.
  var tag: String { either("en", "zh-CN") }

  /// What stands at the foot of every sheet: whose document, as of when, and the place in the record.
  func foot(audit: String, day: String, mark: RecordMark) -> String {
    let record = either("record", "记录")
    let head = String(mark.digest.prefix(12))
    let parts = [
      audit, day, "\(record) \(mark.size)\(head.isEmpty ? "" : " · \(head)")", "kaudit \(mark.version)",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
