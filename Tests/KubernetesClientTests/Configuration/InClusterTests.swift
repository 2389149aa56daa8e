import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("The configuration of a pod, and when it is used")
struct InClusterTests {
  private static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
  private let pod = ["KUBERNETES_SERVICE_HOST": "10.96.0.1", "KUBERNETES_SERVICE_PORT": "443"]
  private let files = InMemoryFiles([
    "\(folder)/token": "tok\n", "\(folder)/ca.crt": TestPEM.certificate(), "\(folder)/namespace": "team\n",
  ])

  @Test func everythingIsFound() async throws {
    let configuration = try ClientConfiguration.inCluster(environment: .test(files, variables: pod))
    #expect("\(configuration.server)" == "https://10.96.0.1")
    #expect(configuration.tls == TLSConfiguration(authority: .file("\(Self.folder)/ca.crt")))
    #expect(configuration.defaultNamespace == "team")
    #expect(try await configuration.credentials.credential().authorization == "Bearer tok")
    #expect(configuration.notices.isEmpty)
  }

  @Test(arguments: [
    [:], ["KUBERNETES_SERVICE_HOST": "h"], ["KUBERNETES_SERVICE_PORT": "1"],
    ["KUBERNETES_SERVICE_HOST": "", "KUBERNETES_SERVICE_PORT": "1"],
  ])
  func bothVariablesAreNeeded(_ variables: [String: String]) throws {
    let error = try #require(throws: KubernetesError.self) {
      try ClientConfiguration.inCluster(environment: .test(files, variables: variables))
    }
    #expect(error.isNotInCluster && !error.isEmptyConfiguration)
  }

  @Test func anIPv6HostGetsBrackets() throws {
    let variables = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "6443"]
    let configuration = try ClientConfiguration.inCluster(environment: .test(files, variables: variables))
    #expect("\(configuration.server)" == "https://[fd00::1]:6443")
  }

  @Test(arguments: [("h", "x"), ("h", "1/p"), ("a b", "1"), ("h@e", "1"), ("h", "0")])
  func brokenVariablesAreAnError(_ host: String, _ port: String) throws {
    let variables = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": port]
    let error = try #require(throws: KubernetesError.self) {
      try ClientConfiguration.inCluster(environment: .test(files, variables: variables))
    }
    #expect(error.configurationError?.code == .invalidField)
  }

  @Test func howToActAsAnotherNeedsToSayAsWhom() throws {
    var overrides = KubeconfigOverrides()
    overrides.user.impersonateGroups = ["g"]
    let error = #expect(throws: ConfigurationError.self) {
      try InCluster(environment: .test(files, variables: pod)).configuration(overrides)
    }
    #expect(error?.code == .conflict && error?.field == "as-groups")
    overrides.user.impersonate = "jane"
    let configuration = try InCluster(environment: .test(files, variables: pod)).configuration(overrides)
    #expect(configuration.impersonation == Impersonation(user: "jane", groups: ["g"]))
  }

  @Test func theTokenMustBeThere() throws {
    files["\(Self.folder)/token"] = nil
    let error = try #require(throws: KubernetesError.self) {
      try ClientConfiguration.inCluster(environment: .test(files, variables: pod))
    }
    #expect(error.configurationError?.file == "\(Self.folder)/token")
  }

  @Test func withoutAnAuthorityTheSystemsAreTrusted() throws {
    files["\(Self.folder)/ca.crt"] = nil
    let configuration = try ClientConfiguration.inCluster(environment: .test(files, variables: pod))
    #expect(configuration.tls.authority == .system && configuration.tls.verifiesServer)
    #expect(configuration.notices.count == 1)
  }

  @Test func theNamespaceComesFromTheVariableFirst() throws {
    let named = pod.merging(["POD_NAMESPACE": "env"]) { $1 }
    #expect(try ClientConfiguration.inCluster(environment: .test(files, variables: named)).defaultNamespace == "env")
    files["\(Self.folder)/namespace"] = nil
    #expect(try ClientConfiguration.inCluster(environment: .test(files, variables: pod)).defaultNamespace == "default")
  }

  // MARK: Falling back

  private func load(_ kubeconfig: String?, context: String? = nil, isPod: Bool = true) throws -> ClientConfiguration {
    files["/home/me/.kube/config"] = kubeconfig
    var overrides = KubeconfigOverrides(context: context)
    overrides.requestTimeout = .seconds(9)
    return try .load(overrides: overrides, environment: .test(files, variables: isPod ? pod : [:]))
  }

  @Test(arguments: [nil, "", "clusters: [{name: a, cluster: {server: https://a}}]"])
  func thePodIsUsedWhenNothingIsChosen(_ kubeconfig: String?) throws {
    let configuration = try load(kubeconfig)
    #expect(configuration.server.host == "10.96.0.1")
    #expect(configuration.requestTimeout == .seconds(9))
  }

  @Test func theKubeconfigComesFirst() throws {
    let text =
      "current-context: x\nclusters: [{name: a, cluster: {server: https://a}}]\n"
      + "contexts: [{name: x, context: {cluster: a}}]"
    #expect(try load(text).server.host == "a")
  }

  @Test(arguments: [
    "clusters: 5", "current-context: gone", "{",
    "current-context: x\ncontexts: [{name: x, context: {cluster: gone}}]",
    "current-context: x\nclusters: [{name: a, cluster: {insecure-skip-tls-verify: true}}]\ncontexts: [{name: x, context: {cluster: a}}]",
  ])
  func aBrokenKubeconfigIsNotPassedOver(_ kubeconfig: String) throws {
    let error = try #require(throws: KubernetesError.self) { try load(kubeconfig) }
    #expect(error.code == .configuration && !error.isEmptyConfiguration)
  }

  @Test func aContextThatIsAskedForMustExist() {
    #expect(throws: KubernetesError.self) { try load("", context: "x") }
  }

  @Test func outsideOfAPodNothingIsEmptyConfiguration() throws {
    let error = try #require(throws: KubernetesError.self) { try load(nil, isPod: false) }
    #expect(error.isEmptyConfiguration && !error.isNotInCluster)
    let chosen = try #require(throws: KubernetesError.self) {
      try load("contexts: [{name: q, context: {}}]", isPod: false)
    }
    #expect(chosen.message.contains("no context is chosen") && chosen.message.contains("\"q\""))
  }

  @Test func withoutATokenItIsNoPod() throws {
    files["\(Self.folder)/token"] = nil
    let error = try #require(throws: KubernetesError.self) { try load(nil) }
    #expect(error.isEmptyConfiguration)
  }

  @Test func aTokenOfTheCommandLineIsUsedInThePod() async throws {
    var overrides = KubeconfigOverrides()
    overrides.user.token = "mine"
    let configuration = try ClientConfiguration.load(overrides: overrides, environment: .test(files, variables: pod))
    #expect(try await configuration.credentials.credential().authorization == "Bearer mine")
  }
}
