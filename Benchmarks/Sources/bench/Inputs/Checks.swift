import CEL

/// Ten checks as workflows have them, on entries of a register: as expressions, and written in Swift by hand.
enum Checks {
  /// The entry as the Swift rules read it.
  struct Asset {
    let id: String
    let kind: String
    let holders: [String]
    let criticality: Int64
    let vulnerability: Int64
    let level: Int64
    let share: Double
    let status: String
    let reason: String?
  }

  static let shape = Shape(
    "assets",
    fields: [
      .init("id", .string), .init("kind", .string), .init("holders", .list(.string)),
      .init("criticality", .int), .init("vulnerability", .int), .init("level", .int), .init("share", .double),
      .init("status", .string), .init("reason", .string),
    ])

  static let expressions = [
    "this.criticality * this.vulnerability <= 25",
    "this.level >= 0 && this.level <= 5",
    "this.share >= 0.0 && this.share <= 1.0",
    "this.kind in ['document', 'person', 'system', 'relation']",
    "this.holders.size() >= 1",
    "this.holders.all(h, h != '')",
    "this.level < 5 || has(this.reason)",
    "this.status == 'closed' ? this.level > 0 : true",
    "this.id.startsWith('A')",
    "!(this.kind == 'person' && this.criticality == 5) || this.holders.exists(h, h == 'Ada')",
  ]

  static func assets(_ count: String) throws -> [Asset] {
    guard let count = Int(count) else { throw Trouble("worker expressions ENTRIES ROUNDS") }
    return assets(count)
  }

  static func assets(_ count: Int) -> [Asset] {
    let kinds = ["document", "person", "system", "relation", "rumour"]
    let people = ["Ada", "Bo", "客服中心主任", "Konstantin Alexandrowitsch", ""]
    return (0..<count).map { number in
      // Every now and then a name is empty.
      let known = number % 31 == 0 ? 5 : 4
      let holders = (0..<(number % 4)).map { (place: Int) -> String in people[(number / 7 + place) % known] }
      return Asset(
        id: number % 97 == 0 ? "X\(number)" : "A\(number)", kind: kinds[number % 41 % 5], holders: holders,
        criticality: Int64(number % 6), vulnerability: Int64(number / 6 % 6), level: Int64(number % 7 % 6),
        share: Double(number % 1000) / 990, status: number % 3 == 0 ? "closed" : "open",
        reason: number % 5 == 0 ? "asked for by the board" : nil)
    }
  }

  static func objects(_ assets: [Asset]) -> [Object] {
    assets.map { asset in
      Object(
        shape,
        [
          .string(asset.id), .string(asset.kind), .list(asset.holders.map { .string($0) }),
          .int(asset.criticality), .int(asset.vulnerability), .int(asset.level), .double(asset.share),
          .string(asset.status), asset.reason.map { .string($0) },
        ])
    }
  }

  /// How many checks hold, by the expressions.
  static func held(_ objects: [Object]) throws -> [Int] {
    let environment = Environment(variables: [.init("this", .object(shape))])
    let programs = try expressions.map { text in
      guard let program = try Expression(parsing: text).check(in: environment, expecting: .bool).program
      else {
        throw Trouble("a check is no expression: \(text)")
      }
      return program
    }
    var held = Array(repeating: 0, count: programs.count)
    for object in objects {
      let bindings: [CELValue?] = [.object(object)]
      for (number, program) in programs.enumerated() where try program.holds(bindings) { held[number] += 1 }
    }
    return held
  }

  private static let kinds: Set<String> = ["document", "person", "system", "relation"]

  /// How many checks hold, by the same rules in Swift.
  static func heldBySwift(_ assets: [Asset]) -> [Int] {
    var held = Array(repeating: 0, count: expressions.count)
    let kinds = kinds
    for asset in assets {
      if asset.criticality * asset.vulnerability <= 25 { held[0] += 1 }
      if asset.level >= 0 && asset.level <= 5 { held[1] += 1 }
      if asset.share >= 0 && asset.share <= 1 { held[2] += 1 }
      if kinds.contains(asset.kind) { held[3] += 1 }
      if asset.holders.count >= 1 { held[4] += 1 }
      if asset.holders.allSatisfy({ $0 != "" }) { held[5] += 1 }
      if asset.level < 5 || asset.reason != nil { held[6] += 1 }
      if asset.status == "closed" ? asset.level > 0 : true { held[7] += 1 }
      if asset.id.hasPrefix("A") { held[8] += 1 }
      if !(asset.kind == "person" && asset.criticality == 5) || asset.holders.contains("Ada") { held[9] += 1 }
    }
    return held
  }
}
