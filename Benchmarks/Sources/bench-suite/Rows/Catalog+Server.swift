extension Catalog {
  private static let formats = [(id: "json", title: "JSON"), (id: "pb", title: "Protobuf")]
  private static let modes = ["list": "list", "stream": "streaming list"]

  /// From nothing to a synced informer of all pods.
  private static func sync(
    _ format: (id: String, title: String), _ mode: String, group: String, label: String = "", cpu: Double? = nil,
    memory: (peak: Double, steady: Double)? = nil
  ) -> [RowDefinition] {
    let parts: [(key: String, title: String, unit: String, target: Double?)] = [
      ("cpu", "CPU", "s", cpu), ("wall", "time", "s", nil), ("peak", "peak RSS", "B", memory?.peak),
      ("steady", "RSS when synced", "B", memory?.steady),
    ]
    return parts.map {
      RowDefinition(
        "informer.\(label)\(format.id).\(mode).\($0.key)",
        "informer sync, \(format.title) \(modes[mode] ?? mode): \($0.title)", group: group, unit: $0.unit,
        target: $0.target)
    }
  }

  static let informer: [RowDefinition] = {
    let syncs = formats.flatMap { format in
      ["list", "stream"].flatMap {
        sync(format, $0, group: "informer", cpu: format.id == "json" ? 1 / 0.35 : 1 / 0.6, memory: (2, 2.5))
      }
    }
    let replays = formats.flatMap { id, title in
      [
        RowDefinition(
          "replay.\(id).rate", "watch into an informer, \(title)", group: "informer", unit: "1/s", better: .higher,
          target: id == "json" ? 6 : 1.5),
        RowDefinition(
          "replay.\(id).cpu", "watch into an informer, \(title): CPU an event", group: "informer", unit: "µs"),
      ]
    }
    let lists = formats.flatMap { id, title in
      [("wall", "time", "s"), ("cpu", "CPU", "s"), ("peak", "peak RSS", "B")].map { key, what, unit in
        RowDefinition(
          "list.\(id).\(key)", "one list call, \(title): \(what)", group: "informer", unit: unit)
      }
    }
    return syncs + replays + lists
  }()

  /// Whole paths on a server that does everything.
  private static func whole(
    _ group: String, _ formats: [(id: String, title: String)], modes: [String]
  ) -> [RowDefinition] {
    formats.flatMap { format in modes.flatMap { sync(format, $0, group: group, label: group + ".") } } + [
      RowDefinition(
        "storm.\(group).rate", "watch storm, 4 writers, 32 watches: events delivered", group: group, unit: "1/s",
        better: .higher, why: Why.server),
      RowDefinition(
        "storm.\(group).cpu", "watch storm: client CPU an event delivered, writers included", group: group, unit: "µs"),
      RowDefinition(
        "reconcile.\(group).rate", "controller, 4 workers, a patch an object: reconciles", group: group, unit: "1/s",
        better: .higher, why: Why.server),
      RowDefinition(
        "reconcile.\(group).cpu", "controller, 4 workers: client CPU a reconcile", group: group, unit: "µs"),
    ]
  }

  static let real = whole("real", formats, modes: ["list"])

  static let embedded =
    whole("embedded", [formats[0]], modes: ["list", "stream"]) + [
      RowDefinition(
        only: "embedded.boot", "embedded server: from nothing to the first answer on a port", group: "embedded",
        unit: "s"),
      RowDefinition(
        only: "embedded.create.rate", "embedded server: creates in memory, up to 100,000 objects", group: "embedded",
        unit: "1/s", better: .higher),
      RowDefinition(
        only: "embedded.memory", "embedded server: memory an object of 1 kB, of 100,000", group: "embedded", unit: "B"),
      RowDefinition(
        only: "embedded.resident", "embedded server: RSS with 100,000 objects", group: "embedded", unit: "B"),
      RowDefinition(
        only: "embedded.get", "embedded server: a GET among 100,000 objects", group: "embedded", unit: "µs"),
      RowDefinition(
        only: "embedded.list", "embedded server: a list of 100,000 objects, decoded", group: "embedded", unit: "s"),
    ]

  static let transport: [RowDefinition] = {
    func row(
      _ name: String, _ title: String, _ unit: String, _ better: Row.Better = .lower, why: String? = nil
    ) -> RowDefinition {
      RowDefinition("transport.\(name)", title, group: "transport", unit: unit, better: better, why: why)
    }
    return [
      row("get.p50", "GET of a pod, p50", "µs"), row("get.p99", "GET of a pod, p99", "µs"),
      row("get.cpu", "GET of a pod, CPU", "µs"), row("get16.rate", "16 GETs at a time", "1/s", .higher),
      row("get16.p50", "16 GETs at a time, p50", "µs"), row("get16.p99", "16 GETs at a time, p99", "µs"),
      row("get16.cpu", "16 GETs at a time, CPU of one", "µs"),
      row("list.gzip.rate", "list of all pods, gzip", "MB/s", .higher),
      row("list.gzip.cpu", "list of all pods, gzip: CPU", "s"),
      row("list.plain.rate", "list of all pods, plain", "MB/s", .higher),
      row("list.plain.cpu", "list of all pods, plain: CPU", "s"),
      row("idle.memory", "memory of an idle watch, of 400", "B", why: Why.idleWatch),
      row("idle.get.p50", "GET beside 400 idle watches, p50", "µs"),
      row("idle.get.p99", "GET beside 400 idle watches, p99", "µs"),
      row("idle.factor", "GET p50 beside 400 idle watches, over that without", "×", why: Why.noise),
      row("watch.json.rate", "watch without an informer, JSON", "1/s", .higher),
      row("watch.json.cpu", "watch without an informer, JSON: CPU an event", "µs"),
    ]
  }()
}
