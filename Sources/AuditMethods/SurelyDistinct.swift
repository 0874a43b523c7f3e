/// Whether no text is empty or equals another, as far as their bytes tell; false says nothing.
///
/// Of hundreds of thousands of ids nearly all are plain letters, digits and Chinese characters. These are equal only where
/// their bytes are, so that a quick hash of the bytes tells them apart. Anything else is left to `String`, which knows
/// that letters with marks have several spellings.
func areSurelyDistinct(_ texts: some Collection<String>) -> Bool {
  guard texts.count > 16 else { return false }
  let bits = Int.bitWidth - (texts.count * 2).leadingZeroBitCount
  // Zero where nothing stands.
  var hashes = [UInt64](repeating: 0, count: 1 << bits)
  for text in texts {
    guard let hash = plainHash(text) else { return false }
    var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> (UInt64.bitWidth - bits))
    // Many neighbours are chosen by somebody, or very bad luck.
    var steps = 0
    while hashes[slot] != 0 {
      steps += 1
      guard hashes[slot] != hash, steps < 64 else { return false }
      slot = (slot + 1) & (hashes.count - 1)
    }
    hashes[slot] = hash
  }
  return true
}

/// The hash FNV-1a of a text in which each character is spelled in one way only; nothing for others and the empty one.
private func plainHash(_ text: String) -> UInt64? {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.utf8 {
    // ASCII, and the characters from U+4000 to U+9FFF with the bytes that go on from there.
    guard byte < 0xC0 || (0xE4...0xE9).contains(byte) else { return nil }
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
  return hash == 0 || text.isEmpty ? nil : hash
}
