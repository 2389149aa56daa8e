import Foundation
import KubernetesCore

/// What OpenAPI documents of a server add: which fields are required, their defaults and allowed values.
struct OpenAPIFacts {
  struct Facts {
    var isRequired = false
    var defaultValue: String?
    var allowedValues: [String] = []
    var isAtomicMap = false
  }

  /// By schema name, such as `io.k8s.api.apps.v1.Deployment`, and property.
  private var facts: [String: [String: Facts]] = [:]
  /// The schemas of which server-side apply takes values as a whole.
  private var atomic: Set<String> = []

  init(folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "json" {
      let document = try JSONValue(json: Bytes(Data(contentsOf: file)))
      for schema in document[path: "components", "schemas"]?.object ?? [:] { add(schema.key, schema.value) }
    }
  }

  private mutating func add(_ name: String, _ schema: JSONValue) {
    if schema["x-kubernetes-map-type"]?.string == "atomic" { atomic.insert(name) }
    let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
    for property in schema["properties"]?.object ?? [:] {
      var known = Facts(isRequired: required.contains(property.key))
      if let value = property.value["default"], value != [:], value != "" { known.defaultValue = value.description }
      known.allowedValues = (property.value["enum"]?.array ?? []).compactMap(\.string)
      if !known.allowedValues.isEmpty { known.allowedValues.sort() }
      known.isAtomicMap = property.value["x-kubernetes-map-type"]?.string == "atomic"
      facts[name, default: [:]][property.key] = known
    }
  }

  /// The facts of a field, by its Protobuf package.
  func facts(_ package: String, _ type: String, _ field: String) -> Facts {
    facts["io.k8s.\(Self.package(package)).\(type)"]?[field] ?? Facts()
  }

  /// Whether values of a type are atomic.
  func isAtomic(_ package: String, _ type: String) -> Bool {
    atomic.contains("io.k8s.\(Self.package(package)).\(type)")
  }

  /// The name of a Protobuf package in OpenAPI, without `io.k8s.`: `k8s.io.api.core.v1` is `api.core.v1`.
  static func package(_ package: String) -> String {
    package.replacingOccurrences(of: "k8s.io.", with: "")
      .replacingOccurrences(of: "apiextensions_apiserver", with: "apiextensions-apiserver")
  }
}
