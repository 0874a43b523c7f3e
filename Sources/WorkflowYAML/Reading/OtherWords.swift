/// What other formats and other people call the things of a workflow, for whoever writes their words.
enum OtherWords {
  /// The keys that a word may stand for, among those that are known; those that are wanted most first.
  ///
  /// `{name: …}` of a step is its `step`, and where it has one, its `title`.
  static func keys(_ word: String, among known: [String]) -> [String] {
    (meanings[plain(word)] ?? []).filter(known.contains)
  }

  /// The type of field that a word of other formats means.
  static func type(_ word: String) -> String? { types[plain(word)] }

  /// `maxLength`, `max-length` and `max_length` are one.
  private static func plain(_ word: String) -> String {
    word.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  private static let meanings: [String: [String]] = [
    // Names and texts.
    "name": ["step", "phase", "workflow", "test", "audit", "document", "title"],
    "id": ["step", "phase", "workflow", "test", "audit"],
    "label": ["title"], "heading": ["title"], "caption": ["title"], "question": ["title"],
    "text": ["message"],
    "description": ["guidance", "message"], "help": ["guidance"], "hint": ["guidance"], "note": ["guidance"],
    "instructions": ["guidance"], "reference": ["source", "to"], "english": ["en"], "enus": ["en"],
    "engb": ["en"], "chinese": ["zh"], "cn": ["zh"], "zhcn": ["zh"], "zhtw": ["zh"], "zhhans": ["zh"],
    "zhhant": ["zh"], "lang": ["languages", "language"], "locale": ["languages", "language"],
    // Steps.
    "stages": ["phases"], "jobs": ["phases"], "tasks": ["steps"], "substeps": ["steps"],
    "if": ["when", "that"],
    "condition": ["when", "that"], "onlyif": ["when"], "visibleif": ["when"], "showif": ["when"],
    "dependson": ["needs"], "requires": ["needs"], "after": ["needs"], "prerequisites": ["needs"],
    "form": ["ask"], "questions": ["ask", "fields"], "inputs": ["ask", "fields"],
    "register": ["collect", "to"],
    "entries": ["collect"], "score": ["rate"], "rating": ["rate"], "compute": ["analyse"],
    "calculate": ["analyse"], "approval": ["approve"], "approver": ["approve"], "approvedby": ["approve"],
    "signoff": ["review", "approve"], "signer": ["by"], "signedby": ["by"], "role": ["by"], "steps": ["of"],
    "foreach": ["each"], "forall": ["each"], "loop": ["each"], "matrix": ["each"], "assignee": ["assign"],
    "responsible": ["assign"], "deadline": ["due"], "duedate": ["due"], "outputs": ["documents"],
    "artifacts": ["documents"], "reports": ["documents"], "report": ["document"], "imports": ["uses"],
    "import": ["uses", "include"], "validation": ["checks"], "validations": ["checks"], "rules": ["checks"],
    "constraints": ["checks"], "rule": ["that"], "assert": ["that"], "check": ["that"],
    "expression": ["that", "value"],
    "msg": ["message"], "error": ["message"], "level": ["severity"], "subject": ["subjects"], "over": ["on"],
    "dimensions": ["on"], "primarykey": ["key"], "primary": ["key"], "keys": ["key"], "identifier": ["key"],
    "given": ["answers"], "input": ["answers"], "then": ["expect"], "expected": ["expect"],
    "today": ["as_of"],
    "date": ["as_of"],
    // Fields.
    "properties": ["fields"], "columns": ["fields"], "attributes": ["fields"], "items": ["of", "fields"],
    "options": ["of"], "choices": ["of"], "enum": ["of"], "values": ["of"], "vocabulary": ["of"],
    "scale": ["of"],
    "target": ["to"], "references": ["to"], "minimum": ["min", "at_least"], "minlength": ["min"],
    "minitems": ["min", "at_least"], "atleast": ["at_least", "min"], "maximum": ["max", "at_most"],
    "maxlength": ["max"], "maxitems": ["max", "at_most"], "atmost": ["at_most", "max"], "regex": ["pattern"],
    "regexp": ["pattern"], "format": ["pattern"], "mandatory": ["required"], "formula": ["value"],
    "computed": ["value"], "calculation": ["value"], "initial": ["default"], "currency": ["unit"],
  ]

  private static let types = [
    "string": "text", "str": "text", "textarea": "long_text", "paragraph": "long_text",
    "markdown": "long_text",
    "int": "integer", "whole": "integer", "float": "number", "double": "number", "decimal": "number",
    "numeric": "number", "percentage": "percent", "currency": "money", "amount": "money", "bool": "boolean",
    "yesno": "boolean", "checkbox": "boolean", "datetime": "date", "timestamp": "date", "day": "date",
    "enum": "choice", "select": "choice", "dropdown": "choice", "radio": "choice", "option": "choice",
    "multiselect": "choices", "options": "choices", "rating": "scale", "likert": "scale", "user": "person",
    "people": "person", "member": "person", "ref": "reference", "link": "reference", "relation": "reference",
    "array": "list", "object": "group", "map": "group", "record": "group", "rows": "table", "grid": "table",
    "attachment": "file", "upload": "file",
  ]
}
