extension Explanation {
  /// What an engagement says of itself.
  static let audits: [Explanation] = [
    Explanation(
      "unknown-workflow", "The audit names a workflow that is neither beside it nor among those that ship.",
      why: "Without its workflow nothing in the file can be checked.", .audit,
      wrong: "workflow: smal", right: "workflow: small", help: "`kaudit workflows` lists those that ship"),
    Explanation(
      "wrong-value", "An answer is not of the type of its field, or outside its limits.",
      why: "It could neither be computed with nor compared.", .audit,
      wrong: "mandate: {days: many}", right: "mandate: {days: 12}", help: "write what the message expects"),
    Explanation(
      "missing-reason", "A question is left open without a reason.",
      why: "Whoever goes on with the audit must know why, and what would settle it.", .audit,
      wrong: "mandate: {days: {later: }}", right: "mandate: {days: {later: the sponsor decides in March}}",
      help: "write why: `{unknown: …}`, `{not_applicable: …}`, `{later: …}`"),
    Explanation(
      "computed-step", "Answers are given to a step that takes none: an analysis or a sign-off.",
      why: "Analyses are computed; sign-offs are given by people, or stated under `approvals:`.", .audit,
      wrong: "sign_off: {by: Ada}", right: "mandate: {days: 12}",
      help: "take it out; `kaudit run` computes, `kaudit approve` signs"),
    Explanation(
      "missing-key-field", "An entry or a row does not say what tells it apart from the others.",
      why: "Answers, references and changes name entries by their keys.", .audit,
      wrong: "members:\n  - {kind: leader}", right: "members:\n  - {person: Ada, kind: leader}",
      help: "add the field that the message names"),
    Explanation(
      "duplicate-entry", "Two entries of a register, or two rows of a table, have the same key.",
      why: "Nothing could tell which of them is meant.", .audit,
      wrong: "members:\n  - {person: Ada, kind: leader}\n  - {person: Ada, kind: general}",
      right: "members:\n  - {person: Ada, kind: leader}\n  - {person: Bo, kind: general}",
      help: "make one entry of them, or give one another key"),
    Explanation(
      "hidden-in-key", "A key holds a character that cannot be seen.",
      why: "Two keys would look the same and be different.", .audit,
      wrong: "members:\n  - {person: \"Ada\\u200B\", kind: leader}",
      right: "members:\n  - {person: Ada, kind: leader}",
      help: "type the key again, or take the character out"),
    Explanation(
      "lookalike-keys", "Two keys of a register look the same, but are made of other characters.",
      why: "They are two entries, although nobody could tell them apart by reading.", .audit,
      wrong: "members:\n  - {person: Zo\u{E9}, kind: leader}\n  - {person: Zoe\u{301}, kind: general}",
      right: "members:\n  - {person: Zo\u{E9}, kind: leader}\n  - {person: Bo, kind: general}",
      help: "write both alike if one entry is meant, or give one another name"),
    Explanation(
      "entry-key-too-long", "The key of an entry has more than 1,000 bytes.",
      why: "A key is read, typed and printed again and again.", .audit,
      wrong: "members:\n  - {person: «Ada ×300», kind: leader}",
      right: "members:\n  - {person: Ada, kind: leader}",
      help: "use a short name as the key, and a field for the long text"),
    Explanation(
      "unknown-entry", "An answer refers to an entry that its register does not have.",
      why: "What it says of that entry would be lost.", .audit,
      wrong: "members:\n  - {person: Ada, kind: leader}\nmandate: {owner: Eda}",
      right: "members:\n  - {person: Ada, kind: leader}\nmandate: {owner: Ada}",
      help: "take the key that is offered"),
    Explanation(
      "unknown-person", "Somebody signs who is not in the register that says who holds which role.",
      why: "A signature counts only from somebody with the role.", .audit,
      wrong: """
        members:
          - {person: Ada, kind: leader, roles: [sponsor]}
        approvals:
          - {step: mandate, by: Eda, date: 2026-01-12}
        """,
      right: """
        members:
          - {person: Ada, kind: leader, roles: [sponsor]}
        approvals:
          - {step: mandate, by: Ada, date: 2026-01-12}
        """,
      help: "take the name that is offered, or add the person with the role"),
    Explanation(
      "role-not-held", "Somebody signs who does not hold the role that signs the step.",
      why: "A signature counts only from somebody with the role.", .audit,
      wrong: """
        members:
          - {person: Ada, kind: leader, roles: [auditor]}
          - {person: Bo, kind: general, roles: [sponsor]}
        approvals:
          - {step: mandate, by: Ada, date: 2026-01-12}
        """,
      right: """
        members:
          - {person: Ada, kind: leader, roles: [sponsor]}
        approvals:
          - {step: mandate, by: Ada, date: 2026-01-12}
        """,
      help: "give the person the role, or name who signed"),
    Explanation(
      "renamed-but-there", "An entry is said to be renamed, but stands in the file under its old key.",
      why: "One entry would be called by two keys, and nobody could tell what belongs to which.", .audit,
      wrong: """
        members:
          - {person: Eda, kind: leader}
        renamed:
          - {entry: members/Eda, to: Ada, because: misspelt}
        """,
      right: """
        members:
          - {person: Ada, kind: leader}
        renamed:
          - {entry: members/Eda, to: Ada, because: misspelt}
        """,
      help: "give the entry its new key, or take it out of `renamed:` if this is another one"),
    Explanation(
      "date-after-as-of", "A signature is dated after the day on which the audit stands.",
      why: "`as_of` is the only today of an audit; what was signed later is not part of it.", .audit,
      wrong: """
        as_of: 2026-01-31
        approvals:
          - {step: mandate, by: Ada, date: 2026-02-12}
        """,
      right: """
        as_of: 2026-01-31
        approvals:
          - {step: mandate, by: Ada, date: 2026-01-12}
        """,
      help: "look at the year, or move `as_of`"),
    Explanation(
      "refused-row", "A row that is imported would be refused by the state of the audit.",
      why: "Nothing of a table is recorded while one of its rows is wrong.", .table,
      wrong: "person,kind\nAda,leader", right: "person,kind\nBo,leader",
      help: "the message says what stands in the way",
      unrunnable: "`kaudit import` raises it, not `check`"),
  ]

  /// Registers that are read from tables.
  static let tables: [Explanation] = [
    Explanation(
      "missing-column", "The table lacks a column that tells its rows apart.",
      why: "Without a key a row is no entry.", .table, wrong: "name,kind\nAda,leader",
      right: "person,kind\nAda,leader",
      help: "rename the column, or map it: `{from: members.csv, columns: {person: name}}`"),
    Explanation(
      "unknown-column", "`columns:` names a column that the table does not have.",
      why: "The field would stay empty in every row.", .audit,
      wrong: "members: {from: members.csv, columns: {person: nmae}}",
      right: "members: {from: members.csv, columns: {person: name, kind: kind}}",
      help: "take the name that is offered"),
    Explanation(
      "ambiguous-column", "Two columns are the same word in different characters, and either may be meant.",
      why: "Only one can give the answers, and the other would be lost.", .audit,
      wrong: "members: {from: members.csv, columns: {kind: 類別}}   # headed 类别 and 類别",
      right: "members: {from: members.csv, columns: {kind: 类别}}",
      help: "say which under `columns:`, spelt as it is headed",
      unrunnable: "it is about two files at once"),
    Explanation(
      "unused-column", "The table has a column that is no field, so it is not read.",
      why: "Perhaps its name is misspelt, and an answer is lost in every row.", .table,
      wrong: "person,kind,colour\nAda,leader,red", right: "person,kind\nAda,leader",
      help: "rename it, or map the columns that are meant under `columns:`"),
    Explanation(
      "column-without-name", "A column has no name in the first row.",
      why: "It cannot be told what its cells say.", .table, wrong: "person,,kind\nAda,x,leader",
      right: "person,kind\nAda,leader", help: "name it, or take it out"),
    Explanation(
      "duplicate-column", "Two columns have the same name.",
      why: "It cannot be told which of the two is meant.", .table,
      wrong: "person,kind,kind\nAda,leader,general",
      right: "person,kind\nAda,leader", help: "rename one of them"),
    Explanation(
      "ragged-row", "A row has more or fewer cells than the first row has names.",
      why: "Its cells may stand under the wrong names.", .table, wrong: "person,kind\nLovelace, Ada,leader",
      right: "person,kind\n\"Lovelace, Ada\",leader",
      help: "put a cell that contains the delimiter in double quotes"),
    Explanation(
      "text-after-quote", "A cell goes on after its closing quote.",
      why: "The quote probably belongs to the text.", .table, wrong: "person,kind\n\"Ada\" Lovelace,leader",
      right: "person,kind\n\"\"\"Ada\"\" Lovelace\",leader", help: "write a quote inside a quoted cell twice"),
    Explanation(
      "no-header", "The table is empty.",
      why: "Its first row names the columns.", .table, wrong: "", right: "person,kind\nAda,leader",
      help: "save the table again, with its header"),
    Explanation(
      "delimiter-unclear", "The first row has semicolons and tabs, but no comma.",
      why: "Either of them could stand between the cells.", .table, wrong: "person;a\tkind\nAda;\tleader",
      right: "person;kind\nAda;leader", help: "export the table with commas"),
    Explanation(
      "cell-too-long", "A cell has more than 1 MB.",
      why: "Mostly a quote is opened and closed much later.", .table,
      wrong: "person,kind\n\"«Ada ×300000»\",leader", right: "person,kind\nAda,leader",
      help: "look for a quote that is not closed"),
    Explanation(
      "too-many-columns", "A row has more cells than any table needs.",
      why: "Files made to overload a reader look like this.", .table,
      wrong: "person,kind«,x×20000»\nAda,leader",
      right: "person,kind\nAda,leader", help: "export only the columns that are needed"),
  ]
}
