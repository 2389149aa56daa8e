import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesTestSupport
import Logging

/// A client that no test should send anything with.
let noClient = ClusterClient(
  transport: ScriptedTransport { _, _ in throw TransportError(.closed, "nothing is there") })

extension ControllerSource where Object: KubernetesResource {
  /// The objects of a collection, read in pages.
  init(_ collection: ObjectCollection<Object>) {
    self.init(
      Object.groupVersionResource, kind: Object.groupVersionKind, isNamespaced: Object.Scope.isNamespaced
    ) { _, _ in collection }
    informerOptions = .paged
  }
}

extension InformerOptions {
  /// Collections do not stream what is there.
  static var paged: InformerOptions {
    var options = InformerOptions()
    options.reflector.listing = .paged
    return options
  }
}

extension ControllerOptions {
  /// Defaults that log nothing.
  static var quiet: ControllerOptions {
    var options = ControllerOptions()
    options.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    return options
  }

  static func quiet(_ clock: any Clock<Duration>) -> ControllerOptions {
    var options = quiet
    options.clock = clock
    return options
  }
}

/// Runs a controller while the body is executed, and waits for its end.
@discardableResult
func running<Object, Result: Sendable>(
  _ controller: Controller<Object>, _ body: () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await controller.run() }
    do {
      try await controller.waitUntilWorking()
      let result = try await body()
      group.cancelAll()
      try await group.waitForAll()
      return result
    } catch {
      group.cancelAll()
      throw error
    }
  }
}

/// What was reconciled, in order.
typealias Journal = Observed<[ObjectKey]>

extension Observed where Value == [ObjectKey] {
  convenience init() { self.init([]) }
  func note(_ key: ObjectKey) { update { $0.append(key) } }
  /// Waits until a key has been reconciled so many times.
  func wait(for key: ObjectKey, times: Int = 1) async throws {
    try await wait { keys in keys.count { $0 == key } >= times }
  }
  func count(of key: ObjectKey) -> Int { value.count { $0 == key } }
}
