import ArgumentParser
import Foundation

/// `kubegen import`: what describes an API into a schema.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads what describes an API and writes a schema of facts.",
    discussion: """
      From a folder with the sources of a Kubernetes release: fields.tsv (the fields of Go's structs), proto (the .proto
      files), openapi-v3 and discovery (documents of a server). Or, with --openapi, from documents that a server
      publishes below /openapi/v3, one for each group and version; or, with --crd, from custom resource definitions.
      """)

  @Argument(help: "The folder with the sources of a release.", completion: .directory)
  var folder: String?

  @Option(help: "An OpenAPI v3 document: a file, - for the standard input, or an address that needs no credentials.")
  var openapi: [String] = []

  @Option(help: "A file of custom resource definitions in YAML or JSON, - for the standard input, or an address.")
  var crd: [String] = []

  @Option(help: "The name of the Swift module that the types are put in; made of group and version without it.")
  var module: String?

  @Option(help: "The release, for the head of the schema.")
  var release = "1.36"

  @Option(name: .shortAndLong, help: "The schema to write.")
  var output: String

  func validate() throws {
    if (folder != nil) == (!openapi.isEmpty || !crd.isEmpty) {
      throw ValidationError("Give either a folder, or documents with --openapi and --crd.")
    }
  }

  func run() throws {
    let schema = try folder.map(sources) ?? Self.documents(openapi: openapi, crd: crd, module: module)
    try schema.text.write(to: URL(filePath: output), atomically: true, encoding: .utf8)
  }

  /// The schema of documents that a server publishes, and of custom resource definitions.
  static func documents(openapi: [String] = [], crd: [String] = [], module: String? = nil) throws -> Schema {
    let names = (openapi + crd).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    var schema = Schema(source: "From \(names.joined(separator: ", ")).")
    for source in openapi {
      schema.modules.append(try OpenAPIImporter(moduleName: module).module(SourceDocument.json(source)))
    }
    for source in crd {
      for document in try SourceDocument.yaml(source) {
        schema.modules += try CustomResourceImporter(moduleName: module).modules(document)
      }
    }
    if module == nil { schema.separateGroups() }
    try schema.mergeModules()
    return schema
  }

  private func sources(_ folder: String) throws -> Schema {
    let folder = URL(filePath: folder)
    var protos: [String: ProtoFile] = [:]
    for package in Self.packages {
      let file = folder.appending(path: "proto/\(package.path)/generated.proto")
      protos[package.path] = ProtoFile(try String(contentsOf: file, encoding: .utf8))
    }
    let importer = Importer(
      go: GoFields(try String(contentsOf: folder.appending(path: "fields.tsv"), encoding: .utf8)),
      openAPI: try OpenAPIFacts(folder: folder.appending(path: "openapi-v3")),
      discovery: try DiscoveryFacts(folder: folder.appending(path: "discovery")), protos: protos)
    return try importer.schema(Self.packages, source: "The API of Kubernetes \(release).")
  }

  /// Every group and version that a server of the release serves, and what they are made of.
  static let packages: [Importer.Package] =
    [
      Importer.Package(
        path: "k8s.io/apimachinery/pkg/apis/meta/v1", module: "MetaV1", group: "", version: "v1",
        skipped: [
          "GetOptions", "ListOptions", "CreateOptions", "UpdateOptions", "PatchOptions", "ApplyOptions", "TableOptions",
          "GroupKind", "GroupResource", "GroupVersion", "RootPaths",
          "Timestamp", "TypeMeta",
        ])
    ]
    + [
      ("core", "", "v1"), ("apps", "apps", "v1"), ("batch", "batch", "v1"), ("autoscaling", "autoscaling", "v1"),
      ("autoscaling", "autoscaling", "v2"), ("policy", "policy", "v1"), ("networking", "networking.k8s.io", "v1"),
      ("rbac", "rbac.authorization.k8s.io", "v1"), ("storage", "storage.k8s.io", "v1"),
      ("coordination", "coordination.k8s.io", "v1"), ("discovery", "discovery.k8s.io", "v1"),
      ("events", "events.k8s.io", "v1"), ("node", "node.k8s.io", "v1"), ("scheduling", "scheduling.k8s.io", "v1"),
      ("certificates", "certificates.k8s.io", "v1"), ("authentication", "authentication.k8s.io", "v1"),
      ("authorization", "authorization.k8s.io", "v1"), ("admission", "admission.k8s.io", "v1"),
      ("admissionregistration", "admissionregistration.k8s.io", "v1"),
      ("flowcontrol", "flowcontrol.apiserver.k8s.io", "v1"), ("resource", "resource.k8s.io", "v1"),
    ].map { folder, group, version in
      Importer.Package(
        path: "k8s.io/api/\(folder)/\(version)",
        module: folder.prefix(1).uppercased() + folder.dropFirst() + version.uppercased(), group: group,
        version: version)
    }
    + [
      Importer.Package(
        path: "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1", module: "ApiextensionsV1",
        group: "apiextensions.k8s.io", version: "v1", hasProtobuf: false)
    ]
}
