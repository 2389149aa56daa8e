import Kubernetes

extension RightsUses {
  static var others: [String: Use] {
    [
      "`logs`": (
        pods, { client, _ in _ = try await client.coreV1.pods(in: "default").logs(of: "web-0").text(upTo: 1_000) }
      ),
      "`exec`, `run`": (
        pods,
        { client, _ in
          let pods = client.coreV1.pods(in: "default")
          _ = try await pods.run("web-0", ["true"])
          _ = try await pods.exec("web-0", ["true"]) { try await $0.exitCode() }
        }
      ),
      "`attach`": (
        pods,
        { client, _ in _ = try await client.coreV1.pods(in: "default").attach("web-0") { try await $0.exitCode() } }
      ),
      "`portForward`": (
        pods,
        { client, _ in
          try await client.coreV1.pods(in: "default").portForward("web-0", port: 80) { _ = try await $0.read() }
        }
      ),
      "`evict`": (pods, { client, _ in try await client.coreV1.pods(in: "default").evict("web-0") }),
      "`createToken`": (
        (group: "", resource: "serviceaccounts"),
        { client, _ in
          _ = try await client.coreV1.serviceAccounts(in: "default").createToken(
            for: "robot", AuthenticationV1.TokenRequest())
        }
      ),
      "a `Finalizer`": (
        maps,
        { client, world in
          // One that has been changed since it was read, so that it has to be read again.
          let old = try await world.maps.get("settings")
          _ = try await world.maps.update("settings") { $0.data["a"] = "1" }
          try await Finalizer("example.com/test", client.coreV1.configMaps(in: "default")).add(to: old)
        }
      ),
      "an `EventRecorder`": (
        pods,
        { client, world in
          let pod = try await world.pods.get("web-0")
          let events = EventRecorder(EventReporter(controller: "example.com/test"), client: client)
          try await events.run {
            events.record(reason: "Tested", action: "Test", regarding: pod, note: "once")
            while events.statistics.created == 0 { await Task.yield() }
            events.record(reason: "Tested", action: "Test", regarding: pod, note: "twice")
          }
        }
      ),
      "leader election": (
        pods,
        { client, _ in
          let elector = LeaderElector(client, lease: ObjectKey(name: "test"))
          try await elector.run { _ in }
        }
      ),
    ]
  }
}
