import KubernetesHashing
import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

@Suite("Hash of strings")
struct TextHashTests {
  private let hash = TextHash()

  @Test("No character beyond ASCII that equals one in it is forgotten")
  func singletons() {
    var plain: [String: UInt64] = [:]
    for value in UInt8(0)..<0x80 {
      let text = String(UnicodeScalar(value))
      plain[text] = hash.hash(text)
    }
    var equivalents = 0
    for value in UInt32(0x80)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), let known = plain[String(Character(scalar))] else { continue }
      equivalents += 1
      #expect(hash.hash(String(Character(scalar))) == known, "U+\(String(value, radix: 16))")
    }
    #expect(equivalents == 3)
  }

  @Test(
    "Equal strings of different bytes have one hash",
    arguments: [
      ("300 K of a long enough text", "300 \u{212A} of a long enough text"), ("caf\u{E9}", "cafe\u{301}"),
      ("K", "\u{212A}"), ("a;b`c", "a\u{37E}b\u{1FEF}c"), ("\u{212B}K", "A\u{30A}\u{212A}"),
    ])
  func equivalence(first: String, second: String) {
    #expect(first == second)
    #expect(Array(first.utf8) != Array(second.utf8))
    #expect(hash.hash(first) == hash.hash(second))
    #expect(SlotTable.tag(of: first) == SlotTable.tag(of: second))
  }

  @Test("An item is found by any string that equals it")
  func table() {
    var table = SlotTable<String>()
    let slot = table.insert("namespace/K", tag: SlotTable.tag(of: "namespace/K"))
    let other = "namespace/\u{212A}"
    #expect(table.find(other, tag: SlotTable.tag(of: other)) == slot)
  }

  @Test("Strings that differ in one byte, or in their length, differ in their hash", arguments: 0...70)
  func everyByteCounts(length: Int) {
    let bytes = Array(repeating: UInt8(ascii: "a"), count: length)
    var hashes = Set([hash.hash(String(decoding: bytes, as: UTF8.self))])
    hashes.insert(hash.hash(String(decoding: bytes + [UInt8(ascii: "a")], as: UTF8.self)))
    hashes.insert(hash.hash(String(decoding: bytes + [0], as: UTF8.self)))
    for index in 0..<length {
      for other in [UInt8(0), UInt8(ascii: "b"), 0x7F] {
        var changed = bytes
        changed[index] = other
        hashes.insert(hash.hash(String(decoding: changed, as: UTF8.self)))
      }
    }
    #expect(hashes.count == 3 + 3 * length)
  }

  @Test("The lower bits, by which a table chooses, and the tags are spread evenly")
  func spread() {
    var buckets = Array(repeating: 0, count: 1_024)
    var tags: Set<UInt32> = []
    for number in 0..<65_536 {
      let tag = SlotTable.tag(of: "team-1000-production/frontend-api-deployment-7d9f8b6c5d-\(number)")
      buckets[Int(tag & 1_023)] += 1
      tags.insert(tag)
    }
    // 64 are expected in each; a Poisson distribution passes 128 or 16 less often than once in a million million.
    #expect(buckets.allSatisfy { $0 > 16 && $0 < 128 })
    // Half a pair of equal tags is expected.
    #expect(tags.count > 65_536 - 16)
  }

  @Test("It depends on the secret")
  func seeds() {
    #expect(TextHash(number: 1).hash("default/web") != TextHash(number: 2).hash("default/web"))
    #expect(TextHash.process.hash("default/web") == TextHash.process.hash("default/web"))
  }
}
