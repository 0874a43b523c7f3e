public import AuditCore
import YAMLTree

/// A new audit file: the head, and every question of the workflow as a comment to fill in.
public enum Scaffold {
  /// The text of the file; it passes `check` as it is.
  ///
  /// `name` is how the file names its workflow: by its id, or by its own file.
  public static func text(
    audit: String, title: String?, workflow: Workflow, named name: String, language: Language
  ) -> String {
    var lines = [
      "# \(workflow.title[language]) (\(workflow.id) \(workflow.version))",
      "audit: \(YAMLWriter.yamlScalar(audit))",
      "workflow: \(YAMLWriter.yamlScalar(name))",
      "title: \(YAMLWriter.yamlScalar(title ?? "\(audit): \(workflow.title[language])"))",
      "language: \(language.rawValue)",
      "# as_of: 2026-01-31",
      "",
    ]
    for line in hints[language] ?? [] { lines.append("# \(line)") }
    for phase in workflow.phases {
      lines += ["", "# ===== \(phase.title[language])"]
      for step in workflow.steps where step.phase == phase.id && step.parent == nil {
        lines.append("#")
        lines += self.lines(of: step, workflow, language, depth: 0)
      }
    }
    return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }.joined(separator: "\n") + "\n"
  }

  private static let hints: [Language: [String]] = [
    .english: [
      "Take away the # in front of what is known; the rest is asked for, or comes from tables.",
      "No answer? {unknown: why}, {not_applicable: why} or {later: why}.",
      "A register may come from a table, CSV or Excel: {from: file.csv, columns: {field: column}}.",
    ],
    .chinese: [
      "已知的内容去掉行首的 # 并填写；其余内容会逐项询问，或从表格导入。",
      "暂无答案：{unknown: 原因}、{not_applicable: 原因} 或 {later: 原因}。",
      "清单可取自 CSV 或 Excel 表格：{from: 文件.csv, columns: {字段: 列名}}。",
    ],
  ]

  private static func lines(of step: Step, _ workflow: Workflow, _ language: Language, depth: Int) -> [String]
  {
    let indent = "# " + String(repeating: "  ", count: depth)
    if step.isComputed || step.isReview { return [] }
    var lines = ["\(indent)\(step.name):  # \(oneLine(step.title[language]))"]
    if let guidance = step.guidance { lines.append("\(indent)  # \(oneLine(guidance[language]))") }
    if case .group(let children) = step.kind {
      for child in children.compactMap({ workflow[$0] }) {
        lines += self.lines(of: child, workflow, language, depth: depth + 1)
      }
      return lines
    }
    for (place, field) in step.fields.filter({ !$0.isComputed }).enumerated() {
      let mark = step.isRegister ? (place == 0 ? "- " : "  ") : ""
      let optional =
        switch field.required {
        case .always: ""
        case .never: language == .english ? ", optional" : "，可选"
        case .when: language == .english ? ", required in some cases" : "，特定情况下必填"
        }
      let unit = field.unit.map { language == .english ? ", in \($0[language])" : "，单位：\($0[language])" }
      lines.append(
        "\(indent)  \(mark)\(field.id):  # \(oneLine(field.title[language])) (\(field.type.words(in: language))\(unit ?? "")\(optional))"
      )
    }
    return lines
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
