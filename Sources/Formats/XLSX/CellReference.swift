/// The place of a cell on its sheet, both numbers from 1.
struct CellReference: Equatable {
  var row: Int
  var column: Int

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `C7`, with or without dollar signs; nothing for what is no cell of a sheet.
  init?(_ text: UnsafePointer<CChar>) {
    var (at, row, column) = (0, 0, 0)
    if text[at] == 0x24 { at += 1 }
    while let letter = Optional(UInt8(bitPattern: text[at]) & 0xDF), (0x41...0x5A).contains(letter) {
      column = column * 26 + Int(letter) - 0x40
      guard column <= XLSX.maximumColumns else { return nil }
      at += 1
    }
    if text[at] == 0x24 { at += 1 }
    guard let number = wholeNumber(text + at), number <= XLSX.maximumRows else { return nil }
    row = number
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column)
  }
}

/// The number that a C string is, if it is nothing but a few digits.
func wholeNumber(_ text: UnsafePointer<CChar>) -> Int? {
  var (at, number) = (0, 0)
  while text[at] != 0 {
    guard (0x30...0x39).contains(text[at]), at < 10 else { return nil }
    number = number * 10 + Int(text[at]) - 0x30
    at += 1
  }
  return at == 0 ? nil : number
}
