import KubernetesCore
import Testing

@Suite struct UnstructuredConversionTests {
  @Test func throughATypeAndBack() throws {
    var object = Unstructured(
      GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "PartialObjectMetadata"), namespace: "n", name: "c")
    object.metadata.labels = ["a": "b"]
    let typed = try object.converted(to: MetaV1.PartialObjectMetadata.self)
    #expect(typed.metadata.name == "c" && typed.metadata.namespace == "n" && typed.metadata.labels == ["a": "b"])
    #expect(try Unstructured(converting: typed).metadata == object.metadata)
  }

  @Test func whatDoesNotFitTheTypeIsNamed() {
    let object = Unstructured(fields: ["metadata": ["generation": "x"]])
    let error = #expect(throws: WireError.self) { try object.converted(to: MetaV1.PartialObjectMetadata.self) }
    #expect(error?.path == "metadata.generation")
    // The place in the whole document.
    #expect(error?.offset == #"{"metadata":{"generation":"#.utf8.count)
  }
}
