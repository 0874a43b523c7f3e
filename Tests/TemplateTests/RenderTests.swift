import CEL
import Diagnostics
import Template
import TestSupport
import Testing

/// What happens while a template is written.
@Suite struct RenderTests {
  private func failure(_ text: String, limits: RenderLimits = RenderLimits()) -> String {
    do {
      return "gives " + (try World.write(text, limits: limits))
    } catch let diagnostic as Diagnostic {
      return "\(diagnostic.span.map(\.description) ?? "") \(diagnostic.message)"
    } catch {
      return "\(error)"
    }
  }

  @Test func anAbsentValueIsNoBlank() {
    #expect(failure("\n  {{ members[1].kind }}") == "t.md:2:6 `members[1].kind` has no value yet")
    #expect(failure("部门 {{ '知' + members[1].kind }}") == "t.md:1:13 `members[1].kind` has no value yet")
    #expect(
      failure("{% for m in members %}{% if m.kind == 'x' %}{% endif %}{% endfor %}")
        == "t.md:1:29 `m.kind` has no value yet")
    #expect(failure("{% set k = members[1].kind %}") == "t.md:1:12 `members[1].kind` has no value yet")
  }

  @Test func otherErrorsHaveAPlaceToo() {
    #expect(failure("{{ 1 / 0 }}") == "t.md:1:6 division by zero")
    #expect(failure("{{ members[7].level }}") == "t.md:1:4 the list has no element 7")
    #expect(
      failure("{{ dyn([1]) }}")
        == "t.md:1:4 only text, numbers, conditions and times are written out, but this is list")
    #expect(
      failure("{% for m in dyn(1) %}{% endfor %}") == "t.md:1:13 `for` walks a list or a map, but this is int"
    )
  }

  @Test func stopsAtItsLimits() {
    let loops =
      "{% for a in members %}{% for b in members %}{% for c in members %}{{ title }}{% endfor %}{% endfor %}{% endfor %}"
    #expect(
      failure(loops, limits: RenderLimits(steps: 20)) == "t.md:1:57 the template takes more than 20 steps")
    #expect(
      failure(loops, limits: RenderLimits(output: 50)) == "t.md:1:57 the document is longer than 50 bytes")
    #expect(
      failure("{{ members.all(m, has(m.kind) || true) }}", limits: RenderLimits(expression: 5)).contains(
        "more than 5 steps"))
    let costly = "{% for m in members %}{{ members.all(m, has(m.kind) || true) }}{% endfor %}"
    #expect(
      failure(costly, limits: RenderLimits(expression: 1000, expressions: 10))
        == "t.md:1:26 the document's expressions take more than 10 steps")
  }

  @Test func knowsWhatItReads() throws {
    let (template, _) = try World.parse("ok/extend.md")
    #expect(
      template?.mentions == [
        .variable("title"), .variable("members"), .field(shape: "members", field: "person"),
      ])
  }

  @Test func manyIncludesOfTheSameFileAreCheckedOnce() {
    var files: [String: String] = ["20.md": "{{ x }}"]
    for level in 0..<20 {
      files["\(level).md"] = "{% include \"\(level + 1).md\" %}{% include \"\(level + 1).md\" %}{{ nothing }}"
    }
    let (template, diagnostics) = Template.parse(
      SourceFile(name: "t.md", text: "{% include \"0.md\" %}"), in: World.environment
    ) { name in files[name].map { SourceFile(name: name, text: $0) } }
    #expect(template == nil)
    #expect(diagnostics.count == 20)
  }

  @Test func survivesRandomTemplates() {
    let pieces = [
      "{{ x }}", "{{", "}}", "{%", "%}", "{% if x == '' %}", "{% elif true %}", "{% else %}", "{% endif %}",
      "{% for m in members %}",
      "{{ m.person }}", "{% endfor %}", "{% block b %}", "{% endblock %}", "{#", "#}", "{% set y = 1 %}",
      "{{ y }}", "\n", " ", "'", "\"",
      "{% include \"t.md\" %}", "{% extends \"t.md\" %}", "{%- ", " -%}", "知", "| ", "{{ loop.index }}", "{",
      "}", "-", "in", "with",
    ]
    var random = SplitMix64(seed: 4)
    var good = 0
    for _ in 0..<10_000 {
      let count = Int.random(in: 1...10, using: &random)
      let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      let source = SourceFile(name: "s.md", text: text)
      let (template, diagnostics) = Template.parse(source, in: World.environment) { _ in
        SourceFile(name: "t.md", text: "{{ x }}")
      }
      #expect((template == nil) == diagnostics.containsError)
      if (try? template?.render(World.values("*"))) != nil { good += 1 }
      _ = DiagnosticPrinter(colour: false).text(diagnostics)
    }
    #expect(good > 500)
  }

  @Test func survivesDeepNesting() {
    let deep =
      String(repeating: "{% if true %}", count: 20_000) + "x"
      + String(repeating: "{% endif %}", count: 20_000)
    let (template, diagnostics) = Template.parse(SourceFile(name: "t.md", text: deep), in: World.environment)
    #expect(template == nil)
    #expect(diagnostics.map(\.code) == ["too-deep"])
  }

  @Test func placesFigures() throws {
    let text = "{{ picture(x, true) }}, {{ picture('b', true) }}, {{ picture(x, false) }}"
    let (template, _) = Template.parse(SourceFile(name: "t.md", text: text), in: World.environment)
    let rendering = try #require(try template?.render(World.values("a]*b*"), figurePrefix: "report.zh."))
    #expect(
      String(decoding: rendering.text, as: UTF8.self)
        == "![a\\]\\*b\\*](report.zh.curve.svg), ![b](report.zh.curve-2.svg), a\\]\\*b\\*")
    #expect(rendering.figures.map(\.name) == ["report.zh.curve.svg", "report.zh.curve-2.svg"])
    #expect(rendering.figures.map(\.drawing) == ["<svg></svg>", "<svg></svg>"])
    #expect(try World.write(text, "<a>", as: .html) == "<svg></svg>, <svg></svg>, &lt;a&gt;")
    #expect(try World.write(text, "<a>", as: .plain) == "<a>, b, <a>")
  }

  @Test func countsFiguresInTheLengthOfADocument() {
    #expect(throws: Diagnostic.self) {
      try World.write("{{ picture(x, true) }}", limits: RenderLimits(output: 20))
    }
  }
}
