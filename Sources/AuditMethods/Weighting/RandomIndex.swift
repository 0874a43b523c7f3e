/// A table of random indices: the mean consistency index of matrices that were filled at random from the scale of 1/9 to 9.
///
/// Authors simulated them with more and more matrices, and the ratio changes with the table; so its name belongs to the
/// result.
public enum RandomIndex: String, CaseIterable, Sendable {
  /// Saaty 1980, the table that most programs use.
  case saaty1980 = "saaty-1980"
  /// Alonso & Lamata 2006, from 100,000 matrices of each size.
  case alonsoLamata2006 = "alonso-lamata-2006"

  /// The index for so many criteria, 1 to 15; zero for one and two, which cannot contradict each other.
  func value(_ criteria: Int) -> Double { values[criteria - 1] }

  private var values: [Double] {
    switch self {
    case .saaty1980:
      [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]
    case .alonsoLamata2006:
      [
        0, 0, 0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713,
        1.5838,
      ]
    }
  }
}
