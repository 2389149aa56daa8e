import KubernetesCore
import KubernetesLocks

/// What all requests of one server share.
final class ServerCore: Sendable {
  let configuration: EmbeddedAPIServer.Configuration
  let storage: ObjectStorage
  let registry = ResourceRegistry()
  let identifiers: Lock<IdentifierSource>
  let faults: FaultInjector
  let journal: RequestJournal
  let kubelet: ScriptedKubelet

  init(_ given: EmbeddedAPIServer.Configuration) {
    let faults = FaultInjector(clock: given.clock)
    self.faults = faults
    var configuration = given
    let now = given.now
    configuration.now = {
      let offset = faults.clockOffset
      return offset == .zero ? now() : now().advanced(by: offset)
    }
    self.configuration = configuration
    identifiers = Lock(IdentifierSource(seed: configuration.seed))
    var state = ObjectStorageStateMachine(retainedEvents: configuration.retainedEvents)
    let registry = self.registry
    if let namespaces = registry[GroupVersionResource(version: "v1", resource: "namespaces")] {
      for name in configuration.namespaces {
        var namespace: JSON = ["kind": "Namespace", "apiVersion": "v1", "metadata": ["name": .string(name)]]
        let uid = identifiers.withLock { $0.uid() }
        namespace["metadata"]?["uid"] = .string(uid)
        namespace["metadata"]?["creationTimestamp"] = .string(configuration.now().description)
        namespace["metadata"]?["labels"] = ["kubernetes.io/metadata.name": .string(name)]
        namespace["spec"] = ["finalizers": ["kubernetes"]]
        namespace["status"] = ["phase": "Active"]
        state.put(namespaces.storage, namespace, selectableFields: namespaces.selectableFields)
      }
    }
    _ = state.takeChanges()
    _ = state.takeEvents()
    storage = ObjectStorage(state)
    journal = RequestJournal(capacity: configuration.journalCapacity)
    kubelet = ScriptedKubelet()
  }

  /// A transaction, followed by what the server does of itself: collecting garbage, ending namespaces, serving custom
  /// resources.
  func transaction<R: Sendable>(
    _ body: @Sendable (inout ObjectStorageStateMachine) throws(APIError) -> R
  ) async throws(APIError) -> R {
    let housekeeping = Housekeeping(core: self)
    return try await storage.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) -> R in
      defer { housekeeping.settle(&state) }
      return try body(&state)
    }
  }
}
