extension Explanation {
  /// Lines, columns and characters.
  static let writing: [Explanation] = [
    Explanation(
      "bad-indentation", "A line begins in a column where nothing around it can go on.",
      why: "YAML knows what belongs together only by the column in which it begins.", .workflow,
      wrong: "title:\n  en: Small\n   zh: 小型", right: "title:\n  en: Small\n  zh: 小型",
      help: "begin entries that belong together in the same column"),
    Explanation(
      "tab-indentation", "A tab stands where a line is indented.",
      why: "Editors show tabs in different widths, so YAML does not take them for indentation.", .workflow,
      wrong: "title:\n\ten: Small", right: "title:\n  en: Small",
      help: "set the editor to indent with spaces"),
    Explanation(
      "duplicate-key", "A key stands twice in the same group.",
      why: "Only one of the two values could count, and nobody would see which.", .workflow,
      wrong: "title: Small\ntitle: Smaller", right: "title: Smaller",
      help: "keep one of the two, or rename one"),
    Explanation(
      "empty-key", "A colon stands where a key should stand before it, or the key means “nothing”.",
      why: "Without quotes, `null` and `~` are no words but the absence of a value.", .workflow,
      wrong: "title: {null: Small}", right: "title: {en: Small}",
      help: "write the key; put `null` in quotes if the word is meant"),
    Explanation(
      "complex-key", "A list, a group or an alias stands where a key should stand.",
      why: "Keys are the words that everything else is called by.", .workflow,
      wrong: "? [en, zh]\n: Small", right: "title: {en: Small, zh: 小型}",
      help: "a key is one word; text that begins with `[` or `{` goes in quotes"),
    Explanation(
      "key-without-colon", "In braces, a word stands where a key belongs, and no colon follows.",
      why: "A comma ends a value in braces, so that the rest of a text may look like a key.", .workflow,
      wrong: "title: {en: Small, \"zh\"}", right: "title: {en: Small, zh: 小型}",
      help: "write `key: value`; put a value that contains a comma in quotes"),
    Explanation(
      "text-split-at-comma", "A text or number in braces was cut at its comma.",
      why: "In braces and brackets a comma ends a value, whatever the text goes on to say.", .workflow,
      wrong: "title: {en: Small, but complete}", right: "title: {en: \"Small, but complete\"}",
      help: "put the whole text in quotes; write numbers without separators"),
    Explanation(
      "missing-colon", "A line is neither `key: value` nor part of the value above it.",
      why: "Where the colon is missing, it cannot be told what the line says.", .workflow,
      wrong: "title: Small\ndescription", right: "title: Small\ndescription: A small audit",
      help: "add the colon, or indent a line that goes on with the value above"),
    Explanation(
      "missing-space", "No space follows the colon after a key.",
      why: "Without the space, YAML takes key and value for one text.", .workflow,
      wrong: "title:Small", right: "title: Small", help: "write `key: value`, with a space"),
    Explanation(
      "missing-value", "A bracket, a comma or the end stands where a value belongs.",
      why: "YAML expects something after a key or a comma inside brackets.", .workflow,
      wrong: "languages: [, en]", right: "languages: [en]",
      help: "write the value; put text that begins with a bracket or comma in quotes"),
    Explanation(
      "missing-comma", "Two values stand side by side in brackets or braces without a comma.",
      why: "It cannot be told where the first one ends.", .workflow,
      wrong: "title: {en: \"Small\" zh: 小型}", right: "title: {en: \"Small\", zh: 小型}",
      help: "add the comma; put text that contains brackets in quotes"),
    Explanation(
      "unclosed-bracket", "A `[` or `{` is never closed.",
      why: "Everything after it would belong to the list or group that it opens.", .workflow,
      wrong: "languages: [en", right: "languages: [en]",
      help: "close it, or put text that begins with a bracket in quotes"),
    Explanation(
      "stray-bracket", "A `]`, `}` or comma stands where nothing is open that it could close or separate.",
      why: "Usually one bracket too many was typed, or a text begins with one.", .workflow,
      wrong: "languages: [en]]", right: "languages: [en]", help: "remove it, or put the text in quotes"),
    Explanation(
      "list-beside-key", "A list begins on the line of its key.",
      why: "The dashes of a list begin lines of their own.", .workflow,
      wrong: "languages: - en", right: "languages:\n  - en",
      help: "begin the list on the next line, or write it as `[…]`"),
    Explanation(
      "merge-key", "`<<` is used to merge one group of keys into another.",
      why: "Merging is no part of YAML 1.2, and what came from where could not be shown.", .workflow,
      wrong: "title: &t {en: Small}\ndescription:\n  <<: *t", right: "title: &t {en: Small}\ndescription: *t",
      help: "write the entries out, or let an alias stand for the whole value"),
    Explanation(
      "unknown-alias", "`*name` refers to a place that no `&name` above it marks.",
      why: "A value that begins with `*` repeats the value that was marked with `&`.", .workflow,
      wrong: "title: *small", right: "title: \"*small\"",
      help: "mark the value with `&name` first; put text that begins with `*` in quotes"),
    Explanation(
      "alias-inside-itself", "An alias stands inside the very value that it repeats.",
      why: "Written out, the value would never end.", .workflow,
      wrong: "title: &t\n  en: *t", right: "title: &t\n  en: Small", help: "write the value out"),
    Explanation(
      "several-documents", "A second document begins in the same file, after a line `---`.",
      why: "One file says one thing; the rest would be overlooked.", .workflow,
      wrong: "title: Small\n---\ntitle: Large", right: "title: Small",
      help: "remove the line, or put each document into a file of its own"),
    Explanation(
      "yaml-version", "The file asks for a version of YAML other than 1.1 or 1.2.",
      why: "What other versions mean is not known here.", .file,
      wrong: "%YAML 3.0\n---\nvocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      right: "%YAML 1.2\n---\nvocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      help: "remove the line: it is not needed"),
    Explanation(
      "bad-directive", "A line begins with `%` and is no instruction that YAML knows.",
      why: "At the beginning of a line `%` speaks to the reader of the file.", .file,
      wrong: "%TITLE Small\n---\nvocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      right: "vocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      help: "remove the line, or put text that begins with `%` in quotes"),
    Explanation(
      "empty-file", "The file holds nothing, or comments only.",
      why: "Probably another file is meant, or it was not saved.", .file,
      wrong: "# to be written", right: "vocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      help: "begin with `kaudit new`, or see an example with `kaudit workflows`"),
  ]
}
