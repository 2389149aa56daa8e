import Kubernetes
import KubernetesTesting
import Subprocess
import SystemPackage
import Testing

@testable import FooController

extension FooControllerTests {
  @Test func theDemoReachesItsEndAndTakesItsFoosAway() async throws {
    let client = try await ClusterClient.connect(LiveControlPlane.configuration())
    // The definition is there already, and so the demo leaves it there: the other tests need it.
    try await Foo.install(client)
    let namespaces = client.resource(CoreV1.Namespace.self)
    let start = try await namespaces.list().resourceVersion
    let kubeconfig = try LiveControlPlane.current().kubeconfigPath
    let demo = Task {
      try await Subprocess.run(
        .path(FilePath(FooProcess.program)), arguments: ["demo", "--seconds", "5", "--kubeconfig", kubeconfig],
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
    }
    defer { demo.cancel() }
    var namespace = ""
    for try await event in try await namespaces.events(ListOptions(resourceVersion: start)) {
      guard case .added(let made) = event, made.key.name.hasPrefix("foo-demo-") else { continue }
      namespace = made.key.name
      break
    }
    let world = try await FooWorld(in: namespace)
    try await world.run {
      let ending = try await demo.value
      let output = ending.standardOutput + ending.standardError
      #expect(ending.terminationStatus.isSuccess, "\(output)")
      #expect(output.contains("47 of 47 Foos are ready"))
      #expect(output.contains("nothing is left"))
    }
    #expect(try await client.resource(AppsV1.Deployment.self, in: namespace).list().items.isEmpty)
    #expect(
      try await client.resource(ApiextensionsV1.CustomResourceDefinition.self).find("foos.samplecontroller.k8s.io")
        != nil)
    await client.shutdown()
  }
}
