import Testing

/// Workflows, expressions, patterns and templates that want more than they may.
@Suite struct HostileWorkflowTests {
  @Test(arguments: [workflows, templates].flatMap { $0 }) func isStopped(hostile: HostileCase) throws {
    try hostile.hold()
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  // MARK: - Workflows

  /// The small workflow with one thing in it replaced.
  private static func workflow(
    _ kind: String, _ part: String, by hostile: @autoclosure @escaping @Sendable () -> String,
    _ says: String, exit code: Int32 = 1, then command: String = "kaudit check workflow.yaml",
    changes: Set<String> = []
  ) -> HostileCase {
    HostileCase(kind, command, code, says, changes: changes) { place in
      let text = try place.text("workflow.yaml")
      try #require(text.contains(part))
      try place.write("workflow.yaml", text.replacing(part, with: hostile(), maxReplacements: 1))
    }
  }

  private static func value(
    _ kind: String, _ expression: @autoclosure @escaping @Sendable () -> String, _ says: String
  ) -> HostileCase {
    workflow(kind, "\"has(this.count) ? this.count * 2 : 0\"", by: "'\(expression())'", says)
  }

  private static func pattern(
    _ kind: String, _ pattern: @autoclosure @escaping @Sendable () -> String
  ) -> HostileCase {
    workflow(kind, "\"^(v+)+$\"", by: "'\(pattern())'", "error[bad-pattern]: `…")
  }

  private static let again = "rm acme.kaudit; kaudit run audit.yaml"

  /// Computes for each asset what costs more than an expression may, or cannot be computed at all.
  private static func computed(_ kind: String, _ expression: @autoclosure @escaping @Sendable () -> String)
    -> HostileCase
  {
    workflow(
      kind, "\"has(this.count) ? this.count * 2 : 0\"", by: "'\(expression())'",
      "0",
      then: again + " > /dev/null && kaudit show assets/A1 | grep -c double", changes: ["acme.kaudit"])
  }

  @Listed<HostileCase> static var workflows: [HostileCase] {
    value(
      "100,000 brackets", times("(", 100_000),
      "error[bad-expression]: parts lie at most 80 deep in each other")
    value(
      "100,000 times not", times("!", 100_000) + "true",
      "error[bad-expression]: parts lie at most 80 deep in each other")
    value(
      "200,001 characters", times("1 + ", 50_000) + "1",
      "error[bad-expression]: an expression has at most 200000 characters,…")
    value(
      "5,000 conditions", times("true ? 1 : ", 5_000) + "1",
      "error[bad-expression]: parts lie at most 80 deep in each other")
    computed(
      "a text doubled for ever",
      "cel.bind(a0, \"xxxxxxxxxx\", \((0..<12).map { "cel.bind(a\($0 + 1), \(Array(repeating: "a\($0)", count: 8).joined(separator: "+")), " }.joined())size(a12)\(times(")", 13))"
    )
    computed("more than a whole number holds", "9223372036854775807 + this.id.size()")
    computed("a division by zero", "1 / (this.id.size() - 2)")
    computed("the smallest number turned", "(-9223372036854775807 - 1) / (1 - this.id.size())")
    pattern("repetitions of repetitions", "((((a{1000}){1000}){1000})")
    pattern("a million letters", "(a{1000}){1000}")
    pattern("1,000 brackets", times("[", 1_000))
    pattern("100,000 groups", times("(", 100_000))
    pattern("200,000 letters", times("a", 200_000))
    workflow(
      "a workflow that uses itself", "roles:", by: "uses: [workflow.yaml]\nroles:",
      "error[unknown-key]: a vocabulary file has no `workflow`;…")
    workflow(
      "a file used twice", "roles:",
      by: "uses: [vocabularies/customer-knowledge.yaml, vocabularies/customer-knowledge.yaml]\nroles:",
      "error[duplicate-name]:…")
    workflow("a scale without end", "max: 2,", by: "max: 9223372036854775807,", "error[empty-scale]:…")
    workflow(
      "a scale below everything", "min: 0, max: 2,",
      by: "min: -9223372036854775808, max: 9223372036854775807,",
      "error[wrong-kind]: a whole number from -1000 up is expected,…")
    workflow(
      "minus one rater", "raters: 1", by: "raters: -1",
      "error[wrong-kind]: a whole number from 1 up is expected,…")
    workflow(
      "more raters than people", "raters: 1", by: "raters: 9223372036854775807",
      "mandate: 1 entry recorded,…", exit: 3, then: again, changes: ["acme.kaudit"])
    workflow(
      "a title that steers", "en: Hostile input", by: "en: \"\\e[31m\\u202E\\a\"",
      "Acme  (hostile 1.0.0)", exit: 0,
      then: again + " > /dev/null; kaudit status; kaudit log; kaudit workflows", changes: ["acme.kaudit"])
    workflow("a version of 24 digits", "kaudit: 1\n", by: "kaudit: 999999999999999999999999\n", "error[…")
  }

  // MARK: - Templates

  private static func template(
    _ kind: String, _ text: @autoclosure @escaping @Sendable () -> String, _ says: String,
    exit code: Int32 = 1, then command: String = again
  ) -> HostileCase {
    HostileCase(
      kind, command, code, says, changes: ["acme.kaudit"]
    ) { try $0.write("Templates/working_papers.md", text()) }
  }

  private static let ten = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
  private static let loops = (1...4).map { "\(ten).all(y\($0), " }.joined() + ten
  private static let render = again + " > /dev/null; kaudit render"

  @Listed<HostileCase> static var templates: [HostileCase] {
    template(
      "includes a file of the system", "{% include \"/etc/passwd\" %}",
      "error[unknown-template]: there is no template `/etc/passwd`")
    template(
      "includes a file beside it", "{% include \"../audit.yaml\" %}",
      "error[unknown-template]: there is no template `../audit.yaml`")
    template(
      "includes by a way around", "{% include \"parts/../../audit.yaml\" %}", "error[unknown-template]:…")
    template(
      "includes a folder", "{% include \"parts\" %}", "error[unknown-template]: there is no template `parts`")
    template(
      "includes itself", "{% include \"working_papers.md\" %}",
      "error[template-circle]: the template includes itself:…")
    template(
      "extends itself", "{% extends \"working_papers.md\" %}",
      "error[template-circle]: the template includes itself:…")
    template(
      "reads a file", "{{ file(\"/etc/passwd\") }}", "error[unknown-function]: no function is called `file`")
    template("reads the environment", "{{ env.HOME }}", "error[unknown-name]: nothing is called `env` here")
    template(
      "reaches for a class", "{{ audit.__class__ }}",
      "error[unknown-field]: `audit` has no field `__class__`;…")
    template("is never closed", times("{% if true %}", 20_000), "error[…")
    template(
      "is no UTF-8", "", "error[not-utf-8]: the template is not text in UTF-8",
      exit: 0,
      then: "printf '\\377' > Templates/working_papers.md; " + again
        + "; printf '' > Templates/working_papers.md")
    template(
      "writes a gigabyte",
      (1...6).map { "{% for x\($0) in \(ten) %}" }.joined() + times("x", 1_000) + times("{% endfor %}", 6),
      "error[limit]: the document is longer than 100000000 bytes", then: render)
    template(
      "repeats a costly expression",
      "{% for a in \(ten) %}{{ \(loops).all(x, true)\(times(")", 4)) }}{% endfor %}",
      "working_papers  Working papers", exit: 0,
      then: render + " && rm -r documents")
    HostileCase("phrases that are none", again, 1, "error[…", changes: ["acme.kaudit"]) {
      try $0.write("Templates/phrases.yaml", "phrases: [")
    }
  }
}
