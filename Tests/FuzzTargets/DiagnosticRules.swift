import Diagnostics

/// What holds for the diagnostics of any text: in order, each at a place that exists, and fit to be printed.
func judge(_ diagnostics: [Diagnostic], printing: Bool) throws(Complaint) {
  try require(diagnostics.count < 2_000, "\(diagnostics.count) diagnostics")
  try require(diagnostics.inOrder() == diagnostics, "not in order, or one twice: \(diagnostics.map(\.code))")
  for diagnostic in diagnostics {
    let (code, message) = (diagnostic.code, diagnostic.message)
    try require(!code.isEmpty && !message.isEmpty, "`\(code)` says nothing")
    try require(!message.hasSuffix("."), "`\(code)` ends with a full stop: \(message)")
    if let span = diagnostic.span { try judge(span, code) }
    for note in diagnostic.notes { if let span = note.span { try judge(span, "note of \(code)") } }
  }
  guard printing else { return }
  for diagnostic in diagnostics.prefix(20) { try judgePrinted(diagnostic) }
}

private func judge(_ span: SourceSpan, _ code: String) throws(Complaint) {
  try require(span.start <= span.end, "\(code): ends at \(span.end), before it begins at \(span.start)")
  for position in [span.start, span.end] {
    // An end may stand where the next line would begin.
    try require(
      position.line >= 1 && position.line <= span.file.lineCount + 1 && position.column >= 1,
      "\(code): no line \(position.line) in \(span.file.lineCount)")
    let offset = span.file.byteOffset(of: position)
    let exact = span.file.position(ofByte: offset)
    try require(
      exact == position || offset == span.file.bytes.count,
      "\(code): no place \(position), the nearest is \(exact)")
  }
}

private func judgePrinted(_ diagnostic: Diagnostic) throws(Complaint) {
  let text = DiagnosticPrinter(colour: false).text(diagnostic)
  for scalar in text.unicodeScalars where scalar != "\n" {
    try require(
      scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value),
      "\(diagnostic.code): prints U+\(String(scalar.value, radix: 16))")
  }
  // Messages name limits and allowed names, but never the whole of what was read.
  try require(text.utf8.count < 20_000, "\(diagnostic.code): prints \(text.utf8.count) bytes")
  _ = json([diagnostic])
}
