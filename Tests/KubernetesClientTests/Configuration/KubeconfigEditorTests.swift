import Foundation
import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Changing kubeconfig files")
struct KubeconfigEditorTests {
  private let files = InMemoryFiles([
    "/one/config": """
    current-context: x
    clusters: [{name: a, cluster: {server: https://a, certificate-authority: ca.pem, new: 1}}]
    contexts: [{name: x, context: {cluster: a, user: u}}]
    future: kept
    """,
    "/two/config": """
    current-context: y
    users: [{name: u, user: {token: t}}, {name: v, user: {client-key: k.pem}}]
    """,
  ])
  private var editor: KubeconfigEditor {
    KubeconfigEditor(
      KubeconfigLoader(environment: .test(files, variables: ["KUBECONFIG": "/one/config:/two/config:/none"])))
  }
  private func config(_ path: String) throws -> Kubeconfig { try Kubeconfig(yaml: files[path] ?? "", file: path) }

  @Test func anEntryIsWrittenToTheFileItCameFrom() throws {
    let one = files["/one/config"]
    try editor.modify { $0.users["u"]?.token = "new" }
    #expect(files["/one/config"] == one)
    #expect(try config("/two/config").users["u"]?.token == "new")
    #expect(try config("/two/config").users["v"]?.clientKey == "k.pem")
    #expect(try config("/two/config").currentContext == "y")
  }

  @Test func unknownFieldsStay() throws {
    try editor.modify { $0.clusters["a"]?.server = "https://b" }
    let cluster = try #require(try config("/one/config").clusters["a"])
    #expect(cluster.server == "https://b" && cluster.certificateAuthority == "ca.pem")
    #expect(cluster.unknownFields["new"] == .plain("1"))
    #expect(try config("/one/config").unknownFields["future"] == .string("kept"))
  }

  @Test func aNewEntryGoesToTheFirstFile() throws {
    try editor.modify { $0.users["w"] = .init() }
    #expect(try config("/one/config").users["w"] != nil)
    #expect(try config("/two/config").users["w"] == nil)
  }

  @Test func aRemovedEntryLeavesItsFile() throws {
    try editor.modify { $0.users["v"] = nil }
    #expect(try config("/two/config").users.map(\.name) == ["u"])
  }

  @Test func theCurrentContextChangesWhereItIsSet() throws {
    try editor.modify { $0.currentContext = "z" }
    #expect(try config("/one/config").currentContext == "z")
    #expect(try config("/two/config").currentContext == "y")
    try editor.modify { $0.currentContext = nil }
    #expect(try config("/one/config").currentContext == nil)
  }

  @Test func nothingIsWrittenWithoutAChange() throws {
    let before = files["/one/config"]
    try editor.modify { $0.users["u"]?.token = "t" }
    #expect(files["/one/config"] == before)
    #expect(files.paths == ["/one/config", "/two/config"])
  }

  @Test func nothingIsWrittenWhenTheChangeThrows() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try editor.modify { config in
        config.users["u"] = nil
        throw Stop()
      }
    }
    #expect(try config("/two/config").users["u"] != nil)
    #expect(files.paths == ["/one/config", "/two/config"])
  }

  @Test func aLockOfSomebodyElseStopsIt() throws {
    files["/two/config.lock"] = ""
    let error = try #require(throws: KubernetesError.self) { try editor.modify { $0.users["u"] = nil } }
    #expect(error.configurationError?.code == .notWritable)
    #expect(error.message.contains("/two/config") && error.message.contains("remove /two/config.lock"))
    #expect(try config("/two/config").users["u"] != nil)
    #expect(files.paths == ["/one/config", "/two/config", "/two/config.lock"], "own locks are gone, the other stays")
  }

  @Test func anExplicitFileIsMade() throws {
    let editor = KubeconfigEditor(KubeconfigLoader(explicitPath: "/new:1/config", environment: .test(files)))
    try editor.modify { $0.clusters["c"] = .init(server: "https://c") }
    #expect(try config("/new:1/config").clusters["c"]?.server == "https://c")
  }

  @Test func pathsOfAnEntryFromElsewhereBecomeAbsolute() throws {
    let other = try config("/two/config")
    let editor = KubeconfigEditor(KubeconfigLoader(explicitPath: "/one/config", environment: .test(files)))
    try editor.modify { $0.merge(other) }
    #expect(try config("/one/config").users["v"]?.clientKey == "/two/k.pem")
    #expect(try config("/one/config").clusters["a"]?.certificateAuthority == "ca.pem")
  }

  @Test func onDiskTheFileIsPrivateAndLinksStay() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("config-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let real = folder.appendingPathComponent("real").path
    let link = folder.appendingPathComponent("link").path
    try "current-context: a".write(toFile: real, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: real)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
    let environment = ConfigurationEnvironment(variables: [:], currentDirectory: folder.path)
    try KubeconfigEditor(KubeconfigLoader(explicitPath: link, environment: environment)).modify {
      $0.currentContext = "b"
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
    let attributes = try FileManager.default.attributesOfItem(atPath: real)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try Kubeconfig(yaml: String(contentsOfFile: real, encoding: .utf8)).currentContext == "b")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["link", "real"])
    // A new file in folders that are not there yet.
    let fresh = folder.appendingPathComponent("x/y/config").path
    try KubeconfigEditor(KubeconfigLoader(explicitPath: fresh, environment: environment)).modify {
      $0.currentContext = "c"
    }
    #expect(try KubeconfigLoader(explicitPath: fresh, environment: environment).load().currentContext == "c")
  }
}
