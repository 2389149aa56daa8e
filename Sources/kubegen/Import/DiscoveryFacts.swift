import Foundation
import KubernetesCore

/// The resources of each group and version, from a server's aggregated discovery documents.
struct DiscoveryFacts {
  private var resources: [String: [Schema.Resource]] = [:]

  init(folder: URL) throws {
    for name in ["discovery-api.json", "discovery-apis.json"] {
      let document = try JSONValue(json: Bytes(Data(contentsOf: folder.appending(path: name))))
      for group in document["items"]?.array ?? [] {
        let groupName = group[path: "metadata", "name"]?.string ?? ""
        for version in group["versions"]?.array ?? [] {
          resources["\(groupName)/\(version["version"]?.string ?? "")"] =
            (version["resources"]?.array ?? []).map(Self.resource)
        }
      }
    }
  }

  func resources(group: String, version: String) -> [Schema.Resource] { resources["\(group)/\(version)"] ?? [] }

  private static func strings(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

  private static func resource(_ value: JSONValue) -> Schema.Resource {
    let kind = value[path: "responseKind", "kind"]?.string ?? ""
    return Schema.Resource(
      name: value["resource"]?.string ?? "", kind: kind, isNamespaced: value["scope"]?.string == "Namespaced",
      singular: value["singularResource"]?.string ?? "", verbs: strings(value["verbs"]).sorted(),
      shortNames: strings(value["shortNames"]),
      subresources: (value["subresources"]?.array ?? []).map { subresource in
        let own = subresource["responseKind"]
        let ownKind = own?["kind"]?.string ?? kind
        let path = [own?["group"]?.string, own?["version"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
        return Schema.Subresource(
          name: subresource["subresource"]?.string ?? "",
          kind: ownKind == kind ? "" : (path + [ownKind]).joined(separator: "/"),
          verbs: strings(subresource["verbs"]).sorted())
      })
  }
}
