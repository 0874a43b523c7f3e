public import Diagnostics

/// Reads YAML into a tree whose every node knows where it begins and ends.
public enum YAMLTree {
  /// The tree of a text, and everything that is wrong with the text as YAML.
  ///
  /// A tree is given whenever it can be trusted, also beside mistakes such as a key given twice, so that whoever reads the tree
  /// can tell its own mistakes in the same run.
  public static func parse(_ source: SourceFile, limits: YAMLLimits = .standard) -> YAMLDocument {
    if let refusal = limits.refusal(ofFile: source.name, bytes: source.bytes.count) {
      return YAMLDocument(source: source, diagnostics: [refusal])
    }
    switch SourceEncoding.utf8(of: source) {
    case .refused(let diagnostic):
      return YAMLDocument(source: source, diagnostics: [diagnostic])
    case .readable(let source, let skipped):
      return parse(source, skipping: skipped, limits)
    }
  }

  private static func parse(
    _ source: SourceFile, skipping skipped: Int, _ limits: YAMLLimits
  ) -> YAMLDocument {
    let scan = CharacterScan(source.bytes, from: skipped, most: limits.diagnostics)
    if !scan.finds.isEmpty, let invalid = SourceEncoding.firstInvalidByte(in: source.bytes) {
      return YAMLDocument(source: source, diagnostics: [.notUTF8(source, at: invalid)])
    }
    let strange = scan.finds.map { Diagnostic.strangeCharacter($0, in: source) }
    guard !strange.containsError(besides: "stray-byte-order-mark") else {
      return YAMLDocument(source: source, diagnostics: strange.told(limits))
    }

    var builder = TreeBuilder(source: source, skipping: skipped, limits: limits)
    let ending = source.bytes.withUnsafeBufferPointer { bytes in
      LibYAML.read(UnsafeBufferPointer(rebasing: bytes[skipped...]), into: &builder)
    }
    var diagnostics = strange
    var end: Diagnostic?
    if case .mistake(let mistake) = ending {
      if mistake.isInReading, let invalid = SourceEncoding.firstInvalidByte(in: source.bytes) {
        return YAMLDocument(source: source, diagnostics: [.notUTF8(source, at: invalid)])
      }
      let explained = mistake.explained(in: source, after: builder)
      // A byte order mark on the way looks like text to libyaml, and explains what follows.
      if strange.allSatisfy({ $0.severity == .warning }) {
        diagnostics.append(explained)
        end = explained
        diagnostics += FurtherMistakes(in: source, skipping: skipped, limits)
          .behind(explained, bracket: builder.outermostBracket)
      }
    }
    if ending != .complete { builder.closeEverything() }
    let arena = builder.finish(reachedEnd: ending == .complete)
    diagnostics += EntryLookalikes.confirm(builder.suspects, in: arena, most: limits.diagnostics)
    var found = builder.diagnostics
    if let last = found.last, last.isExplained(by: end) { found.removeLast() }
    diagnostics += found
    return YAMLDocument(arena: arena, isWhole: builder.isWhole, diagnostics: diagnostics.told(limits))
  }
}

extension [Diagnostic] {
  /// In order, and no more than anybody would read; that there are more is said.
  fileprivate func told(_ limits: YAMLLimits) -> [Diagnostic] {
    let all = inOrder()
    guard all.count > limits.diagnostics else { return all }
    // Mistakes before warnings; both stay in order.
    let mistakes = Swift.min(all.count { $0.severity == .error }, limits.diagnostics)
    var room = (mistakes: mistakes, warnings: limits.diagnostics - mistakes)
    let told = all.filter { diagnostic in
      if diagnostic.severity == .error { room.mistakes -= 1 } else { room.warnings -= 1 }
      return (diagnostic.severity == .error ? room.mistakes : room.warnings) >= 0
    }
    return (told + [.tooManyMistakes(limits, at: all[limits.diagnostics].span)]).inOrder()
  }

  fileprivate func containsError(besides code: String) -> Bool {
    contains { $0.severity == .error && $0.code != code }
  }
}
