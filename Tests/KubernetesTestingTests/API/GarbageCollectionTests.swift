import Testing

@testable import KubernetesTesting

@Suite("Garbage collection")
struct GarbageCollectionTests {
  let client = TestClient()

  @Test func anOwnerThatIsNotThereIsFoundWhenItIsAdded() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    _ = try await client.patch(
      TestClient.configMaps + "/a", ThingDefinition.merge,
      #"{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"gone","uid":"gone"}]}}"#)
    #expect(try await client.get(TestClient.configMaps + "/a").status == 404)
  }

  @Test(.timeLimit(.minutes(1))) func aDefinitionWaitsForTheLastOfManyObjects() async throws {
    let things = ThingDefinition()
    _ = try await things.define(ThingDefinition.version(""))
    for number in 0..<100 {
      _ = try await things.client.post(
        things.path,
        #"{"kind":"Thing","apiVersion":"example.com/v1","metadata":{"name":"t\#(number)","finalizers":["example.com/f"]}}"#
      )
    }
    _ = try await things.client.delete(ThingDefinition.definitions + "/things.example.com")
    for number in 0..<100 {
      #expect(try await things.client.get(ThingDefinition.definitions + "/things.example.com").status == 200)
      _ = try await things.client.patch(
        things.path + "/t\(number)", ThingDefinition.merge, #"{"metadata":{"finalizers":null}}"#)
    }
    #expect(try await things.client.get(ThingDefinition.definitions + "/things.example.com").status == 404)
  }
}
