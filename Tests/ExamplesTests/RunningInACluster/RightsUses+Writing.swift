import Kubernetes

extension RightsUses {
  static var writing: [String: Use] {
    [
      "`create`, `update`, `patch`, `delete`": (
        maps,
        { client, _ in
          let maps = client.coreV1.configMaps(in: "default")
          var map = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "new")))
          map.data["a"] = "1"
          _ = try await maps.update(map)
          _ = try await maps.patch("new", .merge(["data": ["a": "2"]]))
          try await maps.delete("new")
        }
      ),
      "`deleteCollection`": (
        maps, { client, _ in try await client.coreV1.configMaps(in: "default").deleteCollection() }
      ),
      "`update` with a function": (
        maps,
        { client, _ in
          _ = try await client.coreV1.configMaps(in: "default").update("settings") { $0.data["a"] = "1" }
        }
      ),
      "`apply`": (
        maps,
        { client, _ in
          let map = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "settings"), data: ["a": "1"])
          _ = try await client.coreV1.configMaps(in: "default").apply(map, ApplyOptions(fieldManager: "test"))
        }
      ),
      "`createOrUpdate`": (
        maps,
        { client, _ in
          for name in ["settings", "new"] {
            try await client.coreV1.configMaps(in: "default").createOrUpdate(
              CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name))
            ) { $0.data["a"] = "1" }
          }
        }
      ),
      "`createOrPatch`": (
        deployments,
        { client, world in
          for name in ["web", "new"] {
            try await client.appsV1.deployments(in: "default").createOrPatch(world.deployment(name)) {
              $0.spec?.replicas = 2
              $0.status = AppsV1.DeploymentStatus(replicas: 2)
            }
          }
        }
      ),
      "`updateStatus`": (
        deployments,
        { client, world in
          var deployment = try await world.deployments.get("web")
          deployment.status = AppsV1.DeploymentStatus(replicas: 1)
          _ = try await client.appsV1.deployments(in: "default").updateStatus(deployment)
        }
      ),
      "`updateStatus` with a function": (
        deployments,
        { client, _ in
          _ = try await client.appsV1.deployments(in: "default").updateStatus("web") {
            $0.status = AppsV1.DeploymentStatus(replicas: 1)
          }
        }
      ),
      "`patchStatus`, `applyStatus`": (
        deployments,
        { client, _ in
          let deployments = client.appsV1.deployments(in: "default")
          _ = try await deployments.patchStatus("web", .merge(["status": ["replicas": 1]]))
          _ = try await deployments.applyStatus(
            "web", ["apiVersion": "apps/v1", "kind": "Deployment", "status": ["readyReplicas": 1]],
            ApplyOptions(fieldManager: "test"))
        }
      ),
      "`setReplicas`": (
        deployments, { client, _ in try await client.appsV1.deployments(in: "default").setReplicas(2, of: "web") }
      ),
      "`scale(of:)`": (
        deployments,
        { client, _ in
          let scale = client.appsV1.deployments(in: "default").scale(of: "web")
          var replicas = try await scale.get()
          replicas.spec?.replicas = 3
          _ = try await scale.update(replicas)
          _ = try await scale.patch(.merge(["spec": ["replicas": 2]]))
        }
      ),
    ]
  }
}
