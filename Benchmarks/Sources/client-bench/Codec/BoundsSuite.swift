import Crypto
import KubernetesCore
import KubernetesModels
import Measure

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the machine can do at most with the same bytes, one thread.
struct BoundsSuite {
  let arguments: Arguments

  func run() throws {
    let bytes = try PodLists.bytes(arguments, set: "pods", extension: "json")
    let megabytes = Double(bytes.count) / 1e6
    func rate(_ name: String, _ megabytes: Double, _ body: () throws -> Void) throws {
      try body()
      var (rates, total) = ([Double](), 0.0)
      while !isEnough(rates.count, seconds: total) {
        let spent = try Spent.on(body)
        total += spent.wall
        rates.append(megabytes / spent.wall)
      }
      try emit("bound.\(name)", "MB/s", median(rates))
    }
    var copy = [UInt8](repeating: 0, count: bytes.count)
    try rate("memcpy", megabytes) {
      copy.withUnsafeMutableBytes { target in bytes.withUnsafeBytes { target.copyMemory(from: $0) } }
    }
    keep(copy)
    // A type that knows nothing of what the list holds keeps it as it is: a pass over the document that makes nothing.
    let foreign = Self.document(bytes, as: "Status", "v1")
    try rate("scan", megabytes) { keep(try MetaV1.Status(wire: foreign, format: .json, context: DecodingContext())) }
    // Only metadata is read; spec and status are passed over.
    let partial = Self.document(bytes, as: "PartialObjectMetadataList", "meta.k8s.io/v1")
    try rate("skip", megabytes) {
      keep(try MetaV1.PartialObjectMetadataList(wire: partial, format: .json, context: DecodingContext()))
    }
    let key = SymmetricKey(size: .bits128)
    let record = [UInt8](repeating: 7, count: 16_384)
    let sealed = try AES.GCM.seal(record, using: key)
    let records = bytes.count / record.count
    try rate("aes", Double(records * record.count) / 1e6) {
      for _ in 0..<records { keep(try AES.GCM.open(sealed, using: key)) }
    }
    try rate("loopback", megabytes) {
      guard bytes.withUnsafeBytes({ Loopback.send($0) }) else {
        throw UsageError(description: "the loopback interface does not carry everything")
      }
    }
  }

  /// The same document as one of another kind: only kind and version at its beginning are others.
  private static func document(_ bytes: Bytes, as kind: String, _ version: String) -> Bytes {
    let text = bytes.withUnsafeBytes { Array($0) }
    let rest = text.firstRange(of: Array("\"metadata\"".utf8))?.lowerBound ?? 0
    let head = Array("{\"kind\":\"\(kind)\",\"apiVersion\":\"\(version)\",".utf8)
    return Bytes(head + text[rest...])
  }
}
