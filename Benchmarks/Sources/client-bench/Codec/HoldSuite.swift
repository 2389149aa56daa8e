import KubernetesCore
import KubernetesModels
import Measure

/// What a decoded list holds when its input is gone. A process of its own a case.
struct HoldSuite {
  let arguments: Arguments

  func run() throws {
    let set = arguments["set", or: "pods"]
    let format = arguments["format", or: "json"]
    let sharing = arguments["sharing", or: "subtrees"]
    let suffix = sharing == "subtrees" ? "" : ".\(sharing)"
    Memory.trim()
    // Before the input is read: its memory has room to grow, so it is larger than its bytes.
    let (heap, resident) = (Memory.heap, Memory.resident)
    var bytes: Bytes? = try PodLists.bytes(arguments, set: set, extension: format == "pb" ? "pb" : "json")
    let held = try bytes.map { try decode($0, format, sharing) }
    let peak = Memory.peak
    bytes = nil
    Memory.trim()
    let items = Double(held?.count ?? 0)
    let name = "hold.\(set).\(format)\(suffix)"
    try emit(name + ".heap", "B", (Memory.heap - heap) / items)
    try emit(name + ".resident", "B", (Memory.resident - resident) / items)
    try emit(name + ".peak", "B", peak)
    keep(held)
  }

  private func decode(_ bytes: Bytes, _ format: String, _ name: String) throws -> [any Sendable] {
    let sharing: DecodingContext.Sharing =
      switch name {
      case "none": .none
      case "strings": .strings
      default: .subtrees
      }
    let context = DecodingContext(sharing: sharing)
    guard format != "unstructured" else {
      return try UnstructuredList(wire: bytes, format: .json, context: context).items
    }
    return try CoreV1.PodList(wire: bytes, format: format == "pb" ? .protobuf : .json, context: context).items
  }
}
