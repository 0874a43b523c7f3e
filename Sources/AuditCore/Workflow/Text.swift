/// A language of questions and documents.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// A text that people read, in every language it was written in.
public struct Text: Hashable, Sendable {
  private var english: String?
  private var chinese: String?

  /// A text that is the same in every language, as a name or a formula is.
  public init(_ text: String) {
    english = text
    chinese = text
  }

  /// Nothing where it was written in no language.
  public init?(english: String?, chinese: String?) {
    guard english != nil || chinese != nil else { return nil }
    self.english = english
    self.chinese = chinese
  }

  public init(_ texts: [Language: String]) {
    english = texts[.english]
    chinese = texts[.chinese]
  }

  /// The text in `language`, or in the other one where a translation is missing.
  public subscript(_ language: Language) -> String {
    switch language {
    case .english: english ?? chinese ?? ""
    case .chinese: chinese ?? english ?? ""
    }
  }

  /// Whether the text was written in `language`.
  public func isWritten(in language: Language) -> Bool {
    switch language {
    case .english: english != nil
    case .chinese: chinese != nil
    }
  }
}
