/// The random numbers that keep redacted texts from being guessed.
///
/// `KAUDIT_SEED` makes them repeat, for tests and demonstrations: with a known seed, redaction hides nothing.
enum Salts {
  static func generator() throws(Stop) -> any RandomNumberGenerator {
    guard let given = Who.environment("KAUDIT_SEED") else { return SystemRandomNumberGenerator() }
    guard let seed = UInt64(given) else { throw Stop(.usage, "KAUDIT_SEED is no whole number: `\(given)`") }
    return Repeating(state: seed)
  }

  /// SplitMix64 (Steele, Lea & Flood 2014).
  private struct Repeating: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
