import CMarkdown
public import Diagnostics

/// Markdown as HTML that nothing can be smuggled through.
///
/// GitHub's dialect with tables, strikethrough, task lists and footnotes. Raw HTML is dropped. Web addresses become
/// links only between `<` and `>`: looking for them in running text swallows the Chinese that follows. Line breaks
/// inside Chinese are no spaces, and emphasis works beside Chinese punctuation.
public enum Markdown {
  public static let maximumBytes = 64 << 20

  /// The body of a page, and its headings in order.
  public struct Rendering: Equatable, Sendable {
    public var html: String
    public var headings: [Heading]
  }

  /// The text as HTML.
  ///
  /// An image whose address is `figure:NAME` becomes the figure of that name, markup that our own code has made, such
  /// as a drawing. Texts can name figures, but not write them.
  public static func render(
    _ text: String, figures: [String: String] = [:]
  ) throws(Diagnostic) -> Rendering {
    guard text.utf8.count <= maximumBytes else { throw .textTooLong(text.utf8.count) }
    var text = withoutControls(text)
    var marker = EmphasisMarker(absentFrom: text)
    if let marked = marker?.inserted(into: text) { text = marked } else { marker = nil }
    guard let tree = MarkdownTree(text) else { throw .unreadableMarkdown() }
    defer { tree.free() }
    var finish = TreeFinish(figures: figures, marker: marker?.scalar)
    finish.run(tree.root)
    let html = tree.html()
    return Rendering(
      html: marker?.removed(from: html) ?? String(decoding: html, as: UTF8.self), headings: finish.headings)
  }

  /// Control characters are shown as U+FFFD instead of being passed on.
  private static func withoutControls(_ text: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r"
        || (0x7F...0x9F).contains(scalar.value)
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(clean)
  }
}

/// The parsed text, owned by the library until it is freed.
private struct MarkdownTree {
  private let parser: OpaquePointer
  let root: OpaquePointer

  private static let options = CMARK_OPT_FOOTNOTES
  private static let extensionsAreRegistered: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  init?(_ text: String) {
    guard Self.extensionsAreRegistered, let parser = cmark_parser_new(Self.options) else { return nil }
    for name in ["table", "strikethrough", "tasklist"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else {
      cmark_parser_free(parser)
      return nil
    }
    self.parser = parser
    self.root = root
  }

  func html() -> [UInt8] {
    let extensions = cmark_parser_get_syntax_extensions(parser)
    guard let text = cmark_render_html(root, Self.options, extensions) else { return [] }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    var length = 0
    while text[length] != 0 { length += 1 }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  func free() {
    cmark_node_free(root)
    cmark_parser_free(parser)
  }
}

/// What is done to the tree between reading and writing: line breaks, addresses, headings, tables, figures.
private struct TreeFinish {
  typealias Node = OpaquePointer

  let figures: [String: String]
  let marker: Unicode.Scalar?
  private(set) var headings: [Heading] = []
  private var ids = HeadingIDs()
  private var lastSort = CharacterSort.space
  private var openBreak: Node?
  private var headingText: String?
  private var superfluousBreaks: [Node] = []
  private var headingNodes: [(Node, Heading)] = []
  private var tables: [Node] = []
  private var drawings: [(Node, String)] = []

  init(figures: [String: String], marker: Unicode.Scalar?) {
    self.figures = figures
    self.marker = marker
  }

  mutating func run(_ root: Node) {
    guard let walk = cmark_iter_new(root) else { return }
    while true {
      let event = cmark_iter_next(walk)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(walk) else { continue }
      visit(node, isEntering: event == CMARK_EVENT_ENTER)
    }
    cmark_iter_free(walk)
    for node in superfluousBreaks { cmark_node_free(node) }
    for (node, heading) in headingNodes {
      let tag = "h\(heading.level)"
      wrap(node, "<\(tag) id=\"\(htmlEscape(heading.id))\">", "</\(tag)>", keepsNode: false)
    }
    for node in tables { wrap(node, "<div class=\"table\">", "</div>", keepsNode: true) }
    for (node, markup) in drawings { draw(markup, insteadOf: node) }
  }

  private mutating func visit(_ node: Node, isEntering: Bool) {
    let type = cmark_node_get_type(node)
    if UInt32(type.rawValue) & 0xC000 == 0x8000 { betweenBlocks() }
    switch type {
    case CMARK_NODE_HEADING where isEntering: headingText = ""
    case CMARK_NODE_HEADING: closeHeading(node)
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: read(literal(node))
    case CMARK_NODE_SOFTBREAK:
      openBreak = node
      headingText?.append(" ")
    case CMARK_NODE_LINEBREAK, CMARK_NODE_HTML_INLINE:
      betweenBlocks()
      if type == CMARK_NODE_LINEBREAK { headingText?.append(" ") }
    case CMARK_NODE_LINK where isEntering: if !mayLink(url(node)) { cmark_node_set_url(node, "") }
    case CMARK_NODE_IMAGE where isEntering: visitImage(node)
    default:
      if isEntering, String(cString: cmark_node_get_type_string(node)) == "table" { tables.append(node) }
    }
  }

  private mutating func betweenBlocks() {
    lastSort = .space
    openBreak = nil
  }

  /// Takes in a stretch of text, and drops the line break before it when Chinese stands on both sides.
  private mutating func read(_ text: String) {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return }
    if let openBreak {
      if CharacterSort.joinsWithoutSpace(lastSort, CharacterSort(first)) {
        superfluousBreaks.append(openBreak)
        if headingText?.hasSuffix(" ") == true { headingText?.removeLast() }
      }
      self.openBreak = nil
    }
    lastSort = CharacterSort(last)
    headingText? += text
  }

  private mutating func closeHeading(_ node: Node) {
    let text = headingText ?? ""
    headingText = nil
    let heading = Heading(
      level: Int(cmark_node_get_heading_level(node)), text: text, id: ids.id(for: text))
    headings.append(heading)
    headingNodes.append((node, heading))
  }

  private mutating func visitImage(_ node: Node) {
    betweenBlocks()
    let address = url(node)
    if address.hasPrefix("figure:"), let markup = figures[String(address.dropFirst("figure:".count))] {
      drawings.append((node, markup))
    } else if !mayShow(address) {
      cmark_node_set_url(node, "")
    }
  }

  /// Puts a node between two pieces of markup, or only its children.
  private func wrap(_ node: Node, _ opening: String, _ closing: String, keepsNode: Bool) {
    guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    cmark_node_set_on_enter(block, opening)
    cmark_node_set_on_exit(block, closing)
    cmark_node_insert_before(node, block)
    if keepsNode {
      cmark_node_append_child(block, node)
      return
    }
    while let child = cmark_node_first_child(node) {
      guard cmark_node_append_child(block, child) == 1 else { break }
    }
    cmark_node_free(node)
  }

  private func draw(_ markup: String, insteadOf node: Node) {
    guard let drawing = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
    cmark_node_set_on_enter(drawing, markup)
    cmark_node_insert_before(node, drawing)
    cmark_node_free(node)
  }

  /// The node's own text without hidden letters.
  private func literal(_ node: Node) -> String { plain(cmark_node_get_literal(node)) }

  private func url(_ node: Node) -> String { plain(cmark_node_get_url(node)) }

  private func plain(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    let string = String(cString: text)
    guard let marker, string.unicodeScalars.contains(marker) else { return string }
    return String(String.UnicodeScalarView(string.unicodeScalars.filter { $0 != marker }))
  }
}

/// Web and mail addresses, and places on the same page.
private func mayLink(_ address: String) -> Bool {
  let lowercased = address.lowercased()
  return ["http://", "https://", "mailto:", "#"].contains { lowercased.hasPrefix($0) }
}

/// Pictures that are part of the page itself.
private func mayShow(_ address: String) -> Bool {
  let lowercased = address.lowercased()
  return ["png", "jpeg", "gif", "webp"].contains { lowercased.hasPrefix("data:image/\($0);base64,") }
}

extension Diagnostic {
  fileprivate static func textTooLong(_ count: Int) -> Diagnostic {
    Diagnostic(
      "text-too-long", "the text has \(count) bytes, but at most \(Markdown.maximumBytes) are made into HTML",
      at: nil)
  }

  fileprivate static func unreadableMarkdown() -> Diagnostic {
    Diagnostic("unreadable-markdown", "the text cannot be read as Markdown", at: nil)
  }
}
