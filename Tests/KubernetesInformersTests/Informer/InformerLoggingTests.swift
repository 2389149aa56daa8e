import InMemoryLogging
import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Logging
import Testing

@testable import KubernetesInformers

@Suite("What informers log", .timeLimit(.minutes(1)))
struct InformerLoggingTests {
  private static let resource = GroupVersionResource(group: "example.com", version: "v1", resource: "tests")

  /// A server that refuses, and says what it serves.
  private struct Refusing: ListerWatcher {
    typealias Object = TestObject
    var error = Failures.forbidden
    var watchedResource: GroupVersionResource? { InformerLoggingTests.resource }
    var watchedNamespace: String? { "red" }
    func list(_ options: ListOptions) async throws -> ListPage<TestObject> { throw error }
    func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<TestObject>, any Error> {
      throw error
    }
  }

  private func entries(
    _ make: (Logger) async throws -> Informer<TestObject>
  ) async throws -> [InMemoryLogHandler.Entry] {
    var handler = InMemoryLogHandler()
    handler.logLevel = .debug
    let informer = try await make(Logger(label: "test") { [handler] _ in handler })
    let run = Task { try await informer.run() }
    await informer.waitForBackoff()
    informer.stop()
    try await run.value
    return handler.entries
  }

  @Test func `nobody has to ask for it`() async throws {
    #expect(try Informer(SimulatedServer()).logger?.label == "kubernetes.informer")
    #expect(Reflector(SimulatedServer(), sink: { _ in }).logger?.label == "kubernetes.informer")
    let shared = try await SharedInformerFactory().informer(for: Self.resource, from: SimulatedServer())
    #expect(shared.logger?.label == "kubernetes.informer")
    #expect(try Informer(SimulatedServer(), logger: nil).logger == nil)
  }

  @Test func `a resource that cannot be read is named`() async throws {
    let entries = try await entries { try Informer(Refusing(), logger: $0, clock: ManualClock()) }
    let entry = try #require(entries.first)
    #expect(entry.level == .warning)
    #expect(entry.message == "The resource cannot be read; trying again")
    #expect(entry.metadata["resource"] == "tests.example.com")
    #expect(entry.metadata["namespace"] == "red")
    #expect(entry.metadata["error"] == "\(Failures.forbidden)")
  }

  @Test func `a factory knows the resource of sources that do not`() async throws {
    let entries = try await entries { logger in
      try await SharedInformerFactory(logger: logger, clock: ManualClock()).informer(
        for: Self.resource, from: BrokenServer())
    }
    #expect(entries.first?.metadata["resource"] == "tests.example.com")
    let others = try await self.entries { try Informer(BrokenServer(), logger: $0, clock: ManualClock()) }
    #expect(others.first?.metadata["resource"] == "TestObject")
  }

  @Test func `a version that has grown too old is no reason to warn`() async throws {
    let entries = try await entries {
      try Informer(Refusing(error: Failures.expired), logger: $0, clock: ManualClock())
    }
    #expect(!entries.isEmpty)
    #expect(entries.allSatisfy { $0.level == .debug })
  }
}
