extension Catalog {
  static let codec: [RowDefinition] = {
    func row(
      _ set: String, _ format: String, _ direction: String, _ variant: String, _ title: String, _ target: Double?,
      why: String? = nil
    ) -> RowDefinition {
      let base = "codec.\(set).\(direction).\(format)"
      return RowDefinition(
        base + variant, title, group: "codec", unit: "s", peer: base, target: target, why: why)
    }
    // client-go reads managed fields whenever it reads the rest, so there is nothing to compare with.
    func dropped(_ format: String, _ title: String) -> RowDefinition {
      RowDefinition(only: "codec.pods.decode.\(format).dropped", title, group: "codec", unit: "s")
    }
    // Freeing is part of these, and with Go collecting.
    func again(_ set: String, _ format: String, _ variant: String, _ title: String) -> RowDefinition {
      let base = "codec.\(set).again.\(format)"
      return RowDefinition(base + "\(variant).cpu", title, group: "codec", unit: "s", peer: base + ".cpu")
    }
    return [
      row("pods", "json", "decode", "", "JSON, typed", 7),
      row("pods", "json", "decode", ".none", "JSON, typed, nothing shared", nil),
      dropped("json", "JSON, typed, managed fields dropped"),
      row("pods", "pb", "decode", "", "Protobuf, typed", 2),
      row("pods", "pb", "decode", ".strings", "Protobuf, typed, only equal strings shared", nil),
      row("pods", "pb", "decode", ".none", "Protobuf, typed, nothing shared", 1.3, why: Why.unshared),
      dropped("pb", "Protobuf, typed, managed fields dropped"),
      again("pods", "json", "", "JSON, typed, read and freed: CPU"),
      again("pods", "json", ".none", "JSON, typed, nothing shared, read and freed: CPU"),
      again("pods", "pb", "", "Protobuf, typed, read and freed: CPU"),
      again("pods", "pb", ".none", "Protobuf, typed, nothing shared, read and freed: CPU"),
      again("unique", "pb", "", "Protobuf, typed, no two pods alike, read and freed: CPU"),
      row("pods", "unstructured", "decode", "", "JSON, unstructured", 8, why: Why.unstructured),
      row("pods", "unstructured", "decode", ".none", "JSON, unstructured, nothing shared", nil),
      row("pods", "json", "encode", "", "write JSON, typed", 4, why: Why.writingJSON),
      row("pods", "pb", "encode", "", "write Protobuf, typed", 1, why: Why.writingProtobuf),
      row("pods", "unstructured", "encode", "", "write JSON, unstructured", nil),
      row("pods1k", "json", "decode", "", "JSON, typed, 1,000 pods", nil),
      row("pods1k", "json", "encode", "", "write JSON, typed, 1,000 pods", nil),
      row("pods1k", "pb", "decode", "", "Protobuf, typed, 1,000 pods", nil),
      row("pods1k", "pb", "encode", "", "write Protobuf, typed, 1,000 pods", nil, why: Why.writingProtobuf),
      row("unique", "json", "decode", "", "JSON, typed, no two pods alike", nil),
      row("unique", "json", "encode", "", "write JSON, typed, no two pods alike", nil),
      row("unique", "pb", "decode", "", "Protobuf, typed, no two pods alike", nil, why: Why.unshared),
      row("unique", "pb", "encode", "", "write Protobuf, typed, no two pods alike", nil, why: Why.writingProtobuf),
    ]
  }()

  static let memory: [RowDefinition] = {
    func row(_ name: String, _ variant: String, _ title: String, _ target: Double? = nil) -> RowDefinition {
      RowDefinition(
        "hold.\(name)\(variant).heap", title, group: "memory", unit: "B", peer: "hold.\(name).heap", target: target,
        why: variant.isEmpty ? nil : Why.unsharedBytes)
    }
    func peak(_ name: String, _ title: String) -> RowDefinition {
      RowDefinition("hold.\(name).peak", title, group: "memory", unit: "B")
    }
    return [
      row("pods.json", "", "a pod from JSON", 1 / 0.35),
      row("pods.json", ".strings", "a pod from JSON, only equal strings shared", 1 / 0.9),
      row("pods.json", ".none", "a pod from JSON, nothing shared", 1 / 0.9),
      row("pods.pb", "", "a pod from Protobuf", 1 / 0.35),
      row("pods.pb", ".strings", "a pod from Protobuf, only equal strings shared", 1 / 0.9),
      row("pods.pb", ".none", "a pod from Protobuf, nothing shared", 1 / 0.9),
      row("pods.unstructured", "", "an unstructured pod"),
      row("unique.json", "", "a pod from JSON, no two alike"),
      row("unique.pb", "", "a pod from Protobuf, no two alike"),
      peak("pods.json", "peak of reading the JSON list, input included"),
      peak("pods.pb", "peak of reading the Protobuf list, input included"),
      peak("pods.unstructured", "peak of reading it unstructured, input included"),
    ] + cycles
  }()

  /// An informer of 10,000 pods that is started and stopped 100 times. Client-go's cannot be started again.
  private static let cycles: [RowDefinition] = [
    ("heap", "heap that a start and stop of an informer leaves"),
    ("resident", "resident memory that a start and stop of an informer leaves"),
    ("before", "resident memory before 100 of them"), ("after", "resident memory after 100 of them"),
  ].map { RowDefinition(only: "cycles.\($0.0)", $0.1, group: "memory", unit: "B") }
}
