import KubernetesControllers
import KubernetesCore
import KubernetesModels
import Testing

@Suite("Owner references")
struct OwnerReferenceTests {
  private func owner(_ name: String, in namespace: String? = "default", uid: String = "1") -> Thing {
    var thing = Thing(name)
    thing.metadata.namespace = namespace
    thing.metadata.uid = uid
    return thing
  }

  @Test func aControllerIsSetAndFound() throws {
    var part = Part("p")
    let thing = owner("a")
    #expect(!part.isControlled(by: thing))
    try part.setControllerReference(to: thing)
    let reference = try #require(part.controllerReference)
    #expect(
      reference
        == MetaV1.OwnerReference(
          apiVersion: "example.com/v1", kind: "Thing", name: "a", uid: "1", controller: true, blockOwnerDeletion: true))
    #expect(part.isControlled(by: thing))
    #expect(part.isOwned(by: thing))
    // One that has been made again under the same name is another owner.
    #expect(!part.isControlled(by: owner("a", uid: "2")))
  }

  @Test func settingItAgainReplacesIt() throws {
    var part = Part("p")
    part.metadata.ownerReferences = [
      MetaV1.OwnerReference(apiVersion: "example.com/v1beta1", kind: "Thing", name: "a", uid: "0", controller: true),
      MetaV1.OwnerReference(apiVersion: "v1", kind: "ConfigMap", name: "a", uid: "9"),
    ]
    try part.setControllerReference(to: owner("a", uid: "2"), blocksOwnerDeletion: false)
    #expect(part.metadata.ownerReferences.map(\.uid) == ["2", "9"])
    #expect(part.metadata.ownerReferences[0].apiVersion == "example.com/v1")
    #expect(part.metadata.ownerReferences[0].blockOwnerDeletion == false)
  }

  @Test func aSecondControllerIsRefused() throws {
    var part = Part("p")
    try part.setControllerReference(to: owner("a"))
    let before = part
    let controller = try #require(part.controllerReference)
    #expect(throws: OwnershipError.alreadyControlled(part.key, by: controller)) {
      try part.setControllerReference(to: owner("b", uid: "2"))
    }
    #expect(part == before)
    try part.setOwnerReference(to: owner("b", uid: "2"))
    #expect(part.metadata.ownerReferences.map(\.controller) == [true, nil])
  }

  @Test func namespacesMustFit() throws {
    var part = Part("p")
    let stranger = owner("a", in: "other")
    #expect(throws: OwnershipError.ownerInAnotherNamespace(owner: stranger.key, object: part.key)) {
      try part.setControllerReference(to: stranger)
    }
    var node = CoreV1.Node(metadata: MetaV1.ObjectMeta(name: "n", uid: "7"))
    let thing = owner("a")
    #expect(throws: OwnershipError.namespacedOwnerOfClusterScopedObject(owner: thing.key, object: node.key)) {
      try node.setOwnerReference(to: thing)
    }
    #expect(throws: OwnershipError.ownerWithoutIdentity(.named("new"))) {
      try part.setControllerReference(to: Thing("new"))
    }
    #expect(part.metadata.ownerReferences.isEmpty)
    try part.setControllerReference(to: node)
    #expect(part.controllerReference?.apiVersion == "v1")
    try node.setControllerReference(to: CoreV1.Node(metadata: MetaV1.ObjectMeta(name: "m", uid: "8")))
  }

  @Test func ownersAreRemovedByIdentity() throws {
    var part = Part("p")
    try part.setControllerReference(to: owner("a"))
    let stranger = part.removeOwnerReference(to: owner("a", uid: "2"))
    let same = part.removeOwnerReference(to: owner("a"))
    #expect(!stranger)
    #expect(same)
    #expect(part.metadata.ownerReferences.isEmpty)
  }

  @Test func untypedObjectsOwnAndAreOwned() throws {
    var child = Unstructured(Part.groupVersionKind, namespace: "default", name: "p")
    var parent = Unstructured(Thing.groupVersionKind, namespace: "default", name: "a")
    #expect(throws: OwnershipError.ownerWithoutIdentity(parent.key)) { try child.setControllerReference(to: parent) }
    parent.metadata.uid = "1"
    try child.setControllerReference(to: parent)
    #expect(child[path: "metadata", "ownerReferences"]?.array?.count == 1)
    #expect(child[path: "metadata", "ownerReferences"]?[0]?["uid"]?.string == "1")
    #expect(child.isControlled(by: parent))
    child.removeOwnerReference(to: parent)
    #expect(child[path: "metadata", "ownerReferences"] == nil)
  }
}
