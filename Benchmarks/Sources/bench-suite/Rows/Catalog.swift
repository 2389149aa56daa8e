/// All rows of the table, in its order.
///
/// A row that is behind, or may be, says why beside its definition; the reason is printed while it is.
enum Catalog {
  static let groups: [(name: String, title: String, rows: [RowDefinition])] = [
    ("codec", "Reading and writing pods", codec), ("memory", "Bytes held", memory),
    ("store", "The cache", store(10) + store(100)), ("scale", "The cache as it grows", scale),
    ("queues", "Queues and informers in memory", queues),
    ("informer", "Informers and lists over the network", informer),
    ("transport", "Requests and watches", transport), ("controller", "Controllers in memory", controller),
    ("embedded", "Whole paths on the embedded API server", embedded),
    ("real", "Whole paths on a real kube-apiserver", real), ("bounds", "What the machine can do", bounds),
  ]

  static func definitions(of group: String) -> [RowDefinition] { groups.first { $0.name == group }?.rows ?? [] }

  private static let controller = [1, 4].map {
    RowDefinition(
      "controller.workers\($0).rate", "no-op reconciles, \($0) worker\($0 == 1 ? "" : "s")", group: "controller",
      unit: "1/s", better: .higher, target: 1, why: Why.noOp)
  }

  private static let bounds = [
    ("memcpy", "copy the list of pods"), ("scan", "pass over the whole list of pods, JSON"),
    ("skip", "read only the metadata of the pods, JSON"), ("aes", "AES-128-GCM, records of 16 KiB"),
    ("loopback", "send the list over loopback TCP, no TLS"),
  ].map { RowDefinition("bound.\($0.0)", $0.1, group: "bounds", unit: "MB/s", better: .higher, why: Why.machine) }
}
