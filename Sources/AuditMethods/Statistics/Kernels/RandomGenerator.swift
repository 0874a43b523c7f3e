/// What is drawn by lot, by the generator SplitMix64: the same seed draws the same on every machine.
///
/// Steele, Lea & Flood 2014, *Fast Splittable Pseudorandom Number Generators*; method catalogue, section 5.0.
public struct RandomGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A place in `0..<count`: the high half of the next number times the count. The count is above 0.
  public mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
