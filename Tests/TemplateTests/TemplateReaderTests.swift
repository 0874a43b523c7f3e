import Diagnostics
import Template
import Testing

/// Several documents with files in common: what is wrong with those is told once, and every document has it.
@Suite struct TemplateReaderTests {
  /// The documents in turn: whether each can be written, and what is told of it.
  private func read(_ files: KeyValuePairs<String, String>, including parts: [String: String] = [:])
    -> [String]
  {
    let parts = parts.merging(files.map { ($0.key, $0.value) }) { part, _ in part }
    var reader = TemplateReader(in: World.environment) { name in
      parts[name].map { SourceFile(name: name, text: $0) }
    } judging: { expression in
      [Diagnostic("judged", "this is odd", at: expression.span(0..<1))]
    }
    return files.map { name, text in
      let (template, diagnostics) = reader.read(SourceFile(name: name, text: text))
      let told = diagnostics.map { "\($0.span?.description ?? "") \($0.code)" }
      return (template == nil ? "faulty" : "ready") + told.map { ", " + $0 }.joined()
    }
  }

  @Test func whatTheHostFindsWrongSpoilsTheDocument() {
    #expect(read(["a.md": "{{ 1 }}"]) == ["faulty, a.md:1:4 judged"])
  }

  @Test func aDocumentThatAnotherIncludesIsReadOnce() {
    let told = read(["a.md": "{% include 'b.md' %}", "b.md": "{% if %}"])
    #expect(told.count == 2)
    #expect(told.first?.contains("b.md:1:") == true)
    #expect(told.last == "faulty")
  }

  @Test func aFrameThatIsNotThereIsToldOnce() {
    let told = read(
      ["a.md": "{% include 'part.md' %}", "b.md": "{% include 'part.md' %}"],
      including: ["part.md": "{% extends 'frame.md' %}"])
    #expect(told == ["faulty, part.md:1:13 unknown-template", "faulty"])
  }

  @Test func aFileThatIsNotThereIsToldWhereverItIsIncluded() {
    let told = read(["a.md": "{% include 'part.md' %}", "b.md": "{% include 'part.md' %}"])
    #expect(told.map { $0.hasPrefix("faulty, ") } == [true, true])
  }
}
