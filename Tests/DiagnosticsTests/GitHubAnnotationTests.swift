import Diagnostics
import Testing

/// What GitHub Actions reads from the log of a job.
@Suite struct GitHubAnnotationTests {
  private func span(_ file: String) -> SourceSpan {
    let source = SourceFile(name: file, text: "steps:\n  - step: ownr\n")
    return SourceSpan(file: source, start: Position(line: 2, column: 11), end: Position(line: 2, column: 15))
  }

  @Test func namesThePlaceTheCodeAndTheHelp() {
    let diagnostics = [
      Diagnostic(
        "unknown-step", "no step is called `ownr`", at: span("a.yaml"), help: "did you mean `owner`?"),
      Diagnostic("missing-title", "no title", at: nil, severity: .warning),
    ]
    #expect(
      gitHubAnnotations(diagnostics)
        == "::warning title=missing-title::no title\n"
        + "::error file=a.yaml,line=2,col=11,endLine=2,endColumn=15,title=unknown-step::no step is called `ownr`"
        + "%0Ahelp: did you mean `owner`?\n")
  }

  @Test func addsNotesWithTheirPlaces() {
    let diagnostic = Diagnostic(
      "duplicate-name", "twice", at: span("a.yaml"),
      notes: [Diagnostic.Note("first here", at: span("b.yaml"))])
    #expect(gitHubAnnotations([diagnostic]).hasSuffix("::twice%0Anote: first here (b.yaml:2:11)\n"))
  }

  @Test func namesAndTextsCannotEndTheCommand() {
    let name = "a,title=x::error file=b%0A\n::warning::\r\u{1B}[2J\u{202E}:.yaml"
    let diagnostic = Diagnostic("bad-name", "100%\n::error::x\r\u{7}\u{2028}", at: span(name), help: "a,b:c")
    let text = gitHubAnnotations([diagnostic])
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(
      text
        == "::error file=a%2Ctitle=x"
        + "%3A%3Aerror file=b%250A%0A%3A%3Awarning%3A%3A%0D\\u{1B}[2J\\u{202E}%3A.yaml,line=2,col=11,endLine=2,"
        + "endColumn=15,title=bad-name::100%25%0A::error::x%0D\\u{7}\\u{2028}%0Ahelp: a,b:c\n")
  }

  @Test func givesFilesTheNamesOfTheRepository() {
    let diagnostic = Diagnostic("bad-name", "x", at: span("/home/a.yaml"))
    #expect(gitHubAnnotations([diagnostic]) { String($0.dropFirst(6)) }.contains("file=a.yaml,"))
  }
}
