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
  /// An image whose address is the name of a figure becomes that figure, markup that our own code has made, such as a
  /// drawing. Texts can name figures, but not write them.
  public static func render(
    _ text: String, figures: [String: String] = [:]
  ) throws(Diagnostic) -> Rendering {
    guard text.utf8.count <= maximumBytes else { throw .textTooLong(text.utf8.count) }
    var bytes = withoutControls(text)
    if let (line, excess) = TableLimits.excess(in: bytes) { throw .tableTooLarge(excess, line: line) }
    let marker = EmphasisMarker(absentFrom: bytes)
    if let marker { bytes = marker.inserted(into: bytes) }
    guard let tree = MarkdownTree(bytes) else { throw .unreadableMarkdown() }
    defer { tree.free() }
    var finish = TreeFinish(figures: figures, marker: marker)
    finish.run(tree.root)
    let html = tree.html()
    let plain = withoutEnglishLabels(marker?.removed(from: html) ?? html)
    return Rendering(
      html: String(decoding: ShortCells.marked(in: plain), as: UTF8.self), headings: finish.headings)
  }

  /// Takes away what the library says in English to screen readers, since the page may be in Chinese. Quotes in texts
  /// are escaped, so that no text can look like this.
  private static func withoutEnglishLabels(_ html: [UInt8]) -> [UInt8] {
    let label = Array(" aria-label=\"Back to content\"".utf8)
    var result: [UInt8] = []
    var copied = 0
    for index in html.indices where html[index] == 0x20 && index + label.count < html.count {
      guard html[index + 1] == label[1], html[index..<index + label.count].elementsEqual(label) else {
        continue
      }
      result += html[copied..<index]
      copied = index + label.count
    }
    return copied == 0 ? html : result + html[copied...]
  }

  /// The text as bytes, with U+FFFD in place of control characters.
  private static func withoutControls(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var copied = 0
    for index in bytes.indices {
      let byte = bytes[index]
      let isShort = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
      let isLong = byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] < 0xA0
      guard isShort || isLong else { continue }
      result += bytes[copied..<index]
      result += [0xEF, 0xBF, 0xBD]
      copied = index + (isLong ? 2 : 1)
    }
    return copied == 0 ? bytes : result + bytes[copied...]
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

  init?(_ text: [UInt8]) {
    guard Self.extensionsAreRegistered, let parser = cmark_parser_new(Self.options) else { return nil }
    for name in ["table", "strikethrough", "tasklist"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    text.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
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
  let marker: EmphasisMarker?
  private(set) var headings: [Heading] = []
  private var ids = HeadingIDs()
  private var lastSort = CharacterSort.space
  private var openBreak: Node?
  private var headingText: [UInt8]?
  private var superfluousBreaks: [Node] = []
  private var headingNodes: [(Node, Heading)] = []
  private var tables: [Node] = []
  private var isTableType: [UInt32: Bool] = [:]
  private var drawings: [(Node, String)] = []

  init(figures: [String: String], marker: EmphasisMarker?) {
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
    // The innermost first: a picture may stand in the description of another, and goes with it.
    for (node, markup) in drawings.reversed() { draw(markup, insteadOf: node) }
  }

  private mutating func visit(_ node: Node, isEntering: Bool) {
    let type = cmark_node_get_type(node)
    if UInt32(type.rawValue) & 0xC000 == 0x8000 { betweenBlocks() }
    switch type {
    case CMARK_NODE_HEADING where isEntering: headingText = []
    case CMARK_NODE_HEADING: closeHeading(node)
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: read(plain(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK:
      openBreak = node
      headingText?.append(0x20)
    case CMARK_NODE_LINEBREAK, CMARK_NODE_HTML_INLINE:
      betweenBlocks()
      if type == CMARK_NODE_LINEBREAK { headingText?.append(0x20) }
    case CMARK_NODE_LINK where isEntering: if !mayLink(url(node)) { cmark_node_set_url(node, "") }
    case CMARK_NODE_IMAGE where isEntering: visitImage(node)
    default: if isEntering, isTable(node, type) { tables.append(node) }
    }
  }

  private mutating func betweenBlocks() {
    lastSort = .space
    openBreak = nil
  }

  /// Tables come from an extension, which announces its kinds of nodes by name only.
  private mutating func isTable(_ node: Node, _ type: cmark_node_type) -> Bool {
    if let known = isTableType[type.rawValue] { return known }
    let isTable = String(cString: cmark_node_get_type_string(node)) == "table"
    isTableType[type.rawValue] = isTable
    return isTable
  }

  /// Takes in a stretch of text, and drops the line break before it when Chinese stands on both sides.
  private mutating func read(_ text: [UInt8]) {
    guard !text.isEmpty else { return }
    if let openBreak {
      if CharacterSort.joinsWithoutSpace(lastSort, CharacterSort(startingAt: 0, in: text)) {
        superfluousBreaks.append(openBreak)
        if headingText?.last == 0x20 { headingText?.removeLast() }
      }
      self.openBreak = nil
    }
    lastSort = CharacterSort(endingBefore: text.count, in: text)
    headingText? += text
  }

  private mutating func closeHeading(_ node: Node) {
    let text = String(decoding: headingText ?? [], as: UTF8.self)
    headingText = nil
    let heading = Heading(
      level: Int(cmark_node_get_heading_level(node)), text: text, id: ids.id(for: text))
    headings.append(heading)
    headingNodes.append((node, heading))
  }

  private mutating func visitImage(_ node: Node) {
    betweenBlocks()
    let address = url(node)
    if let markup = figures[address] {
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
    guard cmark_node_insert_before(node, block) == 1 else {
      cmark_node_free(block)
      return
    }
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
    guard cmark_node_insert_before(node, drawing) == 1 else {
      // Cells of tables take no drawings.
      cmark_node_set_url(node, "")
      cmark_node_free(drawing)
      return
    }
    cmark_node_free(node)
  }

  private func url(_ node: Node) -> String {
    String(decoding: plain(cmark_node_get_url(node)), as: UTF8.self)
  }

  /// A text of the library without hidden letters.
  private func plain(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    var length = 0
    while bytes[length] != 0 { length += 1 }
    let copy = Array(UnsafeBufferPointer(start: bytes, count: length))
    return marker?.removed(from: copy) ?? copy
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

  fileprivate static func tableTooLarge(_ excess: TableLimits.Excess, line: Int) -> Diagnostic {
    let message =
      switch excess {
      case .columns(let count):
        "the table in line \(line) has \(count) columns, but at most \(TableLimits.maximumColumns) are made into HTML"
      case .emptyCells: "the tables up to line \(line) lack more than \(TableLimits.maximumEmptyCells) cells"
      }
    return Diagnostic("table-too-large", message, at: nil)
  }

  fileprivate static func unreadableMarkdown() -> Diagnostic {
    Diagnostic("unreadable-markdown", "the text cannot be read as Markdown", at: nil)
  }
}
