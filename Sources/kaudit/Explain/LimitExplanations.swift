extension Explanation {
  /// How large things may be, and how they are encoded.
  static let limits: [Explanation] = [
    Explanation(
      "file-too-large", "The file has more than 256 MB.",
      why: "Nobody reads such a file, and reading it would take the memory of other work.", .audit,
      wrong: "members:\n  # … millions of entries", right: "members: {from: members.csv}",
      help: "keep long registers in tables, or split the file", unrunnable: "no test writes 256 MB"),
    Explanation(
      "unreadable-file",
      "The file cannot be opened: it is missing, a folder, too large, or not yours to read.",
      why: "The other files of the command are checked all the same.", .file,
      wrong: "kaudit check no-such-file.yaml", right: "kaudit check acme.yaml",
      help: "look at the path", unrunnable: "it is about a command, not about a text"),
    Explanation(
      "out-of-memory", "There is not enough memory to read the text.",
      why: "The machine, not the file, is at its end.", .audit, wrong: "members:\n  # … millions of entries",
      right: "members: {from: members.csv}", help: "close other programs, or keep long registers in tables",
      unrunnable: "it depends on the machine"),
    Explanation(
      "unreadable-yaml", "From some place on the text is no YAML at all.",
      why: "Every mistake that is known has its own code; this one stands for all others.", .file,
      wrong: "…", right: "…", help: "compare the line with the one above it, and put texts in quotes",
      unrunnable: "no text is known that raises it"),
    Explanation(
      "too-many-nodes", "The file has more keys and values than 40 million.",
      why: "The limit keeps a file from taking all memory.", .audit,
      wrong: "members:\n  # … millions of entries", right: "members: {from: members.csv}",
      help: "keep long registers in tables, or split the file", unrunnable: "no test writes so large a file"),
    Explanation(
      "too-many-keys", "The file has more than 250,000 different keys, or as many beside each other.",
      why: "Keys are names that somebody gave; so many were made by a machine.", .workflow,
      wrong: "description: {«a: 1, ×250000»b: 2}", right: "description: A small audit",
      help: "write what repeats as a list of entries with the same keys"),
    Explanation(
      "too-many-steps", "The workflow has more than 10,000 steps, with all that it includes.",
      why: "Nobody finds the way through them.", .workflow,
      wrong: "phases: [{phase: all, title: All, steps: [{step: s1, …}, …, {step: s10001, …}]}]",
      right: "description: A small audit",
      help: "what is done for each of many things is one step with `each`, or a register",
      unrunnable: "the example would fill pages"),
    Explanation(
      "too-many-fields", "More than 1,000 fields stand beside each other.",
      why: "Nobody fills in such a form, and no document shows it.", .workflow,
      wrong: "fields: {f1: {type: text}, …, f1001: {type: text}}", right: "fields: {id: {type: text}}",
      help: "what repeats is a register or a table", unrunnable: "the example would fill pages"),
    Explanation(
      "too-many-checks", "More than 1,000 checks stand beside each other.",
      why: "All of them are tried at every change.", .workflow,
      wrong: "checks: [«{that: 1 > 0, message: M}, ×1001»]",
      right: "description: A small audit", help: "one check can look at all entries of a register"),
    Explanation(
      "too-deep", "Lists, groups or tags lie deeper inside one another than anybody writes by hand.",
      why: "Files made to overload a reader look like this.", .workflow,
      wrong: "description: «[×70»«]×70»", right: "description: A small audit",
      help: "look for an opening bracket or tag that is never closed"),
    Explanation(
      "too-many-aliases", "Written out, the aliases of the file would be far larger than the file.",
      why: "Aliases that contain aliases multiply: ten lines can stand for a billion values.", .workflow,
      wrong: """
        title: &a [0,0,0,0,0,0,0,0,0,0]
        a1: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
        a2: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
        a3: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
        a4: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
        """,
      right: "title: &a Small\ndescription: *a", help: "write some of them out"),
    Explanation(
      "too-many-mistakes",
      "There are more than 1,000 mistakes, or more than 100 in one expression: the others are only counted, or not looked for.",
      why: "So many have one cause, which the first of them shows.", .workflow,
      wrong: "description: {«a: 1, ×1200»b: 2}", right: "description: A small audit",
      help: "mend the first ones and check again",
      unrunnable: "it stands beside a thousand other mistakes"),
    Explanation(
      "scalar-too-long", "One text has more than 1 MB.",
      why: "Documents are attached as files; an answer is something that people read.", .workflow,
      wrong: "description: «long ×220000»", right: "description: A small audit",
      help: "attach long documents as files; perhaps a quote is open"),
    Explanation(
      "key-too-long", "A key has more than 1,024 characters.",
      why: "YAML looks no further for the colon of a key.", .workflow,
      wrong: "«title×300»: Small", right: "title: Small",
      help: "a key is one word; quotes may be missing around a text"),
    Explanation(
      "not-utf-8", "The file is not UTF-8.",
      why: "In other encodings the same bytes mean other letters, and names would be spoilt.", .workflow,
      wrong: "title: Caf«0xE9»", right: "title: Café", help: "save the file as UTF-8"),
    Explanation(
      "broken-utf-16", "The file is UTF-16, but half a character stands somewhere in it.",
      why: "The file was damaged or cut.", .file, wrong: "«0xFF»«0xFE»t«0x00»«0x00»«0xD8»a«0x00»",
      right: "vocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}",
      help: "save the file as UTF-8"),
    Explanation(
      "unsupported-encoding", "The file looks like UTF-16 without its mark, or like UTF-32.",
      why: "Without the mark it cannot be told for sure how the bytes make letters.", .file,
      wrong: "t«0x00»i«0x00»t«0x00»l«0x00»e«0x00»:«0x00» «0x00»S«0x00»",
      right: "vocabularies: {kind: {lead: {en: Leader, zh: 领导者}}}", help: "save the file as UTF-8"),
    Explanation(
      "limit", "A template asks for more than a document may have.",
      why: "A loop inside loops can write a document that nobody could open.", .template,
      wrong: "{% for m in members %}{% for n in members %}…{% endfor %}{% endfor %}",
      right: "{% for m in members %}…{% endfor %}", help: "walk each list once, or show a part of it",
      unrunnable: "it shows when a document is rendered"),
    Explanation(
      "text-too-long", "A document is longer than what is made into HTML.",
      why: "Browsers and word processors do not open such pages.", .template,
      wrong: "{% for m in members %}…{% endfor %}", right: "{{ members.size() }} people",
      help: "show a part, and give the whole register as a sheet",
      unrunnable: "it shows when a document is rendered"),
    Explanation(
      "table-too-large", "A table of a document has more columns or empty cells than are made into HTML.",
      why: "No page is as wide.", .template, wrong: "| 1 | 2 | … | 2000 |", right: "| 1 | 2 | 3 |",
      help: "turn the table, or show a part of it", unrunnable: "it shows when a document is rendered"),
    Explanation(
      "unreadable-markdown", "The text that a template made cannot be read as Markdown.",
      why: "The page could not be made.", .template, wrong: "…", right: "…",
      help: "look at the template of the document",
      unrunnable: "it shows when a document is rendered"),
  ]
}
