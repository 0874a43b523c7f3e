/// A zip archive written in memory without compression, and wrongly where a test asks for it.
public struct TestArchive {
  /// One file in the archive.
  public struct Part {
    public var name: String
    public var bytes: [UInt8]
    /// What the directory says of its size, if not the truth.
    public var statedSize: UInt32?
    public var flags: UInt16 = 0
    /// Whether the checksum is wrong.
    public var isDamaged = false

    public init(_ name: String, _ text: String) {
      self.name = name
      bytes = Array(text.utf8)
    }
  }

  public var parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }

  public var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let place = UInt32(file.count)
      let name = Array(part.name.utf8)
      let checksum = part.isDamaged ? 1 : Self.checksum(part.bytes)
      let size = UInt32(part.bytes.count)
      var facts = number(part.flags) + number(UInt16(0)) + number(UInt32(0x0021_0000)) + number(checksum)
      facts += number(size) + number(part.statedSize ?? size) + number(UInt16(name.count)) + number(UInt16(0))
      file += number(UInt32(0x0403_4B50)) + number(UInt16(20)) + facts + name + part.bytes
      directory += number(UInt32(0x0201_4B50)) + number(UInt16(20)) + number(UInt16(20)) + facts
      directory +=
        number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt32(0)) + number(place)
      directory += name
    }
    let start = UInt32(file.count)
    let count = number(UInt16(truncatingIfNeeded: parts.count))
    let end =
      number(UInt32(0x0605_4B50)) + number(UInt32(0)) + count + count + number(UInt32(directory.count))
      + number(start) + number(UInt16(0))
    return file + directory + end
  }

  private func number(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

  private func number(_ value: UInt32) -> [UInt8] {
    number(UInt16(value & 0xFFFF)) + number(UInt16(value >> 16))
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  }
}

/// A workbook whose parts a test writes as it needs them; the others are as they should be.
public struct TestWorkbook {
  public struct Sheet {
    public var name: String
    /// What stands in `<sheetData>`.
    public var rows: String
    public var state = ""
    /// What stands after it.
    public var after = ""

    public init(_ name: String, _ rows: String) {
      self.name = name
      self.rows = rows
    }
  }

  public var sheets: [Sheet]
  /// The `<si>` elements.
  public var strings: String?
  /// The codes of number formats, of which style 1 is the first.
  public var formats: [String] = []
  /// What stands before `<sheets>` and after it.
  public var properties = ""
  public var calculation = ""
  public var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  public var relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  /// Parts that take the place of those of the same name.
  public var replaced: [String: String] = [:]
  /// Parts that are left out.
  public var missing: Set<String> = []

  public init(_ sheets: [Sheet]) { self.sheets = sheets }

  /// A workbook with one sheet.
  public init(rows: String) { self.init([Sheet("Sheet1", rows)]) }

  public var parts: [TestArchive.Part] {
    let package = "http://schemas.openxmlformats.org/package/2006"
    let types =
      "<Types xmlns='\(package)/content-types'><Default Extension='xml' ContentType='application/xml'/><Override PartName='/book/main.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
    func relation(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id='\(id)' Type='\(relationships)/\(kind)' Target='\(target)'/>"
    }
    var links = relation("st", "styles", "looks.xml")
    if strings != nil { links += relation("ss", "sharedStrings", "/book/texts.xml") }
    for place in sheets.indices { links += relation("r\(place)", "worksheet", "./tabs/\(place).xml") }
    let tabs = sheets.enumerated().map { place, sheet in
      "<sheet name='\(sheet.name)' sheetId='\(place + 1)' \(sheet.state) r:id='r\(place)'/>"
    }
    let codes = formats.enumerated().map {
      "<numFmt numFmtId='\(200 + $0)' formatCode='\($1.replacingQuotes)'/>"
    }
    let styles = ["<xf numFmtId='0'/>"] + formats.indices.map { "<xf numFmtId='\(200 + $0)'/>" }
    var all = [
      ("[Content_Types].xml", types),
      (
        "_rels/.rels",
        "<Relationships xmlns='\(package)/relationships'>\(relation("m", "officeDocument", "book/main.xml"))</Relationships>"
      ),
      (
        "book/main.xml",
        "<workbook xmlns='\(namespace)' xmlns:r='\(relationships)'>\(properties)<sheets>\(tabs.joined())</sheets>\(calculation)</workbook>"
      ),
      (
        "book/_rels/main.xml.rels", "<Relationships xmlns='\(package)/relationships'>\(links)</Relationships>"
      ),
      (
        "book/looks.xml",
        "<styleSheet xmlns='\(namespace)'><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>\(styles.joined())</cellXfs></styleSheet>"
      ),
    ]
    if let strings { all.append(("book/texts.xml", "<sst xmlns='\(namespace)'>\(strings)</sst>")) }
    for (place, sheet) in sheets.enumerated() {
      all.append(
        (
          "book/tabs/\(place).xml",
          "<worksheet xmlns='\(namespace)'><sheetData>\(sheet.rows)</sheetData>\(sheet.after)</worksheet>"
        ))
    }
    return all.filter { !missing.contains($0.0) }.map { TestArchive.Part($0.0, replaced[$0.0] ?? $0.1) }
  }

  public var bytes: [UInt8] { TestArchive(parts).bytes }
}

extension String {
  fileprivate var replacingQuotes: String {
    split(separator: "'", omittingEmptySubsequences: false).joined(separator: "&apos;")
  }
}
