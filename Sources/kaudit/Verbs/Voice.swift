import ArgumentParser
import AuditCore

/// How a verb speaks: in which language, and whether to people or to machines.
struct Voice: ParsableArguments {
  @Option(help: "Language to speak: en or zh (else the audit's).")
  var language: LanguageOption?

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func language(of audit: OpenAudit) -> Language { language?.language ?? audit.state.description.language }
}

/// A language as it is given on the command line.
enum LanguageOption: String, ExpressibleByArgument, CaseIterable {
  case en, zh
  var language: Language { self == .en ? .english : .chinese }
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
