import AuditMethods

/// The limits of a field in the words of its answers.
extension Field {
  /// The least value or length, written as an answer is; nothing where there is no limit.
  public var least: String? { min.map(written) }

  /// The greatest value or length, written as an answer is.
  public var greatest: String? { max.map(written) }

  private func written(_ bound: Double) -> String {
    switch type {
    case .date: Day(number: Int(bound)).description
    case .percent: "\(short(bound * 100))%"
    default: short(bound)
    }
  }

  private func short(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
