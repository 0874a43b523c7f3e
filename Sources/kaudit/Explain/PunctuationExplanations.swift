extension Explanation {
  /// Signs that mean something to YAML, and signs that only look like those.
  static let punctuation: [Explanation] = [
    Explanation(
      "second-colon", "A value without quotes contains a colon and a space.",
      why: "A colon and a space make a key of what stands before them.", .workflow,
      wrong: "title: Small: a beginning", right: "title: \"Small: a beginning\"",
      help: "put the value in quotes"),
    Explanation(
      "text-cut-at-hash", "A text without quotes ends at ` #`, because YAML takes the rest for a remark.",
      why: "The rest of the text would be missing wherever it is read.", .workflow,
      wrong: "title: Small #1 of three", right: "title: \"Small #1 of three\"",
      help: "put the whole text in quotes"),
    Explanation(
      "full-width-sign", "A comma or quote of Chinese input methods stands where YAML needs its own.",
      why: "`，` keeps no entries apart, and `“` holds no text together.", .fields,
      wrong: "note: {type: text， title: Note}", right: "note: {type: text, title: Note}",
      help: "write ASCII commas and quotes around keys and values"),
    Explanation(
      "reserved-character", "A value without quotes begins with a sign that YAML keeps for itself.",
      why: "`@`, the backtick, `%` and `? ` cannot begin a text without quotes.", .workflow,
      wrong: "title: @home", right: "title: \"@home\"", help: "put the value in quotes"),
    Explanation(
      "tag", "A value begins with `!`, which YAML reads as a tag.",
      why: "An expression such as `!this.done` loses its first word this way.", .fields,
      wrong: "done: {type: boolean}\nnote: {type: text, required: !this.done}",
      right: "done: {type: boolean}\nnote: {type: text, required: \"!this.done\"}",
      help: "put text that begins with `!` in quotes"),
    Explanation(
      "bad-anchor", "`&` or `*` begins a value, and no name of letters and digits follows.",
      why: "Both signs belong to YAML: they mark a value and repeat it.", .workflow,
      wrong: "title: & more", right: "title: \"& more\"",
      help: "put text that begins with `&` or `*` in quotes"),
    Explanation(
      "unclosed-quote", "A quote is opened and not closed where the value ends.",
      why: "The text then swallows everything up to the next quote.", .workflow,
      wrong: "title: \"Small", right: "title: \"Small\"", help: "close the quote where the value ends"),
    Explanation(
      "text-after-value", "Text follows a value that has already ended.",
      why: "The second quote ends the value, whatever comes behind it.", .workflow,
      wrong: "title: \"Small\" audit", right: "title: \"'Small' audit\"",
      help: "put the whole value in quotes, of a kind that it does not contain"),
    Explanation(
      "text-after-indicator", "Text stands on the line of a `|` or `>`.",
      why: "Both say that a text of several lines begins below.", .workflow,
      wrong: "title: > Small", right: "title: >\n  Small", help: "begin the text on the next line, indented"),
    Explanation(
      "unknown-escape", "A backslash in double quotes begins no escape that YAML knows.",
      why: "In double quotes a backslash changes what follows: patterns and paths suffer.", .fields,
      wrong: "code: {type: text, pattern: \"\\d+\"}", right: "code: {type: text, pattern: '\\d+'}",
      help: "write it as `\\\\`, or use single quotes, which know no escapes"),
    Explanation(
      "full-width-colon", "The full-width colon `：` stands where a key should end.",
      why: "To YAML it is a letter, so key and value become one text.", .workflow,
      wrong: "title: Small\ndescription：A small audit", right: "title: Small\ndescription: A small audit",
      help: "write an ASCII colon and a space; Chinese text may keep its own inside quotes"),
    Explanation(
      "ideographic-space", "A full-width space (U+3000) stands where a space should separate.",
      why: "To YAML it is a letter, although it looks like indentation.", .workflow,
      wrong: "title: \u{3000}Small", right: "title: Small", help: "type an ordinary space"),
    Explanation(
      "control-character", "A character stands in the file that steers terminals and cannot be seen.",
      why: "Such characters come from copying, and could hide what a file really says.", .workflow,
      wrong: "title: Sm«0x07»all", right: "title: Small",
      help: "remove it, or write it as an escape in double quotes"),
    Explanation(
      "nul-character", "A NUL character stands in the file.",
      why: "Text files hold none; it is the sign of a damaged file or of another encoding.", .workflow,
      wrong: "title: \"Sm\\0all\"", right: "title: Small",
      help: "write `\\\\0` if a backslash and a zero are meant"),
    Explanation(
      "line-separator", "An invisible character stands in the file that some programs take for a line end.",
      why: "Editors and readers would count lines differently.", .workflow,
      wrong: "title: Sm\u{2028}all", right: "title: Small", help: "use an ordinary line end"),
    Explanation(
      "bidi-control", "An invisible character shows the text in another order than it is read.",
      why: "What a person reads and what the program reads are then two different things.", .workflow,
      wrong: "title: Small \u{202E}tidua", right: "title: Small audit",
      help: "remove it, or write it as an escape in double quotes"),
    Explanation(
      "stray-byte-order-mark", "An invisible byte order mark stands in the midst of the text.",
      why: "It is left over when files are joined, and becomes part of the word it stands in.", .workflow,
      wrong: "title: Small \u{FEFF}audit", right: "title: Small audit", help: "remove it"),
  ]
}
