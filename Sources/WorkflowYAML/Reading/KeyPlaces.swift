import YAMLTree

/// Where keys stand among those that are known, for many mappings of one document that are written alike.
///
/// The entries of a register have the same keys in the same order, so that a key is mostly the one that stood there
/// last time, which its number tells without looking at its text.
final class KeyPlaces {
  let keys: [String]
  private var usual: [(key: YAMLKeyID, place: Int?)] = []

  init(_ keys: [String]) { self.keys = keys }

  /// The place among `keys` of the key that stands at `position` in its mapping; nothing where it is not among them.
  func place(of key: YAMLNode, at position: Int) -> Int? {
    guard let id = key.keyID else { return keys.firstIndex(of: key.text) }
    if position < usual.count, usual[position].key == id { return usual[position].place }
    let place = keys.firstIndex(of: key.text)
    if position < usual.count {
      usual[position] = (id, place)
    } else if position == usual.count {
      usual.append((id, place))
    }
    return place
  }
}
