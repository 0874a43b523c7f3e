import AuditCore
import Diagnostics

extension FieldType {
  /// The share that a text gives, where it is above one and has no `%`: `80` means 8000 %.
  func shareWithoutSign(_ text: String) -> Double? {
    guard case .percent = self, !text.hasSuffix("%"), case .number(let share)? = try? value(of: text),
      abs(share) > 1
    else { return nil }
    return share
  }
}

extension Field {
  /// The same of an answer; where a limit is given, it tells what is meant.
  func shareWithoutSign(_ text: String) -> Double? { max == nil ? type.shareWithoutSign(text) : nil }
}

extension Diagnostic {
  /// A share that is perhaps a hundred times what its author means, and how many more there are in a column.
  static func percentWithoutSign(
    _ field: FieldID, _ text: String, _ share: Double, more: Int = 0, at span: SourceSpan
  ) -> Diagnostic {
    let percent = share * 100
    let shown = percent == percent.rounded() && abs(percent) < 1e15 ? "\(Int(percent))" : "\(percent)"
    let others =
      more == 0
      ? ""
      : more == 1
        ? "; 1 more cell of the column lacks the sign" : "; \(more) more cells of the column lack the sign"
    return Diagnostic(
      "percent-without-sign", "`\(field)`: `\(text)` means \(shown) %\(others)", at: span, severity: .warning,
      help: "write `\(text)%` if a share of 100 is meant, or `\(shown)%` if it is meant so")
  }
}
