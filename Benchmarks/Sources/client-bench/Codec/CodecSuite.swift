import KubernetesCore
import KubernetesModels
import Measure

/// Reading and writing a list of pods.
struct CodecSuite {
  let arguments: Arguments

  func run() throws {
    let set = arguments["set", or: "pods"]
    let format = arguments["format", or: "json"]
    if format == "unstructured" {
      try unstructured(set)
    } else {
      try typed(set, format)
    }
  }

  private func typed(_ set: String, _ name: String) throws {
    let bytes = try PodLists.bytes(arguments, set: set, extension: name)
    let format: WireFormat = name == "json" ? .json : .protobuf
    let variants: [(String, DecodingContext.Sharing, DecodingContext.ManagedFields)] = [
      ("", .subtrees, .keep), (".strings", .strings, .keep), (".none", .none, .keep), (".dropped", .subtrees, .drop),
    ]
    for (suffix, sharing, managedFields) in variants {
      try time("codec.\(set).decode.\(name)\(suffix)") {
        let context = DecodingContext(sharing: sharing, managedFields: managedFields)
        return try CoreV1.PodList(wire: bytes, format: format, context: context)
      }
    }
    for (suffix, sharing, managedFields) in variants where managedFields == .keep {
      try again("codec.\(set).again.\(name)\(suffix)") {
        let context = DecodingContext(sharing: sharing, managedFields: managedFields)
        keep(try CoreV1.PodList(wire: bytes, format: format, context: context))
      }
    }
    let list = try CoreV1.PodList(wire: bytes, format: format, context: DecodingContext())
    // What the client sends, without a copy of it.
    try time("codec.\(set).encode.\(name)") { try list.encoded(format: format) }
  }

  private func unstructured(_ set: String) throws {
    let bytes = try PodLists.bytes(arguments, set: set, extension: "json")
    for (suffix, sharing) in [("", DecodingContext.Sharing.subtrees), (".none", .none)] {
      try time("codec.\(set).decode.unstructured\(suffix)") {
        let context = DecodingContext(sharing: sharing)
        return try UnstructuredList(wire: bytes, format: .json, context: context)
      }
    }
    let list = try UnstructuredList(wire: bytes, format: .json, context: DecodingContext())
    try time("codec.\(set).encode.unstructured") { try list.encoded(format: .json) }
  }

  /// One run that is not counted, then the median of up to three. Freeing what was made is not part of it: a garbage
  /// collector does that at another time, too. So `make` hands it out.
  private func time<Made>(_ name: String, _ make: () throws -> Made) throws {
    guard arguments.includes(name) else { return }
    var wall: [Double] = []
    var cpu: [Double] = []
    keep(try make())
    while !isEnough(wall.count, seconds: wall.reduce(0, +)) {
      var made: Made?
      let spent = try Spent.on { made = try make() }
      keep(made)
      wall.append(spent.wall)
      cpu.append(spent.cpu)
    }
    try emit(name, "s", median(wall))
    try emit(name + ".cpu", "s", median(cpu))
  }

  /// What reading costs together with freeing what was read: the CPU of one of several in a row.
  private func again(_ name: String, _ read: () throws -> Void) throws {
    guard arguments.includes(name) else { return }
    let times = 3
    try read()
    let spent = try Spent.on { for _ in 0..<times { try read() } }
    try emit(name + ".cpu", "s", spent.cpu / Double(times))
  }
}
