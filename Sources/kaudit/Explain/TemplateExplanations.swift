extension Explanation {
  /// What documents are made from.
  static let templates: [Explanation] = [
    Explanation(
      "missing-template", "A step names a document for which there is no template.",
      why: "The document could not be made.", .steps,
      wrong:
        "- step: budget\n  title: Budget\n  documents: [audit_chart]\n  ask: {fields: {line: {type: text}}}",
      right: "- step: budget\n  title: Budget\n  ask: {fields: {line: {type: text}}}",
      help: "`kaudit templates` ship; your own stand in `Templates` beside the audit"),
    Explanation(
      "unused-template", "A template in `Templates` beside the file makes no document and is part of none.",
      why: "It may be called otherwise than the document it is meant for.", .template,
      wrong: "{# Templates/audit_chart.md, where the document is audit_charter #}\nText", right: "Text",
      help: "call it as the document is called under `documents:`",
      unrunnable: "it is about the name of a file"),
    Explanation(
      "missing-phrase", "A document has no title among the phrases.",
      why: "It stands above the document, in every language.", .steps,
      wrong:
        "- step: budget\n  title: Budget\n  documents: [budget_sheet]   # Templates/budget_sheet.md\n  ask: …",
      right: "# Templates/phrases.yaml\nbudget_sheet: {en: Budget sheet, zh: 预算表}",
      help: "add it to `Templates/phrases.yaml`",
      unrunnable: "it is about two files at once"),
    Explanation(
      "unknown-document", "A document is asked for that no step names.",
      why: "What it would cover is not known.", .file, wrong: "kaudit render acme.yaml --document chart",
      right: "kaudit render acme.yaml --document audit_charter", help: "take the name that is offered",
      unrunnable: "it is about a command, not about a text"),
    Explanation(
      "unknown-template", "A template includes or extends one that is not there.",
      why: "Parts are looked for in `Templates`, by their whole names.", .template,
      wrong: "{% include \"parts/nobody.md\" %}", right: "{% include \"parts/one.md\" %}",
      help: "look at the name and its folder"),
    Explanation(
      "template-circle", "A template includes itself, perhaps through others.",
      why: "It would never end.", .template, wrong: "{% include \"audit_charter.md\" %}", right: "Text",
      help: "take out one of the inclusions"),
    Explanation(
      "open-tag", "A tag is opened and not closed before the end of the file.",
      why: "All text behind it would be part of the tag.", .template, wrong: "{{ members.size()",
      right: "{{ members.size() }}",
      help: "add `}}` or `%}`"),
    Explanation(
      "unknown-tag", "A tag begins with a word that templates do not know.",
      why: "It would have to be passed over in silence.", .template,
      wrong: "{% loop m in members %}", right: "{% for m in members %}{{ m.person }}{% endfor %}",
      help: "take one of those that the message lists"),
    Explanation(
      "wrong-form", "A tag is not written as it must be.",
      why: "What it should do cannot be told.", .template,
      wrong: "{% for m of members %}x{% endfor %}", right: "{% for m in members %}x{% endfor %}",
      help: "the message shows its form"),
    Explanation(
      "not-closed", "An `if`, `for` or `block` is not closed.",
      why: "Where it ends cannot be told.", .template,
      wrong: "{% if members.size() > 1 %}Text", right: "{% if members.size() > 1 %}Text{% endif %}",
      help: "add the closing tag where it ends"),
    Explanation(
      "stands-nowhere", "An `else` or a closing tag belongs to nothing that is open.",
      why: "Perhaps another tag was closed before it.", .template,
      wrong: "Text{% endif %}", right: "{% if members.size() > 1 %}Text{% endif %}",
      help: "take it out, or open what it closes"),
    Explanation(
      "name-taken", "A template gives a name that means something already.",
      why: "What stands under the old name could not be reached any more.", .template,
      wrong: "{% for members in members %}x{% endfor %}", right: "{% for m in members %}x{% endfor %}",
      help: "choose another name"),
    Explanation(
      "repeated-block", "Two blocks of one template have the same name.",
      why: "Who fills the block could fill only one of them.", .template,
      wrong: "{% extends \"parts/one.md\" %}{% block a %}x{% endblock %}{% block a %}y{% endblock %}",
      right: "{% extends \"parts/one.md\" %}{% block a %}x{% endblock %}", help: "rename one of them"),
    Explanation(
      "unknown-block", "A template fills a block that the template it extends does not have.",
      why: "The text would never be shown.", .template,
      wrong: "{% extends \"parts/one.md\" %}{% block z %}x{% endblock %}",
      right: "{% extends \"parts/one.md\" %}",
      help: "take the name that is offered"),
    Explanation(
      "outside-block", "Text stands outside all blocks of a template that extends another.",
      why: "It would never be shown.", .template,
      wrong: "{% extends \"parts/one.md\" %}Text", right: "{% extends \"parts/one.md\" %}",
      help: "put it into a block"),
    Explanation(
      "syntax", "An expression in a template cannot be read, or is missing.",
      why: "Templates use the same expressions as workflows.", .template,
      wrong: "{{ members.size( }}", right: "{{ members.size() }}", help: "look at brackets and quotes"),
    Explanation(
      "cannot-evaluate", "An expression in a template fails while a document is made.",
      why: "Division by zero and the like show only with the answers.", .template,
      wrong: "{{ 100 / members.size() }}",
      right: "{% if members.size() > 0 %}{{ 100 / members.size() }}{% endif %}",
      help: "ask for what may be missing first", unrunnable: "it shows when a document is rendered"),
    Explanation(
      "no-value", "A template writes a field that has no answer yet.",
      why: "A document never has blanks where something should stand.", .template,
      wrong: "{{ members[0].note }}", right: "{% if has(members[0].note) %}{{ members[0].note }}{% endif %}",
      help: "put it within `{% if has(…) %}`", unrunnable: "it shows when a document is rendered"),
  ]
}
