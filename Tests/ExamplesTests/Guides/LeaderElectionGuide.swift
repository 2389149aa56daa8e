import Kubernetes

func lead(_ client: ClusterClient, _ controller: Controller<Site>) async throws {
  let elector = LeaderElector(client, lease: ObjectKey(namespace: "web", name: "work"))
  try await elector.run { leadership in
    print("leading for the \(leadership.transitions). time")
    try await controller.run()
  }
}

func leaderElectionTimes() throws -> LeaderElectionConfiguration {
  let configuration = try LeaderElectionConfiguration(leaseDuration: .seconds(30), renewDeadline: .seconds(20))
  return configuration
}
