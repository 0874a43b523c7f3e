extension RegisterScoring {
  /// Repeated, out of date, trivial and unused assets.
  static func waste(_ assets: [Asset], _ scored: [ScoredAsset]) -> Waste {
    let duplicates = duplicateGroups(assets)
    let outOfDate = scored.filter { $0.freshness.status == .overdue || $0.freshness.status == .stale }.map(
      \.id)
    let trivial = assets.filter { $0.isTrivial == true }.map(\.id)
    let unused = assets.filter { $0.decisionsServed?.isEmpty == true }.map(\.id)
    let repeated = duplicates.flatMap { $0 }
    let any = Set(repeated).union(outOfDate).union(trivial).union(unused)
    return Waste(
      duplicates: duplicates, sameLocation: groups(assets) { $0.location },
      outOfDate: outOfDate, trivial: trivial, unused: unused,
      duplicateShare: Share(repeated.count, of: assets.count),
      outOfDateShare: Share(outOfDate.count, of: scored.count { $0.freshness.status != .unknown }),
      trivialShare: Share(trivial.count, of: assets.count { $0.isTrivial != nil }),
      unusedShare: Share(unused.count, of: assets.count { $0.decisionsServed != nil }),
      anyShare: Share(any.count, of: assets.count))
  }

  /// Assets that share a name or point at each other, each group in byte order.
  private static func duplicateGroups(_ assets: [Asset]) -> [[String]] {
    let number = Dictionary(uniqueKeysWithValues: assets.enumerated().map { ($1.id, $0) })
    var root = Array(assets.indices)
    func find(_ start: Int) -> Int {
      var place = start
      while root[place] != place {
        root[place] = root[root[place]]
        place = root[place]
      }
      return place
    }
    func join(_ first: Int, _ second: Int) {
      let (first, second) = (find(first), find(second))
      root[max(first, second)] = min(first, second)
    }
    for (index, asset) in assets.enumerated() {
      if let original = asset.duplicateOf.flatMap({ number[$0] }) { join(index, original) }
    }
    for group in groups(assets, by: { $0.name }) {
      let members = group.compactMap { number[$0] }
      for member in members.dropFirst() { join(member, members[0]) }
    }
    let found = Dictionary(grouping: assets.indices) { find($0) }
    return found.keys.sorted().compactMap { key in
      guard let members = found[key], members.count > 1 else { return nil }
      return members.map { assets[$0].id }
    }
  }

  /// The ids of assets with equal text, letter case and spacing aside.
  private static func groups(_ assets: [Asset], by text: (Asset) -> String?) -> [[String]] {
    var found: [String: [String]] = [:]
    var order: [String] = []
    for asset in assets {
      let key = plain(text(asset) ?? "")
      guard !key.isEmpty else { continue }
      if found[key] == nil { order.append(key) }
      found[key, default: []].append(asset.id)
    }
    return order.compactMap { found[$0] }.filter { $0.count > 1 }
  }

  /// The text in small letters, its words parted by one space each.
  private static func plain(_ text: String) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isParted = false
    for byte in text.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isParted = true
        continue
      }
      if isParted, !bytes.isEmpty { bytes.append(0x20) }
      isParted = false
      bytes.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
