/// One page that needs nothing beside it: no script, no file, no network. Made to be read on a phone, on a screen, and
/// on paper.
public struct HTMLPage: Equatable, Sendable {
  /// The language of the page, such as `zh-CN`.
  public var language: String
  public var title: String
  /// HTML that is already safe, as `Markdown.render` gives it.
  public var body: String
  public var headings: [Heading]
  /// The heading of the contents list; nil for no list.
  public var contentsTitle: String?
  /// The deepest level the contents list shows.
  public var contentsDepth: Int
  /// Said on top of the page and on every printed sheet, such as "Draft".
  public var banner: String?
  /// Printed at the head of every sheet; nil for the title.
  public var runningHead: String?
  public var footer: String?

  static let contentsID = "contents"

  public init(
    language: String, title: String, body: String, headings: [Heading] = [], contentsTitle: String? = nil,
    contentsDepth: Int = 3, banner: String? = nil, runningHead: String? = nil, footer: String? = nil
  ) {
    self.language = language
    self.title = title
    self.body = body
    self.headings = headings
    self.contentsTitle = contentsTitle
    self.contentsDepth = contentsDepth
    self.banner = banner
    self.runningHead = runningHead
    self.footer = footer
  }

  /// The whole page. The same parts give the same bytes.
  public var text: String {
    var page = """
      <!doctype html>
      <html lang="\(htmlEscape(language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light">
      <title>\(htmlEscape(title))</title>
      <style>
      \(pageStyle)\(sheetStyle)</style>
      </head>
      <body>

      """
    if let banner { page += "<p class=\"banner\" role=\"status\">\(htmlEscape(banner))</p>\n" }
    let (opening, rest) = splitBody()
    page += "<main>\n\(opening)\(contents)\(rest)\n</main>\n"
    if let footer { page += "<footer>\(htmlEscape(footer))</footer>\n" }
    return page + "</body>\n</html>\n"
  }

  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

  /// The page's own title with what stands below it, which belongs before the contents list, and all that follows.
  private func splitBody() -> (opening: String, rest: String) {
    guard body.hasPrefix("<h1 ") else { return ("", body) }
    // Texts cannot hold the tag: what they hold of `<` is escaped.
    guard let end = body.end(of: "\n", in: "\n<h2 ") ?? body.end(of: "</h1>\n", in: "</h1>\n") else {
      return ("", body)
    }
    return (String(body[..<end]), String(body[end...]))
  }

  private var contents: String {
    guard let contentsTitle else { return "" }
    let isTitled = body.hasPrefix("<h1 ")
    let shown = headings.dropFirst(isTitled ? 1 : 0).filter { $0.level <= contentsDepth }
    guard let top = shown.map(\.level).min() else { return "" }
    var list =
      "<nav\(shown.count > 20 ? " class=\"long\"" : "") aria-labelledby=\"\(Self.contentsID)\">\n<h2 id=\"\(Self.contentsID)\">\(htmlEscape(contentsTitle))</h2>\n<ol>\n"
    for heading in shown {
      let depth = heading.level - top + 1
      list +=
        "<li class=\"depth-\(depth)\"><a href=\"#\(htmlEscape(heading.id))\">\(htmlEscape(heading.text))</a></li>\n"
    }
    return list + "</ol>\n</nav>\n"
  }

  /// What only paper has: head, foot and number of each sheet.
  private var sheetStyle: String {
    let draft =
      banner.map { "\n  @top-right { content: \(cssString($0)); color: #9a3412; font-weight: 600; }" } ?? ""
    let foot = footer.map { "\n  @bottom-left { content: \(cssString($0)); }" } ?? ""
    return """
      @page {
        @top-left { content: \(cssString(runningHead ?? title)); }\(draft)\(foot)
        @bottom-right { content: counter(page) " / " counter(pages); }
      }

      """
  }
}

/// The text as a quoted string of CSS that can end neither the string nor the style element.
func cssString(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
      "\u{FEFF}":
      quoted += " "
    case "\"", "\\", "<", ">", "&", "{", "}", ";": quoted += "\\\(String(scalar.value, radix: 16)) "
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

extension String {
  /// The place just after `beginning` in the first occurrence of a text that begins so.
  fileprivate func end(of beginning: String, in wanted: String) -> String.Index? {
    let (all, pattern) = (utf8, Array(wanted.utf8))
    var start = all.startIndex
    while let found = all[start...].firstIndex(of: pattern[0]) {
      if all[found...].starts(with: pattern) { return all.index(found, offsetBy: beginning.utf8.count) }
      start = all.index(after: found)
    }
    return nil
  }
}
