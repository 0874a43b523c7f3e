extension Shape {
  /// The one field that tells its objects apart, where it is of a type.
  fileprivate func onlyKey(of type: CELType) -> String? {
    guard key.count == 1, let slot = index(of: key[0]), fields[slot].type == type else { return nil }
    return key[0]
  }
}

/// How to write a part of an expression so that its type fits.
extension Checker {
  /// How to write the operand of a sum or product that is not yet of the other one's type.
  func numericMend(_ left: CELType, _ leftID: NodeID, _ right: CELType, _ rightID: NodeID) -> String? {
    if left == .double, right.isNumeric { return mend(rightID, to: .double) }
    if right == .double, left.isNumeric { return mend(leftID, to: .double) }
    if left == .uint, right == .int { return mend(rightID, to: .uint) }
    if right == .uint, left == .int { return mend(leftID, to: .uint) }
    if left == .string { return mend(rightID, to: .string) }
    if right == .string { return mend(leftID, to: .string) }
    return nil
  }

  /// How to write a side of a comparison, the one that is written out if it can be, so that it can be compared with the other.
  func pairMend(_ left: CELType, _ leftID: NodeID, _ right: CELType, _ rightID: NodeID) -> String? {
    if case .literal = tree[rightID].kind, let mend = mend(rightID, to: left) { return mend }
    return mend(leftID, to: right) ?? mend(rightID, to: left)
  }

  /// How to write the field that is asked for between brackets.
  func fieldMend(_ type: CELType, _ operand: NodeID, _ index: NodeID) -> String? {
    guard case .object(let shape) = type, case .literal(.string(let name)) = tree[index].kind,
      shape.index(of: name) != nil
    else { return nil }
    let text = expression.text(in: tree[operand].range)
    return text.unicodeScalars.count <= 60 ? "\(text).\(name)" : nil
  }

  /// How to write one of several constants that is asked for as if it were a field.
  func constantMend(_ name: String, in list: NodeID) -> String? {
    guard case .constant(.list(let items))? = meanings[list], items.contains(.string(name)) else {
      return nil
    }
    return "'\(name)'"
  }

  /// How to write the key of a map; a number that is not written out does not become one by another type.
  func keyMend(_ index: NodeID, _ key: CELType) -> String? {
    if case .literal = tree[index].kind { return mend(index, to: key) }
    return types[index].isNumeric ? nil : mend(index, to: key)
  }

  /// How to look for a value among entries, which are told apart by one of their fields.
  func memberMend(_ id: NodeID, _ element: CELType, _ collection: NodeID) -> String? {
    guard case .object(let shape) = element, let key = shape.onlyKey(of: types[id]) else { return nil }
    let (value, entries) = (expression.text(in: tree[id].range), expression.text(in: tree[collection].range))
    guard value.unicodeScalars.count + entries.unicodeScalars.count <= 60 else { return nil }
    return "\(entries).exists(e, e.\(key) == \(value))"
  }

  /// What to compare instead of an entry that several fields tell apart.
  func keyHelp(_ type: CELType) -> String? {
    guard case .object(let shape) = type, shape.key.count > 1 else { return nil }
    return "entries of `\(shape.name)` are told apart by \(listed(shape.key)): compare these"
  }

  /// How to write the first argument that keeps a function from being called, where one of its forms needs only that.
  func argumentMend(_ arguments: [NodeID], _ candidates: [Function]) -> String? {
    for candidate in candidates where candidate.takes(count: arguments.count) {
      let mends = zip(arguments, candidate.parameters).compactMap { id, wanted -> String?? in
        types[id].fits(wanted) ? nil : .some(mend(id, to: wanted))
      }
      if let first = mends.first, mends.allSatisfy({ $0 != nil }) { return first }
    }
    return nil
  }

  /// How to write a part so that it has another type, nil where no conversion makes sense.
  func mend(_ id: NodeID, to type: CELType) -> String? {
    let text = expression.text(in: tree[id].range)
    guard text.unicodeScalars.count <= 60 else { return nil }
    if case .literal(let value) = tree[id].kind, let written = Self.mend(value, to: type) { return written }
    switch (types[id], type) {
    case (.int, .double), (.uint, .double), (.int, .uint), (.uint, .int): return "\(type)(\(text))"
    case (.int, .string), (.uint, .string), (.double, .string): return "string(\(text))"
    case (.object(let shape), _): return shape.onlyKey(of: type).map { "\(text).\($0)" }
    default: return nil
    }
  }

  /// A value that is written out, as another type writes it.
  private static func mend(_ value: CELValue, to type: CELType) -> String? {
    switch (value, type) {
    case (.int(let number), .double): return "\(number).0"
    case (.int(let number), .uint) where number >= 0: return "\(number)u"
    case (.int(let number), .string): return "\"\(number)\""
    case (.string(let text), .int): return Int64(text).map(String.init)
    case (.string(let text), .double): return Int64(text).map { "\($0).0" } ?? Double(text).map(\.description)
    case (.string("true"), .bool), (.string("false"), .bool): return value.text
    case (.string(let text), .timestamp): return moment(text).map { "timestamp(\"\($0)\")" }
    case (.string(let text), .duration): return CELDuration(text).map { _ in "duration(\"\(text)\")" }
    default: return nil
    }
  }

  /// The moment that a text means, as it is written in full; a day begins at midnight.
  private static func moment(_ text: String) -> String? {
    [text, "\(text)T00:00:00Z", "\(text)Z", "\(text):00Z"].first { CELTimestamp($0) != nil }
  }

  /// A moment or length of time that is written out is read here, where a mistake can still be shown.
  mutating func checkTime(_ function: String, _ argument: NodeID) {
    guard case .literal(.string(let text)) = tree[argument].kind else { return }
    if function == "timestamp", CELTimestamp(text) == nil {
      report(
        .noTime(
          "moment", "2026-01-31T00:00:00Z", Self.moment(text).map { "\"\($0)\"" },
          at: tree[argument].range))
    }
    if function == "duration", CELDuration(text) == nil {
      report(.noTime("length of time", "36h", nil, at: tree[argument].range))
    }
  }
}
