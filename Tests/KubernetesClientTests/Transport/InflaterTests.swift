import KubernetesCore
import Testing

@testable import KubernetesClient

struct InflaterTests {
  private static let plain = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

  private func inflate(_ bytes: [UInt8], by step: Int) throws -> [UInt8] {
    var inflater = Inflater()
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      inflater.feed(Bytes(bytes[start..<min(start + step, bytes.count)]))
      while let piece = try inflater.next() {
        #expect(!piece.isEmpty)
        output += piece.array
      }
    }
    try inflater.finish()
    return output
  }

  @Test(arguments: [1, 2, 7, 4096, 1 << 20]) func anySplitGivesTheSame(_ step: Int) throws {
    #expect(try inflate(Gzip.compress(Self.plain), by: step) == Self.plain)
  }

  @Test func everyTruncationIsNoticed() throws {
    let bytes = Gzip.compress(Array("a short text".utf8))
    for count in 1..<bytes.count {
      #expect(throws: TransportError.self) { try inflate(Array(bytes.prefix(count)), by: 5) }
    }
  }

  @Test func everyFlippedBitOfTheDataIsNoticedOrHarmless() throws {
    let plain = Array("some text, some more text".utf8)
    let bytes = Gzip.compress(plain)
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        // Fields of the gzip header that say nothing about the data may change.
        if let output = try? inflate(damaged, by: 64) { #expect(output == plain) }
      }
    }
  }

  @Test func theLimitIsExact() throws {
    let bytes = Bytes(Gzip.compress(Self.plain))
    #expect(try Inflater.decompress(bytes, upTo: Self.plain.count).array == Self.plain)
    #expect(throws: TransportError.self) { try Inflater.decompress(bytes, upTo: Self.plain.count - 1) }
  }

  @Test func nothingIsWholeAndMoreIsTooMuch() throws {
    #expect(try Inflater.decompress(.empty, upTo: 10).isEmpty)
    let trailing = Gzip.compress([1]) + [0]
    #expect(throws: TransportError.self) { try Inflater.decompress(Bytes(trailing), upTo: 10) }
  }
}
