import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import AuditDocuments

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Charts as they are drawn: whole files, and what holds for all of them.
@Suite struct ChartTests {
  @Test(arguments: ChartCases.all.map(\.name))
  func drawsOrSays(name: String) throws {
    let (_, words, chart) = try #require(ChartCases.all.first { $0.name == name })
    guard let svg = chart.svg(words) else {
      return try expectGolden(chart.alternative(words) + "\n", "charts/\(name).txt")
    }
    try expectGolden(svg, "charts/\(name).svg")
    #expect(svg == chart.svg(words), "the same chart gives the same bytes")
    let drawing = try Drawing(svg)
    #expect(drawing.says == readable(chart.alternative(words)))
    #expect(
      drawing.elements.isSubset(of: ["svg", "title", "desc", "line", "path", "rect", "circle", "text"]))
    #expect(!svg.contains("NaN") && !svg.contains("inf"))
    let box = try #require(drawing.box)
    for place in drawing.places {
      #expect((-1...box.width + 1).contains(place.x) && (-1...box.height + 1).contains(place.y), "\(place)")
    }
  }

  @Test func saysInsteadOfDrawingNothing() {
    let silent =
      ["levels-none", "levels-no-level", "heat-nothing-required", "heat-empty", "whale-negative-total"]
      + ["whale-no-total-zh", "whale-no-customers"]
    for (name, words, chart) in ChartCases.all {
      #expect((chart.svg(words) == nil) == silent.contains(name), "\(name)")
      #expect(chart.alternative(words).count > 8)
    }
  }

  @Test func labelsStayText() throws {
    for (name, words, chart) in ChartCases.all where name.hasSuffix("hostile") {
      let svg = try #require(chart.svg(words))
      #expect(!svg.contains("<script") && svg.contains("&lt;script&gt;"))
      #expect(svg.components(separatedBy: "</svg>").count == 2)
    }
  }

  @Test func showsTheNumbersOfTheResult() throws {
    let levels = try Drawing(try #require(ChartCases.levels(4, "Key").svg(ChartCases.english)))
    for numbers in ["0.0 → 2.0", "1.0 → 3.0", "2.0 → 4.0", "3.0 → 5.0"] {
      #expect(levels.texts.contains(numbers))
    }
    let gaps = ChartCases.grid(2, 2) { row, column in .gap(Double(row * 2 + column) / 5, isPartial: false) }
    let heat = try Drawing(try #require(gaps.svg(ChartCases.english)))
    for number in ["0", "1.0", "2.0", "3.0"] { #expect(heat.texts.contains(number)) }
    let whale = try Drawing(try #require(ChartCases.whale(of: [900, 100, -500]).svg(ChartCases.english)))
    let said = whale.texts.joined(separator: " ")
    #expect(said.contains("Peak: the first 2 of 3 customers bring 200.0%"))
    #expect(said.contains("Lost again: 100.0 points, to 1 customers who bring less than nothing"))
  }

  @Test func keepsTheLabelsOfRadarsApart() {
    let names = [
      "K", "A name of usual length", "A very long name that needs many lines of its own", "来自于客户的知识与经验总结",
    ]
    for count in 3...8 {
      for name in names {
        let labels = ChartCases.levels(count, name).axisLabels(ChartCases.english)
        for (index, one) in labels.enumerated() {
          #expect(one.left >= -170 && one.right <= 170, "\(count) × \(name)")
          for other in labels.dropFirst(index + 1) {
            let isApart =
              one.right <= other.left || other.right <= one.left || one.bottom <= other.top
              || other.bottom <= one.top
            #expect(isApart, "\(count) × \(name): \(one.lines) and \(other.lines)")
          }
        }
      }
    }
  }

  /// What a reader of XML makes of characters that XML does not allow.
  private func readable(_ text: String) -> String {
    text.replacing(/[\u{0}\u{202E}\u{FFFE}]/, with: "\u{FFFD}")
  }
}

/// Charts as templates place them.
@Suite struct ChartTemplateTests {
  private func audit(_ report: String) throws -> SmallAudit {
    var templates = try SmallAudit.templates()
    templates["report.md"] = SourceFile(name: "report.md", text: report)
    return try SmallAudit(templates: templates)
  }

  private static let radars =
    "{% for u in gaps.roll_ups %}{{ radar('Radar', u.rows, label.knowledge_class, maturity.min, maturity.max) }} {% endfor %}"

  @Test func standBesideTheMarkdownAndWithinThePage() throws {
    var audit = try audit("\(Self.radars)\n\n\(Self.radars)\n\n![x](report.en.other.svg) ![y](a.png)\n")
    try audit.answerFromFile()
    try audit.compute()
    let rendered = try audit.render("report", .english)
    #expect(rendered.charts.map(\.name) == ["report.en.radar.svg", "report.en.radar-2.svg"])
    #expect(
      rendered.files.map(\.name)
        == ["report.en.md", "report.en.html", "report.en.radar.svg", "report.en.radar-2.svg"])
    let alternative = try #require(rendered.charts.first.map { try Drawing($0.text).says })
    #expect(rendered.markdown.hasPrefix("![\(alternative)](report.en.radar.svg)"))
    for chart in rendered.charts { #expect(rendered.html.contains(chart.text)) }
    // A picture that is no chart of this document is not loaded.
    #expect(rendered.html.components(separatedBy: "<img").count == 3)
    #expect(rendered.html.components(separatedBy: "<img src=\"\"").count == 3)
  }

  @Test func wrongArgumentsAreNamedWithTheirPlace() throws {
    let audit = try audit(
      """
      {{ radar('Title', gaps.roll_ups, label.knowledge_class, 0, 5) }}
      {{ heat_map('Title', gaps, label.knowledge_class, label.knowledge_class, 0, 5) }}
      {{ whale_curve(1, gaps) }} {{ radr('x') }}

      """)
    let printer = DiagnosticPrinter(colour: false)
    try expectGolden(audit.set.diagnostics.map { printer.text($0) + "\n" }.joined(), "err/chart.out")
  }
}

/// An SVG file as an XML parser reads it.
private final class Drawing: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var texts: [String] = []
  private(set) var says = ""
  private(set) var places: [(x: Double, y: Double)] = []
  private(set) var box: (width: Double, height: Double)?
  private var text = ""

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    let isWellFormed = parser.parse()
    #expect(isWellFormed, "\(parser.parserError.map(String.init(describing:)) ?? "")")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    text = ""
    let numbers = attributes.compactMapValues(Double.init)
    for (x, y) in [("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")] {
      if let x = numbers[x], let y = numbers[y] { places.append((x, y)) }
    }
    if let view = attributes["viewBox"]?.split(separator: " ").compactMap({ Double($0) }), view.count == 4 {
      box = (view[2], view[3])
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if name == "text" { texts.append(text) }
    if name == "desc" { says = text }
  }
}
