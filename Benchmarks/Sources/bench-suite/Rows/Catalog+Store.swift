extension Catalog {
  static func store(_ thousands: Int) -> [RowDefinition] {
    let cases: [(name: String, title: String, unit: String, why: String?)] =
      [
        ("get", "get", "ns", Why.retain), ("get.touch", "get and read a field", "ns", Why.retain),
        ("get.strings", "get by namespace and name", "ns", Why.retain),
        ("get.readers2", "get, two readers", "ns", Why.retain),
      ]
      + [
        ("1k", "1k changes/s"), ("10k", "10k changes/s"), ("100k", "100k changes/s"), ("", "a writer without rest"),
      ].flatMap { rate, beside in
        [("p50", "p50"), ("p99", "p99"), ("p999", "p99.9")].map { key, title in
          ("get.writer\(rate).\(key)", "get beside \(beside), \(title)", "ns", Why.quietWriter)
        }
      } + [
        ("list", "list", "ns", nil), ("list.touch", "list and read a field of each", "ns", Why.touch),
        ("byIndex", "by index", "ns", nil), ("byIndex.touch", "by index, read a field of each", "ns", Why.touch),
        ("update", "update, batches of 100", "ns", Why.snapshots),
        ("update.single", "update, one at a time", "ns", Why.snapshots),
        ("insert", "insert, batches of 100", "ns", Why.snapshots), ("replace", "replace", "ns", Why.snapshots),
        ("delete", "delete, batches of 100", "ns", Why.snapshots), ("memory", "memory an entry", "B", Why.entry),
      ]
    return cases.map {
      RowDefinition(
        "store.\(thousands)k.\($0.name)", "\(thousands)k: \($0.title)", group: "store", unit: $0.unit, why: $0.why)
    } + [
      RowDefinition(
        "store.\(thousands)k.get.writer.rate", "\(thousands)k: changes of a writer without rest, beside a reader",
        group: "store", unit: "1/s", better: .higher, why: Why.snapshots)
    ]
  }

  static let scale: [RowDefinition] = [(10, "10k"), (100, "100k"), (1_000, "1M")].flatMap { thousands, size in
    [
      ("insert", "insert", "ns", Why.snapshots), ("update", "update", "ns", Why.snapshots),
      ("get", "get", "ns", Why.retain),
      ("list", "list", "ns", nil), ("memory", "memory an entry", "B", Why.entry),
    ].map { (key: String, title: String, unit: String, why: String?) in
      RowDefinition("scale.\(thousands)k.\(key)", "\(size) objects: \(title)", group: "scale", unit: unit, why: why)
    }
  }
}
