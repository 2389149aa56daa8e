public import KubernetesClient
public import KubernetesCore

/// A lease of the API server (`coordination.k8s.io/v1`). Labels and whatever else the object has stay as they are.
public struct KubernetesLeaseStore: LeaseStore {
  private let leases: ResourceClient<Unstructured>
  private let name: String

  /// The lease `key`, in the client's default namespace if it names none; the namespace must exist.
  public init(_ client: ClusterClient, lease key: ObjectKey) {
    let resource = GroupVersionResource(group: "coordination.k8s.io", version: "v1", resource: "leases")
    leases = client.dynamic.resource(
      resource, namespace: key.namespace.isEmpty ? client.defaultNamespace : key.namespace)
    name = key.name
  }

  /// Reads it.
  public func read() async throws -> (record: LeaseRecord, version: String)? {
    guard let lease = try await leases.find(name) else { return nil }
    let spec = lease["spec"]
    let record = LeaseRecord(
      holder: spec?["holderIdentity"]?.string ?? "", durationSeconds: Int(spec?["leaseDurationSeconds"]?.integer ?? 0),
      acquireTime: spec?["acquireTime"]?.string ?? "", renewTime: spec?["renewTime"]?.string ?? "",
      transitions: Int(spec?["leaseTransitions"]?.integer ?? 0))
    return (record, lease.metadata.resourceVersion ?? "")
  }

  /// Makes it.
  public func create(_ record: LeaseRecord) async throws -> String? {
    let kind = GroupVersionKind(group: "coordination.k8s.io", version: "v1", kind: "Lease")
    var lease = Unstructured(kind, name: name)
    lease["spec"] = Self.spec(record)
    do {
      return try await leases.create(lease).metadata.resourceVersion ?? ""
    } catch let error as KubernetesError where error.isAlreadyExists {
      return nil
    }
  }

  /// Replaces its contents, if it still has the version.
  public func update(_ record: LeaseRecord, version: String) async throws -> String? {
    let patch: JSONValue = ["metadata": ["resourceVersion": .string(version)], "spec": Self.spec(record)]
    do {
      return try await leases.patch(name, .merge(patch)).metadata.resourceVersion ?? ""
    } catch let error as KubernetesError where error.isConflict || error.isNotFound {
      return nil
    }
  }

  private static func spec(_ record: LeaseRecord) -> JSONValue {
    [
      "holderIdentity": .string(record.holder), "leaseDurationSeconds": .integer(Int64(record.durationSeconds)),
      "acquireTime": .string(record.acquireTime), "renewTime": .string(record.renewTime),
      "leaseTransitions": .integer(Int64(record.transitions)),
    ]
  }
}
