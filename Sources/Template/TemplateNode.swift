import Diagnostics

/// A template as it was written, before its names are known.
indirect enum TemplateNode {
  case text(Range<Int>)
  case output(Range<Int>)
  case condition([Branch], otherwise: [TemplateNode]?)
  case loop(Loop)
  case include(Include)
  case block(Block)
  case set(Name, Range<Int>)

  struct Name {
    let text: String
    let range: Range<Int>
  }

  struct Branch {
    let condition: Range<Int>
    var body: [TemplateNode]
  }

  struct Loop {
    let first: Name
    let second: Name?
    let subject: Range<Int>
    var body: [TemplateNode]
    var otherwise: [TemplateNode]?
  }

  struct Include {
    let file: Name
    let arguments: [(name: Name, value: Range<Int>)]
  }

  struct Block {
    let name: Name
    var body: [TemplateNode]
  }
}

/// One file of templates, read.
final class ParsedTemplate {
  let source: SourceFile
  var nodes: [TemplateNode] = []
  /// The file whose blocks this one replaces.
  var base: TemplateNode.Name?
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile) { self.source = source }
}
