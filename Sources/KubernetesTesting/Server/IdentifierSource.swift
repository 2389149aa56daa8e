/// Makes uids and the endings of generated names: random, or the same series for the same seed.
struct IdentifierSource: Sendable {
  /// SplitMix64.
  private struct Seeded: RandomNumberGenerator, Sendable {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
  private var seeded: Seeded?

  init(seed: UInt64?) { seeded = seed.map { Seeded(state: $0) } }

  /// 64 random bits.
  mutating func bits() -> UInt64 {
    if seeded != nil { return seeded?.next() ?? 0 }
    return UInt64.random(in: .min ... .max)
  }

  /// A version 4 UUID.
  mutating func uid() -> String {
    let high = bits() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = bits() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    return
      "\(hex(high >> 32, 8))-\(hex(high >> 16 & 0xFFFF, 4))-\(hex(high & 0xFFFF, 4))-\(hex(low >> 48, 4))-\(hex(low & 0xFFFF_FFFF_FFFF, 12))"
  }

  /// Five letters from the alphabet of generated names, which spells no words.
  mutating func suffix(_ count: Int = 5) -> String {
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    return String((0..<count).map { _ in alphabet[Int(bits() % UInt64(alphabet.count))] })
  }
}
