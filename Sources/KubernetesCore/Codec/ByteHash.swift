/// Hashes of bytes by multiplying and folding 64-bit words.
///
/// Every word is masked with random numbers of this value's own before it is a factor, and so is the running state. A
/// mask that were known would be a word that makes a factor zero, which erases the state, and with it the seed and all
/// bytes before: whoever writes the bytes could then make different ones equal under every seed.
struct ByteHash {
  /// Where the hash of two lanes begins.
  private let seed = (random(), random())
  private let masks = (random(), random(), random(), random())

  private static func random() -> UInt64 { .random(in: .min ... .max) }

  /// - Precondition: `count` is at least 8.
  @inline(__always)
  func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = seed.0 ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 16 < count {
      hash = Self.fold(WordScan.load(start + index) ^ masks.0 ^ hash, WordScan.load(start + index + 8) ^ masks.1 ^ hash)
      index &+= 16
    }
    let head = WordScan.load(count >= 16 ? start + (count &- 16) : start)
    return Self.fold(head ^ masks.2 ^ hash, WordScan.load(start + (count &- 8)) ^ masks.3 ^ hash)
  }

  /// Two hashes that have nothing in common but the bytes and `salt`.
  ///
  /// - Precondition: `count` is at least 8.
  @inline(__always)
  func pair(_ start: UnsafePointer<UInt8>, _ count: Int, salt: Int) -> (UInt64, UInt64) {
    var first = seed.0 ^ UInt64(truncatingIfNeeded: count)
    var second = seed.1 ^ UInt64(truncatingIfNeeded: salt)
    var index = 0
    while index &+ 16 < count {
      let a = WordScan.load(start + index)
      let b = WordScan.load(start + index + 8)
      first = Self.fold(a ^ masks.0 ^ first, b ^ masks.1 ^ first)
      second = Self.fold(a ^ masks.2 ^ second, b ^ masks.3 ^ second)
      index &+= 16
    }
    let a = WordScan.load(count >= 16 ? start + (count &- 16) : start)
    let b = WordScan.load(start + (count &- 8))
    first = Self.fold(a ^ masks.2 ^ first, b ^ masks.3 ^ first ^ UInt64(truncatingIfNeeded: salt))
    second = Self.fold(a ^ masks.0 ^ second, b ^ masks.1 ^ second)
    return (first, second)
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }
}
