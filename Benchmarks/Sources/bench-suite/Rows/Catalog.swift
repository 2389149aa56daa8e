/// All rows of the table, in its order.
enum Catalog {
  static let groups: [(name: String, title: String, rows: [RowDefinition])] = [
    ("codec", "Reading and writing 10,000 pods", codec), ("memory", "Bytes held", memory),
    ("store", "The cache", store(10) + store(100)), ("scale", "The cache as it grows", scale),
    ("queues", "Queues", queues), ("informer", "Informers", informer), ("real", "Informers on a kube-apiserver", real),
    ("transport", "Requests and watches", transport),
    ("controller", "Controllers", controller), ("bounds", "What the machine can do", bounds),
  ]

  static func definitions(of group: String) -> [RowDefinition] { groups.first { $0.name == group }?.rows ?? [] }

  private static let controller = [1, 4].map {
    RowDefinition(
      "controller.workers\($0).rate", "no-op reconciles, \($0) worker\($0 == 1 ? "" : "s")", group: "controller",
      unit: "1/s", better: .higher, target: 1)
  }

  private static let bounds = [
    ("memcpy", "copy 124 MB"), ("skip", "read only the metadata of 10,000 pods, JSON"),
    ("aes", "AES-128-GCM, records of 16 KiB"),
  ].map { RowDefinition("bound.\($0.0)", $0.1, group: "bounds", unit: "MB/s", better: .higher) }
}
