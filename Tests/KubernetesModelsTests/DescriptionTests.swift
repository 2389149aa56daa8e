import KubernetesCore
import KubernetesModels
import Testing

@Suite("What people are shown of models")
struct DescriptionTests {
  private static let applied = "kubectl.kubernetes.io/last-applied-configuration"

  private func children(_ value: Any) -> [String: Any] {
    Dictionary(uniqueKeysWithValues: Mirror(reflecting: value).children.map { ($0.label ?? "", $0.value) })
  }

  private func dumped(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  private var secret: CoreV1.Secret {
    var secret = CoreV1.Secret(metadata: MetaV1.ObjectMeta(name: "keys", namespace: "web"))
    secret.metadata.annotations = [Self.applied: #"{"data":{"a":"aHVzaA=="}}"#, "team": "blue"]
    secret.data = ["a": Array("hush".utf8)]
    secret.stringData = ["b": "hush"]
    secret.type = "Opaque"
    return secret
  }

  @Test func anObjectIsItsKindAndKey() {
    let pod = CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: "web", namespace: "default"))
    #expect("\(pod)" == "Pod default/web")
    #expect(String(reflecting: pod) == "Pod default/web")
    #expect("\(CoreV1.Node(metadata: MetaV1.ObjectMeta(name: "n1")))" == "Node n1")
    #expect("\([pod])" == "[Pod default/web]")
    var generated = MetaV1.ObjectMeta(namespace: "default")
    generated.generateName = "web-"
    #expect("\(CoreV1.Pod(metadata: generated))" == "Pod default/web-*")
    #expect("\(CoreV1.Pod())" == "Pod without a name")
    #expect("\(MetaV1.PartialObjectMetadata(metadata: pod.metadata))" == "PartialObjectMetadata default/web")
  }

  @Test func anythingElseIsItsTypeAndJSON() {
    #expect("\(CoreV1.ContainerPort(containerPort: 80))" == #"ContainerPort {"containerPort":80}"#)
    #expect("\(CoreV1.PodSpec(nodeName: "n1"))" == #"PodSpec {"nodeName":"n1"}"#)
    #expect("\(MetaV1.ObjectMeta(name: "web"))" == #"ObjectMeta {"name":"web"}"#)
  }

  @Test func aListSaysHowManyItHas() {
    #expect("\(CoreV1.SecretList(items: [secret, secret]))" == "SecretList (2 items)")
  }

  @Test func aMirrorHasWhatIsSet() throws {
    var pod = CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: "web", labels: ["a": "b"]))
    #expect(children(pod).keys.sorted() == ["metadata"])
    pod.spec = CoreV1.PodSpec(
      containers: [CoreV1.Container(name: "main", ports: [CoreV1.ContainerPort(containerPort: 80)])], nodeName: "n1")
    pod.spec?.terminationGracePeriodSeconds = 30
    pod.spec?.hostNetwork = true
    pod.spec?.containers[0].resources = CoreV1.ResourceRequirements(limits: ["cpu": "100m"])
    pod.spec?.securityContext = CoreV1.PodSecurityContext(runAsUser: 7)
    let metadata = try #require(children(pod)["metadata"] as? MetaV1.ObjectMeta)
    #expect(metadata == pod.metadata)
    #expect(children(metadata)["labels"] as? [String: String] == ["a": "b"])
    let spec = children(try #require(children(pod)["spec"]))
    #expect(spec["nodeName"] as? String == "n1")
    #expect(spec["terminationGracePeriodSeconds"] as? Int64 == 30)
    #expect(spec["hostNetwork"] as? Bool == true)
    #expect(spec["securityContext"] as? CoreV1.PodSecurityContext == pod.spec?.securityContext)
    let containers = try #require(spec["containers"] as? [CoreV1.Container])
    #expect(containers == pod.spec?.containers)
    let resources = try #require(children(containers[0])["resources"])
    #expect(children(resources)["limits"] as? [String: Quantity] == ["cpu": "100m"])
    #expect(spec.count == 5)
  }

  @Test func whatASecretHoldsIsNotShown() {
    for text in [
      "\(secret)", dumped(secret), "\(secret.metadata)", dumped(secret.metadata),
      dumped(CoreV1.SecretList(items: [secret])), "\(Mirror(reflecting: secret).children.map(\.value))",
    ] {
      #expect(!text.contains("hush") && !text.contains("aHVzaA"), "\(text)")
    }
    #expect(dumped(secret).contains("Opaque"))
    #expect(dumped(secret).contains("blue"))
    let shown = children(secret)
    #expect(shown["data"] as? String == "(not shown)" && shown["stringData"] as? String == "(not shown)")
  }

  @Test func tokensAreNotShown() {
    let status = AuthenticationV1.TokenRequestStatus(token: "hush")
    #expect(!"\(status)".contains("hush") && !dumped(status).contains("hush"))
    let spec = AuthenticationV1.TokenReviewSpec(token: "hush")
    #expect(!"\(spec)".contains("hush") && !dumped(spec).contains("hush"))
  }

  @Test func otherMapsOfTheSameNameAreShown() {
    let map = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m"), data: ["a": "b"])
    #expect(children(map)["data"] as? [String: String] == ["a": "b"])
  }

  @Test func objectsWithinOthersAreReadForSecrets() throws {
    var revision = AppsV1.ControllerRevision(metadata: MetaV1.ObjectMeta(name: "r"))
    revision.data = try RawJSON(["kind": "Secret", "data": ["a": "aHVzaA=="]])
    #expect(!dumped(revision).contains("aHVzaA"))
    #expect(dumped(revision).contains("kind"))
  }
}
