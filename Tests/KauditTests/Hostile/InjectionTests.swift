import Foundation
import TestSupport
import Testing

/// Text that would act if it were taken for anything but text, through every field into every output.
@Suite struct InjectionTests {
  /// The strings, one a line, with escapes as JSON writes them.
  static let strings: [String] = {
    let lines =
      (try? String(contentsOfFile: fixturePath("hostile/injections.txt", filePath: tests), encoding: .utf8))
      ?? ""
    return lines.split(separator: "\n").filter { !$0.hasPrefix("# ") }.compactMap {
      try? JSONDecoder().decode(String.self, from: Data("\"\($0)\"".utf8))
    }
  }()

  private static let tests = Transcripts.root.appendingPathComponent("Tests/KauditTests/x.swift").path

  @Test func thereAreManyStrings() { #expect(Self.strings.count >= 60) }

  @Test func nothingActs() throws {
    // Short, long and many-lined answers are laid out each in its own way.
    let harmless = try ["harmless", String(repeating: "harmless ", count: 20), "one\n\ntwo"].map(outputs)
    let allowed = Set(harmless.flatMap(\.pages).flatMap(Self.tags))
    let blocks = Set(harmless.flatMap(\.markdown).flatMap(Self.blockStarts))
    for string in Self.strings {
      let outputs = try outputs(saying: string)
      for page in outputs.pages {
        let strange = Self.tags(of: page).filter { !allowed.contains($0) && $0 != "<br />" }
        #expect(strange.isEmpty, "\(string): \(strange)")
      }
      for text in outputs.texts {
        let steering = text.unicodeScalars.filter(HostileCase.steers).map { String($0.value, radix: 16) }
        #expect(steering.isEmpty, "\(string): \(steering)")
      }
      for text in outputs.pages + outputs.markdown {
        let steering = text.unicodeScalars.filter(Self.turns).map { String($0.value, radix: 16) }
        #expect(steering.isEmpty, "\(string): \(steering)")
      }
      for markdown in outputs.markdown {
        // A value stays in its line, or in its cell: no line begins with anything that makes a block.
        let strange = Self.blockStarts(of: markdown).subtracting(blocks)
        #expect(strange.isEmpty, "\(string): \(strange)")
      }
    }
  }

  struct Outputs {
    var texts: [String] = []
    var markdown: [String] = []
    var pages: [String] = []
  }

  /// The small audit with the text wherever one may stand, as a terminal, Markdown and HTML show it.
  private func outputs(saying text: String) throws -> Outputs {
    let place = try HostilePlace(withRecord: false)
    try place.write("audit.yaml", Self.audit(saying: text))
    let run = try place.run("kaudit run audit.yaml")
    try #require([0, 3].contains(run.code), "\(text): \(run.remarks)")
    let shell = "'" + text.replacing("\0", with: "").replacing("'", with: "'\\''") + "'"
    var outputs = Outputs()
    for command in [
      "answer assets/A2 name=\(shell) --because=\(shell) --evidence=\(shell) --source=\(shell)",
      "answer mandate in_force --unknown --because=\(shell)", "status", "log", "show mandate", "show assets",
      "show assets/A1",
      "show ratings", "status --format json", "log --format json", "show assets --format json",
      "run audit.yaml", "render",
    ] {
      let outcome = try place.run("kaudit \(command)")
      try #require([0, 2, 3].contains(outcome.code), "\(text): \(command): \(outcome.remarks)")
      outputs.texts += [outcome.output, outcome.remarks]
    }
    for language in ["en", "zh"] {
      outputs.markdown.append(try place.text("documents/working_papers.\(language).md"))
      outputs.pages.append(try place.text("documents/working_papers.\(language).html"))
    }
    return outputs
  }

  /// An audit file with the text in every place that takes one. Keys and names take no control characters.
  private static func audit(saying text: String) -> String {
    let value = quoted(text.replacing("\0", with: ""))
    let visible = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !HostileCase.steers($0) && $0 != "\n" }))
    let name = quoted(visible.isEmpty ? "x" : visible)
    return """
      audit: acme
      workflow: workflow
      title: \(value)
      language: en
      as_of: 2026-01-31
      approvals: [{step: mandate, by: \(name), date: 2026-01-06, evidence: \(value), note: \(value)}]
      mandate:
        authority: {value: \(value), evidence: [\(value)], source: \(value), confidence: high}
        contact: {name: \(value), floor: 3}
        meetings: [{day: 2026-01-05, topic: \(value)}]
        budget: {not_applicable: \(value)}
      members:
        - {person: \(name), roles: [sponsor]}
      assets:
        - {id: \(name), name: \(value), owner: [\(name)], tags: [\(value), \(value)]}
        - {id: A1, name: {later: \(value)}}
        - {id: A2}
      ideal:
        - {class: about, level: 2, weight: 1.0}
      ratings:
        - {subject: about, rater: \(name), score: 1}

      """
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        default:
          HostileCase.steers(scalar) || scalar == "\n"
            ? "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
              + String(scalar.value, radix: 16) : String(scalar)
        }
      }.joined() + "\""
  }

  /// The tags of a page with their attributes, but for the places of headings.
  private static func tags(of page: String) -> [String] {
    page.matches(of: /<[A-Za-z!\/?][^>]*>/).map { String($0.output) }.map {
      $0.replacing(/\s(id="|href="#)[^"<>]*"/, with: "")
    }
  }

  /// Whether a character would act in a document: marks that only shape words may stand in one.
  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
  }

  /// What the lines of a document begin with, where that makes blocks of them.
  private static func blockStarts(of markdown: String) -> Set<String> {
    let marks = /(#+ |> |- |[0-9]+[.)] |\||---|===|```|~~~|<|\ {4}|\t|\[)/
    return Set(
      markdown.split(separator: "\n").compactMap { $0.prefixMatch(of: marks) }.map { String($0.output.1) })
  }
}
