import ArgumentParser
import ExampleArguments
import Kubernetes
import KubernetesTesting
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift get -w of one object", .timeLimit(.minutes(1)))
struct GetWatchTests {
  @Test(arguments: [[], ["-o", "name"]])
  func anOldObjectIsWatchedFromNow(_ form: [String]) async throws {
    let world = try await KubectlWorld(["a", "b"])
    // The version of the object is one that the server has forgotten.
    await world.server.compact()
    let (texts, put) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { put.finish() }
        let get = try Get.parse(["configmaps", "a", "-w"] + form)
        try await get.run(world.client, LineOutput { put.yield(String(decoding: $0, as: UTF8.self)) })
      }
      var iterator = texts.makeAsyncIterator()
      let first = await iterator.next()
      #expect(first?.contains("a") == true && first?.contains("configmap/b") == false)
      _ = try await world.maps.patch("b", .merge(["data": ["k": "v"]]))
      _ = try await world.maps.patch("a", .merge(["data": ["k": "v", "l": "v"]]))
      let second = await iterator.next()
      let isExpected = form.isEmpty ? second?.hasPrefix("a      2 ") == true : second == "configmap/a\n"
      #expect(isExpected, "\(second ?? "nothing")")
      group.cancelAll()
    }
  }

  @Test(arguments: [[], ["-o", "name"]])
  func anObjectThatIsNotThereIsRefused(_ form: [String]) async throws {
    let world = try await KubectlWorld(["a"])
    let get = try Get.parse(["configmaps", "none", "-w"] + form)
    let error = await #expect(throws: KubernetesError.self) { try await get.run(world.client, LineOutput { _ in }) }
    #expect(error?.isNotFound == true)
  }
}
