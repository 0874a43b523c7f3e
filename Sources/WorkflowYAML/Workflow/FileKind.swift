public import AuditCore
public import Diagnostics
import YAMLTree

/// What sort of file a text is, by the keys at its top.
public enum FileKind: Sendable {
  case workflow, vocabulary, audit

  init(root: YAMLNode?) {
    if root?["audit"] != nil {
      self = .audit
    } else if root?["phases"] != nil {
      self = .workflow
    } else if root?["workflow"] == nil,
      ["vocabularies", "scales", "crosswalks"].contains(where: { root?[$0] != nil })
    {
      self = .vocabulary
    } else if root?["kaudit"] != nil {
      self = .workflow
    } else {
      self = .audit
    }
  }
}

/// A file with vocabularies, scales and crosswalks, by itself.
public enum VocabularyFile {
  /// Everything that is wrong with it.
  public static func check(_ text: MendedText) -> [Diagnostic] {
    read(text, languages: Language.allCases).diagnostics
  }

  /// Its vocabularies, those that are wrong left out, and everything that is wrong; its texts are written in `languages`.
  public static func read(
    _ source: SourceFile, languages: [Language] = Language.allCases
  ) -> (vocabularies: [Vocabulary], diagnostics: [Diagnostic]) {
    read(MendedText(source), languages: languages)
  }

  private static func read(
    _ document: MendedText, languages: [Language]
  ) -> (vocabularies: [Vocabulary], diagnostics: [Diagnostic]) {
    let findings = Findings()
    findings.add(document.diagnostics)
    let reader = VocabularyReader(languages: languages, findings)
    if let root = document.root { reader.read(file: root) }
    reader.readCrosswalks(isAlone: true)
    return (reader.vocabularies, findings.diagnostics.inOrder())
  }
}
