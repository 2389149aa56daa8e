extension Catalog {
  static func store(_ thousands: Int) -> [RowDefinition] {
    let cases: [(String, String, String)] = [
      ("get", "get", "ns"), ("get.touch", "get and read a field", "ns"),
      ("get.strings", "get by namespace and name", "ns"),
      ("get.readers2", "get, two readers", "ns"), ("get.writer10k.p50", "get beside 10k changes/s, p50", "ns"),
      ("get.writer10k.p99", "get beside 10k changes/s, p99", "ns"),
      ("get.writer10k.p999", "get beside 10k changes/s, p99.9", "ns"),
      ("get.writer100k.p50", "get beside 100k changes/s, p50", "ns"),
      ("get.writer100k.p99", "get beside 100k changes/s, p99", "ns"),
      ("get.writer100k.p999", "get beside 100k changes/s, p99.9", "ns"), ("list", "list", "ns"),
      ("list.touch", "list and read a field of each", "ns"), ("byIndex", "by index", "ns"),
      ("byIndex.touch", "by index, read a field of each", "ns"), ("update", "update, batches of 100", "ns"),
      ("update.single", "update, one at a time", "ns"), ("insert", "insert, batches of 100", "ns"),
      ("replace", "replace", "ns"), ("delete", "delete, batches of 100", "ns"), ("memory", "memory an entry", "B"),
    ]
    return cases.map {
      RowDefinition("store.\(thousands)k.\($0.0)", "\(thousands)k: \($0.1)", group: "store", unit: $0.2)
    }
  }

  static let scale: [RowDefinition] = [10, 100, 1_000].flatMap { thousands in
    [("insert", "ns"), ("update", "ns"), ("get", "ns"), ("list", "ns"), ("memory", "B")].map {
      RowDefinition("scale.\(thousands)k.\($0.0)", "\(thousands)k objects: \($0.0)", group: "scale", unit: $0.1)
    }
  }
}
