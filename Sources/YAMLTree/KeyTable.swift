/// The different texts that occur as keys, numbered in the order of their first appearance.
///
/// A file of 500,000 entries has some twenty different keys, so that comparing numbers replaces comparing texts.
struct KeyTable: Sendable {
  private var slots = ContiguousArray<UInt32>(repeating: 0, count: 256)
  private var known = ContiguousArray<Key>()
  /// After which key which one came last time: records repeat their keys in the same order.
  private var followers = ContiguousArray<UInt32>()
  private var last = 0
  /// Differs from run to run, so that nobody can prepare keys that collide; the numbers do not depend on it.
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize()) | 1

  struct Key: BitwiseCopyable {
    var hash: UInt64
    var offset: UInt32
    var length: UInt32
  }

  var count: Int { known.count }

  func range(of key: UInt32) -> Range<Int> {
    let key = known[Int(key)]
    return Int(key.offset)..<Int(key.offset) + Int(key.length)
  }

  /// The number of a text, which is appended to `text` if it is new.
  @inline(__always)
  mutating func intern(
    _ bytes: UnsafeBufferPointer<UInt8>, in text: inout ContiguousArray<UInt8>
  ) -> UInt32 {
    if last < followers.count {
      let guess = followers[last]
      if Self.equal(known[Int(guess)], bytes, in: text) {
        last = Int(guess)
        return guess
      }
    }
    let id = lookUp(bytes, in: &text)
    if last < followers.count { followers[last] = id }
    last = Int(id)
    return id
  }

  @inline(never)
  private mutating func lookUp(
    _ bytes: UnsafeBufferPointer<UInt8>, in text: inout ContiguousArray<UInt8>
  ) -> UInt32 {
    let hash = hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      let key = known[Int(id)]
      if key.hash == hash, Self.equal(key, bytes, in: text) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(bytes, hash, slot: slot, to: &text)
  }

  func find(_ bytes: UnsafeBufferPointer<UInt8>, in text: ContiguousArray<UInt8>) -> UInt32? {
    let hash = hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if known[Int(id)].hash == hash, Self.equal(known[Int(id)], bytes, in: text) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(never)
  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64, slot: Int, to text: inout ContiguousArray<UInt8>
  ) -> UInt32 {
    let key = Key(
      hash: hash, offset: UInt32(truncatingIfNeeded: text.count),
      length: UInt32(truncatingIfNeeded: bytes.count))
    text.append(contentsOf: bytes)
    known.append(key)
    followers.append(0)
    slots[slot] = UInt32(truncatingIfNeeded: known.count)
    if known.count * 2 > slots.count { grow() }
    return UInt32(truncatingIfNeeded: known.count - 1)
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: 0, count: slots.count * 2)
    for (id, key) in known.enumerated() {
      var slot = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: id + 1)
    }
  }

  @inline(__always)
  private static func equal(
    _ key: Key, _ bytes: UnsafeBufferPointer<UInt8>, in text: ContiguousArray<UInt8>
  ) -> Bool {
    guard Int(key.length) == bytes.count else { return false }
    return text.withUnsafeBufferPointer { text in
      let start = Int(key.offset)
      guard let left = text.baseAddress.map({ UnsafeRawPointer($0 + start) }), let right = bytes.baseAddress
      else { return bytes.isEmpty }
      let other = UnsafeRawPointer(right)
      var index = 0
      while index + 8 <= bytes.count {
        let same =
          left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard same else { return false }
        index += 8
      }
      while index < bytes.count {
        guard text[start &+ index] == bytes[index] else { return false }
        index += 1
      }
      return true
    }
  }

  /// Eight bytes a step, folded by a full multiplication.
  @inline(__always)
  private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    guard let base = bytes.baseAddress else { return state }
    let raw = UnsafeRawPointer(base)
    var index = 0
    while index + 8 <= bytes.count {
      state = Self.fold(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return Self.fold(state ^ rest ^ seed)
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return high ^ low &+ (high << 32)
  }
}
