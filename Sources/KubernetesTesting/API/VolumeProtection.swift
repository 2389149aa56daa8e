import KubernetesCore

/// Keeps claims and volumes until nobody uses them: the admission plugin that adds their finalizers, and the controllers
/// that take these away.
enum VolumeProtection {
  private static let claims = GroupResource(resource: "persistentvolumeclaims")
  private static let volumes = GroupResource(resource: "persistentvolumes")
  private static let pods = GroupResource(resource: "pods")

  private static let finalizers = [
    claims: "kubernetes.io/pvc-protection", volumes: "kubernetes.io/pv-protection",
  ]

  /// Adds the finalizer to a new object.
  static func protect(_ tree: inout JSON, _ definition: ResourceDefinition) {
    guard let name = finalizers[definition.groupResource] else { return }
    var list = tree["metadata"]?["finalizers"]?.array ?? []
    guard !list.contains(.string(name)) else { return }
    list.append(.string(name))
    tree["metadata"]?["finalizers"] = .array(list)
  }

  /// What an event sets free, with the finalizer that goes.
  static func released(
    by event: StorageEvent, of resource: GroupResource, _ state: ObjectStorageStateMachine
  ) -> [(ObjectStorageStateMachine.Address, String)] {
    let object = event.object
    switch resource {
    case claims, volumes:
      guard event.kind != .deleted, object.isDeleting, object.hasFinalizers, let name = finalizers[resource],
        object.tree["metadata"]?["finalizers"]?.array?.contains(.string(name)) == true, !isUsed(object, resource, state)
      else { return [] }
      return [(.init(resource: resource, key: object.key), name)]
    case pods:
      guard event.kind == .deleted || hasEnded(object) else { return [] }
      return object.volumeClaims.compactMap { name in
        guard let claim = state.object(claims, "\(object.namespace)/\(name)") else { return nil }
        return released(
          by: StorageEvent(.modified, revision: event.revision, object: claim, previous: nil), of: claims, state
        ).first
      }
    default: return []
    }
  }

  /// The volume claims that an object, a pod, uses.
  static func claims(of tree: JSON) -> [String] {
    guard tree["kind"] == "Pod", tree["apiVersion"] == "v1" else { return [] }
    return (tree[path: "spec", "volumes"]?.array ?? []).compactMap {
      $0[path: "persistentVolumeClaim", "claimName"]?.string
    }
  }

  private static func hasEnded(_ pod: StoredObject) -> Bool {
    ["Succeeded", "Failed"].contains(pod.fields["status.phase"] ?? "")
  }

  private static func isUsed(
    _ object: StoredObject, _ resource: GroupResource, _ state: ObjectStorageStateMachine
  ) -> Bool {
    if resource == volumes { return object.tree[path: "status", "phase"] == "Bound" }
    return (state.volumeUsers[object.key] ?? []).contains { key in
      state.object(pods, key).map { !hasEnded($0) } ?? false
    }
  }
}
