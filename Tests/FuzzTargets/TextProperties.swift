import CEL
import Diagnostics
import Formats
import Template

func readTemplate(_ input: [UInt8]) throws(Complaint) {
  let source = SourceFile(name: "template.md", bytes: input)
  let part = SourceFile(name: "part.md", text: "part {{ n }}{% block a %}a{% endblock %}\n")
  let (template, diagnostics) = Template.parse(source, in: World.environment) { $0 == "part.md" ? part : nil }
  try judge(diagnostics, printing: isOneOf(8, input))
  guard let template else { return }
  let limits = RenderLimits(steps: 2_000, output: 20_000, expression: 5_000, expressions: 50_000)
  for kind in [OutputKind.markdown, .html] {
    let text: [UInt8]
    do throws(Diagnostic) {
      text = try template.render(World.bindings, as: kind, limits: limits).text
    } catch {
      try judge([error], printing: true)
      continue
    }
    try require(text.count <= limits.output, "a document of \(text.count) bytes")
  }
}

func readTable(_ input: [UInt8]) throws(Complaint) {
  let (table, diagnostics) = CSV.read(SourceFile(name: "table.csv", bytes: input))
  try judge(diagnostics, printing: isOneOf(8, input))
  guard let table else { return try require(diagnostics.containsError, "no table, and no error why") }
  // A lone empty cell is a line without any character, which is passed over.
  guard table.columnCount > 1 else { return }
  var written = csvRow(table.header.map(\.text))
  for row in 0..<table.rowCount {
    for column in 0..<table.columnCount {
      let span = table.span(row, column)
      try require(span.start <= span.end, "a cell ends at \(span.end), before it begins at \(span.start)")
    }
    written += csvRow((0..<table.columnCount).map { table.text(row, $0) })
  }
  let again = CSV.read(SourceFile(name: "again.csv", text: written), delimiter: .comma).table
  try require(again?.rowCount == table.rowCount, "\(table.rowCount) rows, read back \(again?.rowCount ?? -1)")
  for row in 0..<table.rowCount {
    for column in 0..<table.columnCount {
      let (text, copy) = (table.text(row, column), again?.text(row, column) ?? "")
      // What would be a formula gets an apostrophe.
      try require(copy == text || copy == "'" + text, "`\(text)` is read back as `\(copy)`")
    }
  }
}

func readMarkdown(_ input: [UInt8]) throws(Complaint) {
  let text = String(decoding: input, as: UTF8.self)
  let html: String
  do throws(Diagnostic) {
    html = try Markdown.render(text, figures: ["f.svg": "<svg></svg>"]).html.lowercased()
  } catch {
    return try judge([error], printing: true)
  }
  for active in ["<script", "<iframe", "\"javascript:", " onerror=\""] {
    try require(!html.contains(active), "`\(active)` in the page")
  }
}
