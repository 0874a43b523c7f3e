/// Reading and checking an audit file with a large register.
enum LoadRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var figures: [Figure] = []
    var perRecord: [Double] = []
    for records in [1000, 10_000, 100_000] {
      let path = "\(Scratch.folder)/register-\(records).yaml"
      try Scratch.write(Register.auditFile(records), to: path)
      let rounds = String(max(1, 20_000 / records))
      let best = try interleaved(
        records == 100_000 ? 4 : 6,
        { best in try bench.limit("events", [path, rounds], &best) },
        { best in try bench.worker("tree", path, rounds, &best) },
        { best in try bench.worker("load", path, rounds, &best) })
      let events = try best[0].number("events")
      let bytes = try best[0].number("bytes")
      let each =
        "\(Figure.decimal(bytes / Double(records), 0)) bytes, \(Figure.decimal(events / Double(records), 1)) events each"
      figures.append(
        .ratio("load", "\(records) records, tree (\(each))", best[1].cpu, best[0].cpu, most: 1.15))
      figures.append(.ratio("load", "\(records) records, all checks", best[2].cpu, best[0].cpu, most: 1.6))
      perRecord.append(best[2].cpu / Double(records))
      guard records == 100_000 else { continue }
      figures.append(
        .ratio(
          "load", "\(records) records, most memory against the file", Double(best[2].memory), bytes, most: 4,
          shown: Figure.megabytes))
    }
    figures.append(
      .ratio("load", "CPU a record, 100000 against 10000: linear", perRecord[2], perRecord[1], most: 1.15))
    return figures
  }
}
