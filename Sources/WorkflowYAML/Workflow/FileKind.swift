import AuditCore
public import Diagnostics
import YAMLTree

/// What sort of file a text is, by the keys at its top.
public enum FileKind: Sendable {
  case workflow, vocabulary, audit

  public init(_ source: SourceFile) {
    let root = YAMLTree.parse(source).root
    if root?["audit"] != nil {
      self = .audit
    } else if root?["phases"] != nil || root?["kaudit"] != nil {
      self = .workflow
    } else if root?["vocabularies"] != nil || root?["scales"] != nil {
      self = .vocabulary
    } else {
      self = .audit
    }
  }
}

/// A file with vocabularies and scales, by itself.
public enum VocabularyFile {
  /// Everything that is wrong with it.
  public static func check(_ source: SourceFile) -> [Diagnostic] {
    let findings = Findings()
    let document = YAMLTree.parse(source)
    findings.add(document.diagnostics)
    if let root = document.root { VocabularyReader(languages: Language.allCases, findings).read(file: root) }
    return findings.diagnostics.inOrder()
  }
}
