import Testing

@testable import KubernetesTesting

@Suite struct ControlPlaneBinariesTests {
  private func search(_ environment: [String: String], files: Set<String>) -> ControlPlaneBinaries.Search {
    ControlPlaneBinaries.Search(environment: environment) { files.contains($0) }
  }

  @Test func aFileOfItsOwnWinsOverEveryFolder() throws {
    let search = search(
      ["TEST_ASSET_KUBE_APISERVER": "/one/server", "KUBEBUILDER_ASSETS": "/assets"],
      files: ["/one/server", "/assets/kube-apiserver"])
    #expect(try search.path("kube-apiserver") == "/one/server")
  }

  @Test func aNamedFileThatIsMissingIsAnErrorAndNotASkip() {
    let search = search(
      ["TEST_ASSET_ETCD": "/gone/etcd", "KUBEBUILDER_ASSETS": "/assets"], files: ["/assets/etcd"])
    let error = #expect(throws: ControlPlaneError.self) { try search.path("etcd") }
    #expect(error?.code == .missingBinary)
    #expect(error?.message.contains("TEST_ASSET_ETCD") == true)
  }

  @Test func foldersAreLookedAtInEnvtestsOrderThenTheCache() throws {
    let everywhere: Set = [
      "/assets/etcd", "/cache/bin/etcd", "/xdg/client-swift/bin/etcd", "/home/.cache/client-swift/bin/etcd",
      "/usr/local/kubebuilder/bin/etcd",
    ]
    let all = ["KUBEBUILDER_ASSETS": "/assets", "KUBERNETES_SWIFT_CACHE": "/cache"]
    #expect(try search(all, files: everywhere).path("etcd") == "/assets/etcd")
    #expect(
      try search(["KUBEBUILDER_ASSETS": "", "KUBERNETES_SWIFT_CACHE": "/cache"], files: everywhere).path("etcd")
        == "/cache/bin/etcd")
    #expect(
      try search(["XDG_CACHE_HOME": "/xdg", "HOME": "/home"], files: everywhere).path("etcd")
        == "/xdg/client-swift/bin/etcd")
    #expect(try search(["HOME": "/home"], files: everywhere).path("etcd") == "/home/.cache/client-swift/bin/etcd")
    #expect(try search([:], files: everywhere).path("etcd") == "/usr/local/kubebuilder/bin/etcd")
  }

  @Test func aServerThatIsNowhereIsNamedWithWhatWasLookedAt() {
    let error = #expect(throws: ControlPlaneError.self) {
      try ControlPlaneBinaries.locate(environment: ["KUBEBUILDER_ASSETS": "/nowhere/at/all"])
    }
    #expect(error?.code == .missingBinary)
    #expect(error?.message.contains("/nowhere/at/all") == true)
  }
}
