extension Catalog {
  static let informer: [RowDefinition] = {
    let formats = [("json", "JSON", 1 / 0.35, 6.0), ("pb", "Protobuf", 1 / 0.6, 1.5)]
    let syncs = formats.flatMap { id, title, cpu, _ in
      [("list", "list"), ("stream", "streaming list")].flatMap { mode, how in
        [
          ("cpu", "CPU", "s", cpu), ("wall", "time", "s", nil), ("peak", "peak RSS", "B", 2),
          ("steady", "RSS when synced", "B", 2.5),
        ].map { (key: String, what: String, unit: String, target: Double?) in
          RowDefinition(
            "informer.\(id).\(mode).\(key)", "sync of 10,000 pods, \(title) \(how): \(what)", group: "informer",
            unit: unit, target: target)
        }
      }
    }
    let replays = formats.flatMap { id, title, _, rate in
      [
        RowDefinition(
          "replay.\(id).rate", "watch into an informer, \(title)", group: "informer", unit: "1/s", better: .higher,
          target: rate),
        RowDefinition(
          "replay.\(id).cpu", "watch into an informer, \(title): CPU an event", group: "informer", unit: "µs"),
      ]
    }
    return syncs + replays
  }()

  static let real: [RowDefinition] = [("json", "JSON"), ("pb", "Protobuf")].flatMap { id, title in
    [("cpu", "CPU", "s"), ("wall", "time", "s"), ("peak", "peak RSS", "B"), ("steady", "RSS when synced", "B")].map {
      RowDefinition(
        "informer.real.\(id).list.\($0.0)", "sync of 10,000 pods, \(title) list: \($0.1)", group: "real", unit: $0.2)
    }
  }

  static let transport: [RowDefinition] = {
    func row(_ name: String, _ title: String, _ unit: String, _ better: Row.Better = .lower) -> RowDefinition {
      RowDefinition("transport.\(name)", title, group: "transport", unit: unit, better: better)
    }
    return [
      row("get.p50", "GET of a pod, p50", "µs"), row("get.p99", "GET of a pod, p99", "µs"),
      row("get.cpu", "GET of a pod, CPU", "µs"), row("get16.rate", "16 GETs at a time", "1/s", .higher),
      row("get16.p50", "16 GETs at a time, p50", "µs"), row("get16.p99", "16 GETs at a time, p99", "µs"),
      row("get16.cpu", "16 GETs at a time, CPU of one", "µs"),
      row("list.gzip.rate", "124 MB list, gzip", "MB/s", .higher), row("list.gzip.cpu", "124 MB list, gzip: CPU", "s"),
      row("list.plain.rate", "124 MB list, plain", "MB/s", .higher),
      row("list.plain.cpu", "124 MB list, plain: CPU", "s"),
      row("idle.memory", "memory of an idle watch, of 400", "B"),
      row("idle.get.p50", "GET beside 400 idle watches, p50", "µs"),
      row("idle.get.p99", "GET beside 400 idle watches, p99", "µs"),
      row("watch.json.rate", "watch without an informer, JSON", "1/s", .higher),
      row("watch.json.cpu", "watch without an informer, JSON: CPU an event", "µs"),
    ]
  }()
}
