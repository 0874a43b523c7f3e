import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

/// The register that is read and recorded: the same for the same number, record by record.
enum Register {
  static let person = "Ada"
  static let time = "2026-02-01T10:00:00Z"

  static var workflowPath: String { "\(Scratch.package)/Fixtures/register.yaml" }

  static func pinned() throws -> PinnedContent {
    PinnedContent(name: "register.yaml", bytes: try Scratch.bytes(workflowPath))
  }

  static func workflow(_ bytes: [UInt8]) throws -> Workflow {
    let (loaded, wrong) = WorkflowReader.read(SourceFile(name: "register.yaml", bytes: bytes)) { _ in nil }
    guard let loaded else {
      throw Trouble("Fixtures/register.yaml: \(wrong.map(\.message).joined(separator: "; "))")
    }
    return loaded.workflow
  }

  // MARK: - As an audit file

  /// An audit file with that many records of about 415 bytes and 55 YAML events each.
  static func auditFile(_ records: Int) -> [UInt8] {
    var text = "audit: large\nworkflow: register\ntitle: 大型登记表 A large register\nlanguage: zh\nassets:\n"
    text.reserveCapacity(records * 430)
    for number in 0..<records { text += record(number) }
    return Array(text.utf8)
  }

  private static func record(_ number: Int) -> String {
    func pick(_ words: [String], _ step: Int) -> String { words[(number / step) % words.count] }
    let classes = ["about", "from", "for"]
    let stages = ["acquire", "keep", "use"]
    let channels = ["shop", "phone", "web"]
    return """
      - id: \(key(number))
        name: \(pick(["客户资料库", "投诉处理记录", "Price list of services", "访谈 notes"], 1)) \(number)
        note: "\(pick(["每周更新：见《客户服务手册》第三章，由班长负责", "Kept by hand, with a copy in the regional office, by the deputy", "共享盘 only; 只有 two people can change it"], 3))"
        unit: \(pick(["客服中心", "市场部", "Sales"], 5))
        place: \(pick(["北京", "上海", "Leipzig"], 7))
        owner: \(pick(["王芳", "李娜", "Ada Lovelace"], 11))
        class: \(pick(classes, 1))
        stage: \(pick(stages, 2))
        form: \(pick(["paper", "file", "head"], 3))
        level: \(pick(["open", "inner"], 1))
        crit: \(number % 5 + 1)
        vuln: \(number / 5 % 5 + 1)
        reach: \(number * 7 % 101)
        age: \(number * 13 % 601)
        users: \(number * 97 % 100_001)
        size: \(number * 7919 % 10_000_001)
        cost: \(number * 31 % 65_536)
        year: \(1990 + number % 41)
        score: \(number % 21 - 10)
        via: [\(channels[number % 3]), \(channels[(number + 1) % 3])]
        needs: [\(stages[number % 3]), \(stages[(number + 2) % 3])]
        tags: [\(pick(["核心", "core"], 1)), \(pick(["旧", "new"], 2))]

      """
  }

  /// A table of CSV with five columns and that many rows.
  static func table(_ records: Int) -> [UInt8] {
    var text = "id,name,class,crit,users\n"
    for number in 0..<records {
      text +=
        "\(key(number)),客户资料 customer base \(number),about,\(number % 5 + 1),\(number * 97 % 100_001)\n"
    }
    return Array(text.utf8)
  }

  private static func key(_ number: Int) -> String {
    let digits = String(number)
    return "A" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  // MARK: - As answers

  /// One answer of the many: an entry with seven fields.
  static func answer(_ number: Int) -> Command {
    let fields: [FieldAnswer] = [
      FieldAnswer("name", Answer(.text("客户资料 customer base \(number)"))),
      FieldAnswer("note", Answer(.text("每周更新 kept by hand"))),
      FieldAnswer("class", Answer(.text("about"))),
      FieldAnswer("crit", Answer(.integer(number % 5 + 1))),
      FieldAnswer("vuln", Answer(.integer(number / 5 % 5 + 1))),
      FieldAnswer("users", Answer(.integer(number * 97 % 100_001))),
      FieldAnswer("via", Answer(.list([.text("shop"), .text("web")]))),
    ]
    return .answer(EntryID("assets", EntryKey([key(number)])), fields)
  }

  /// A new record without answers, open for writing.
  static func create(at path: String) throws -> AuditSession {
    let file = try pinned()
    let opening = Opening(
      audit: "large", workflow: "register", version: "1.0.0",
      description: Description(language: .chinese, asOf: "2026-01-31"), files: [])
    return try AuditSession.create(
      at: path, opening: opening, files: [file], workflow: try workflow(file.bytes), by: person, at: time)
  }
}
