extension Explanation {
  /// Registers that are read from sheets of workbooks.
  static let workbooks: [Explanation] = [
    Explanation(
      "not-a-workbook", "The file is no workbook in the format XLSX.",
      why: "Other formats keep their cells in other ways; these are not read.", .table,
      wrong: "«0xD0»«0xCF»«0x11»«0xE0»«0xA1»«0xB1»«0x1A»«0xE1» … as Excel 97 begins a file",
      right: "person,kind\nAda,leader", help: "save it as .xlsx or as CSV"),
    Explanation(
      "damaged-workbook", "The file begins as a workbook, but cannot be read to its end.",
      why: "Cells may be missing, and nobody could say which.", .table,
      wrong: "PK«0x03»«0x04» … and the rest was lost on its way", right: "person,kind\nAda,leader",
      help: "copy or export it again, or open it in a spreadsheet program and save it"),
    Explanation(
      "protected-workbook", "The workbook is protected by a password.",
      why: "What is encrypted cannot be read, and no password is ever asked for.", .audit,
      wrong: "members: {from: staff.xlsx}   # opens with a password only",
      right: "members: {from: staff.xlsx}   # a copy without the password",
      help: "save a copy without the password, or the sheet as CSV",
      unrunnable: needsWorkbook),
    Explanation(
      "workbook-too-large", "The workbook has more cells, parts or texts than are read.",
      why: "A small archive can hold more than the memory of any machine.", .audit,
      wrong: "members: {from: everything.xlsx}", right: "members: {from: members.csv}",
      help: "save the sheet as CSV, of which more is read", unrunnable: needsWorkbook),
    Explanation(
      "sheet-unclear", "It cannot be told which sheet of the workbook is meant.",
      why: "The first sheet is often a cover, and a hidden one may be out of date.", .audit,
      wrong: "members: {from: staff.xlsx}", right: "members: {from: staff.xlsx, sheet: People}",
      help: "state the sheet, spelt as on its tab", unrunnable: needsWorkbook),
    Explanation(
      "unknown-sheet", "The workbook has no sheet of that name.",
      why: "Another sheet would give other entries.", .audit,
      wrong: "members: {from: staff.xlsx, sheet: Peple}",
      right: "members: {from: staff.xlsx, sheet: People}",
      help: "take the name that is offered", unrunnable: needsWorkbook),
    Explanation(
      "sheet-of-text", "A sheet is named, but the file is CSV.",
      why: "CSV holds one table; perhaps the workbook was meant.", .audit,
      wrong: "members: {from: members.csv, sheet: People, columns: {person: name}}",
      right: "members: {from: members.csv, columns: {person: name}}",
      help: "leave the sheet out, or name an .xlsx file"),
    Explanation(
      "error-in-cell", "The formula in a cell comes to an error, such as `#N/A`.",
      why: "It is no answer: what it refers to is missing or cannot be computed with.", .table,
      wrong: "person | kind\nAda    | #N/A", right: "person | kind\nAda    | leader",
      help: "mend the formula, or write the value in its place", unrunnable: needsWorkbook),
    Explanation(
      "uncomputed-cell", "The formula in a cell was never computed.",
      why: "Files that a program wrote may hold formulas without values; they are not computed here.", .table,
      wrong: "person | kind\nAda    | =C2", right: "person | kind\nAda    | leader",
      help: "open the file in a spreadsheet program and save it: that stores the values",
      unrunnable: needsWorkbook),
    Explanation(
      "merged-cells", "Cells of the table are merged.",
      why: "Only the first of them holds what all of them show; the others are empty.", .table,
      wrong: "person | kind\nAda    | leader   # B2 and B3 are one cell\nBo     |",
      right: "person | kind\nAda    | leader\nBo     | leader",
      help: "unmerge them, and write the value in each cell it is meant for", unrunnable: needsWorkbook),
  ]

  private static let needsWorkbook = "it is about a workbook, not about a text"
}
