import Foundation
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesCore

/// A fuzzer without a fuzzing engine: documents of every type, damaged at random, and always in the same way. Its size is
/// `KUBERNETES_FUZZ_ROUNDS` (documents a type), its start `KUBERNETES_FUZZ_SEED`; run long under the address sanitizer.
@Suite("Damaged documents of every type are refused or usable")
struct MutationTests {
  private static func setting(_ name: String, _ fallback: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? fallback
  }

  private let rounds = setting("KUBERNETES_FUZZ_ROUNDS", 6)
  private let seed = UInt64(setting("KUBERNETES_FUZZ_SEED", 1))

  @Test("of every type", arguments: WireFormat.allCases)
  func everyType(_ format: WireFormat) throws {
    var tally = Tally()
    for (index, type) in AllModels.types.enumerated() {
      try fuzz(type, format, Mutator(seed: seed &* 1_000_003 &+ UInt64(index)), &tally)
    }
    // Both kinds must occur, or the damage is of no use.
    #expect(tally.refused > 100)
    #expect(tally.accepted > 100)
  }

  private struct Tally {
    var refused = 0
    var accepted = 0
  }

  private func fuzz<T: Model>(
    _ type: T.Type, _ format: WireFormat, _ mutator: Mutator, _ tally: inout Tally
  ) throws {
    guard T.wireFormats.contains(format) else { return }
    var mutator = mutator
    // One context for all: what a damaged document leaves in it must not harm the next one.
    let context = DecodingContext()
    for round in 0..<rounds {
      var random = RandomModel(seed: seed &+ UInt64(round))
      let text = Bytes(try random.json(T.fieldTable).jsonBytes())
      let whole = try T(wire: text, format: .json, context: context).encoded(format: format)
      for _ in 0..<4 {
        let damaged = Bytes(mutator.mutate(whole.array))
        guard let value = try? T(wire: damaged, format: format, context: context) else {
          tally.refused += 1
          continue
        }
        tally.accepted += 1
        try check(value, damaged, format)
      }
      // The context still gives what was written.
      #expect(try T(wire: whole, format: format, context: context) == T(wire: whole, format: format, context: .init()))
    }
  }

  /// What was accepted can be compared, hashed, copied, written and read again.
  private func check<T: Model>(_ value: T, _ bytes: Bytes, _ format: WireFormat) throws {
    let alone = try T(wire: bytes, format: format, context: DecodingContext(sharing: .none))
    // A number that is no number is equal to nothing.
    guard alone == alone else { return }
    #expect(alone == value, "\(T.self)")
    #expect(alone.hashValue == value.hashValue, "\(T.self)")
    guard let written = try? value.encoded(format: format) else { return }
    let again = try T(wire: written, format: format, context: DecodingContext())
    #expect(try again.encoded(format: format) == written, "\(T.self)")
  }

  @Test("the parts of a damaged list do not depend on where its pieces end", arguments: WireFormat.allCases)
  func lists(_ format: WireFormat) throws {
    var mutator = Mutator(seed: seed)
    let pods = (0..<4).map { CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: "pod-\($0)", labels: ["a": "\\\"b]}"])) }
    let whole = try CoreV1.PodList(items: pods).encoded(format: format).array
    for _ in 0..<(rounds * 50) {
      let damaged = Bytes(mutator.mutate(whole))
      let size = Int(mutator.next() % 40) + 1
      let pieces = stride(from: 0, to: damaged.count, by: size).map { damaged[$0..<min($0 + size, damaged.count)] }
      #expect(ListOutcome(format, [damaged]) == ListOutcome(format, pieces))
    }
  }

  @Test("items that are decoded where they are, are those that are looked for first")
  func itemsInPlace() throws {
    var mutator = Mutator(seed: seed)
    let pods = (0..<4).map { CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: "pod-\($0)", labels: ["a": "\\\"b]}"])) }
    let whole = try CoreV1.PodList(items: pods).encoded(format: .json).array
    for _ in 0..<(rounds * 50) {
      let damaged = Bytes(mutator.mutate(whole))
      let size = Int(mutator.next() % 400) + 1
      let pieces = stride(from: 0, to: damaged.count, by: size).map { damaged[$0..<min($0 + size, damaged.count)] }
      let sought = ListOutcome(.json, pieces)
      let found = sought.parts.compactMap { part -> CoreV1.Pod?? in
        if case .item(let item, _) = part { DecodedItems.pod(item) } else { nil }
      }
      let decoded = DecodedItems(pieces)
      #expect(decoded.pods == found)
      #expect(decoded.failure == sought.failure)
    }
  }
}

/// Damages bytes, in the ways that have broken decoders before.
private struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// Bytes that mean something to one of the formats.
  private static let telling: [UInt8] =
    Array("{}[]\":,\\ntf0-9.eE+/ u".utf8) + [0x00, 0x01, 0x0A, 0x12, 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFF]

  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(3) {
      if bytes.isEmpty { return bytes }
      let place = below(bytes.count)
      switch below(8) {
      case 0: bytes[place] ^= 1 << UInt8(below(8))
      case 1: bytes[place] = Self.telling[below(Self.telling.count)]
      case 2: bytes.insert(Self.telling[below(Self.telling.count)], at: place)
      case 3: bytes.remove(at: place)
      case 4: bytes.removeSubrange(place...)
      case 5: bytes.removeSubrange(place..<min(bytes.count, place + below(16) + 1))
      case 6:
        let other = below(bytes.count)
        let run = bytes[other..<min(bytes.count, other + below(32) + 1)]
        bytes.insert(contentsOf: run, at: place)
      default: bytes.insert(contentsOf: [UInt8](repeating: 0xFF, count: below(10) + 1), at: place)
      }
    }
    return bytes
  }
}
