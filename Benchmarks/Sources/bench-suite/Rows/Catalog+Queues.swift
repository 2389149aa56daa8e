extension Catalog {
  static let queues: [RowDefinition] = {
    func row(
      _ name: String, _ title: String, _ target: Double? = nil, why: String? = nil
    ) -> RowDefinition {
      RowDefinition(name, title, group: "queues", unit: "ns", target: target, why: why)
    }
    let perKey = [("string", "String"), ("key", "ObjectKey")].flatMap { id, type in
      [
        row("queue.\(id).sequential", "queue of \(type): add all, take all", 1 / 0.6, why: Why.queue),
        row("queue.\(id).alternating", "queue of \(type): add, get, done", 1 / 0.6, why: Why.queue),
        row("queue.\(id).duplicate", "queue of \(type): add what is queued", why: Why.duplicate),
        row("queue.\(id).workers1", "queue of \(type): 1 worker", why: Why.handOver),
        row("queue.\(id).workers1.1us", "queue of \(type): 1 worker, 1 µs of work", 1 / 0.85, why: Why.handOver),
        row("queue.\(id).workers4", "queue of \(type): 4 workers", 1, why: Why.handOver),
        row("queue.\(id).workers4.1us", "queue of \(type): 4 workers, 1 µs of work", 1 / 0.85, why: Why.handOver),
        row("queue.\(id).pingpong", "queue of \(type): add, wait until done", why: Why.handOver),
      ]
    }
    return perKey + [
      row("queue.delayed", "delays of 1 to 50 ms, until all are got", 1 / 0.6, why: Why.delays),
      row("queue.delayed.add", "add with a delay of hours", 1 / 0.6, why: Why.delayedAdd),
      row("queue.limited", "add rate limited, no delay", why: Why.limited),
      row("fifo.sequential", "DeltaFIFO: add all, pop all"), row("fifo.concurrent", "DeltaFIFO: producer and consumer"),
      row("fifo.concurrent.single", "DeltaFIFO: producer of single changes and consumer", why: Why.singles),
      row(
        "fifo.same", "DeltaFIFO: 1,000 keys again and again, against client-go's merging DeltaFIFO", why: Why.merging),
    ] + fan
  }()

  /// From a watch in memory to all subscribers, per event and subscriber.
  static let fan: [RowDefinition] = {
    [1, 8, 64].flatMap { count in
      [
        ("", "delta by delta"), (".batches", "batch by batch"), (".single", "events arrive singly"),
      ].map { suffix, how in
        RowDefinition(
          "fan.\(count)\(suffix)", "informer to \(count) subscriber\(count == 1 ? "" : "s"), \(how)", group: "queues",
          unit: "ns", why: suffix == ".single" ? Why.singles : Why.pipeline)
      }
    } + [
      RowDefinition("fan.8.stalled", "informer to 8 subscribers and a stalled one", group: "queues", unit: "ns")
    ]
  }()
}
