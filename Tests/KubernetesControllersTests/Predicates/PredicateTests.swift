import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import Testing

@Suite("Predicates")
struct PredicateTests {
  private static func thing(_ change: (inout Thing) -> Void = { _ in }) -> Thing {
    var thing = Thing("a", labels: ["app": "web"])
    thing.metadata.uid = "first"
    thing.metadata.generation = 1
    thing.metadata.resourceVersion = "1"
    change(&thing)
    return thing
  }

  private static let old = thing()

  /// What changes, and which of the predicates that compare notice it.
  private static let table: [(String, Thing, Set<String>)] = [
    ("nothing", thing(), []),
    ("version", thing { $0.metadata.resourceVersion = "2" }, ["version"]),
    (
      "spec",
      thing {
        $0.metadata.resourceVersion = "2"; $0.metadata.generation = 2; $0.spec?.value = 7
      }, ["version", "generation", "spec"]
    ),
    (
      "labels",
      thing {
        $0.metadata.resourceVersion = "2"; $0.metadata.labels = [:]
      }, ["version", "labels"]
    ),
    (
      "annotations",
      thing {
        $0.metadata.resourceVersion = "2"; $0.metadata.annotations = ["x": "y"]
      },
      ["version", "annotations"]
    ),
    // What was deleted and made again unseen: nothing but the name says that it is the same.
    (
      "identity", thing { $0.metadata.uid = "second" },
      ["version", "generation", "labels", "annotations", "finalizers", "spec"]
    ),
    (
      "finalizers",
      thing {
        $0.metadata.resourceVersion = "2"; $0.metadata.finalizers = ["x/y"]
      },
      ["version", "finalizers"]
    ),
  ]

  private static let comparing: [(String, ChangePredicate<Thing>)] = [
    ("version", .resourceVersionChanged), ("generation", .generationChanged), ("labels", .labelsChanged),
    ("annotations", .annotationsChanged), ("finalizers", .finalizersChanged), ("spec", .changed { $0.spec }),
  ]

  @Test func comparisonsNoticeWhatTheyCompare() {
    for (change, new, expected) in Self.table {
      for (name, predicate) in Self.comparing {
        let admits = predicate.admits(.updated(old: Self.old, new: new))
        #expect(admits == expected.contains(name), "\(name) for a change of \(change)")
      }
    }
  }

  @Test func comparisonsAdmitAdditionsAndDeletions() {
    for (name, predicate) in Self.comparing {
      #expect(predicate.admits(.added(Self.old)), "\(name)")
      #expect(predicate.admits(.deleted(Self.old, .observed)), "\(name)")
      #expect(predicate.admits(.deleted(Self.old, .inferred)), "\(name)")
    }
  }

  @Test func conditionsOnObjectsLookAtTheLatestState() {
    let selected = ChangePredicate<Thing>.labels(LabelSelector("app=web"))
    let without = Self.thing { $0.metadata.labels = [:] }
    #expect(selected.admits(.added(Self.old)))
    #expect(!selected.admits(.updated(old: Self.old, new: without)))
    #expect(selected.admits(.updated(old: without, new: Self.old)))
    #expect(selected.admits(.deleted(Self.old, .observed)))
    let large = ChangePredicate<Thing>.objects { ($0.spec?.value ?? 0) > 5 }
    #expect(!large.admits(.added(Thing("a", value: 5))))
    #expect(large.admits(.added(Thing("a", value: 6))))
  }

  @Test func conditionsCombine() {
    let yes = ChangePredicate<Thing> { _ in true }
    let no = ChangePredicate<Thing> { _ in false }
    let delta = Delta.added(Self.old)
    #expect((yes && yes).admits(delta))
    #expect(!(yes && no).admits(delta))
    #expect((no || yes).admits(delta))
    #expect(!(no || no).admits(delta))
    #expect((!no).admits(delta))
    let all = MetadataPredicate { _ in true }
    #expect((all && !all || all).admits(delta))
    #expect(!(!all || !all).admits(delta))
  }

  @Test func conditionsOnMetadataServeAnyType() {
    let named = MetadataPredicate { $0.latest?.name == "a" }
    #expect(named.admits(.added(Self.old)))
    #expect(named.admits(.deleted(Part("a"), .inferred)))
    #expect(!named.admits(.added(Part("b"))))
    #expect(
      named.admits(.added(Unstructured(Thing.groupVersionKind, namespace: "default", name: "a"))))
  }
}
