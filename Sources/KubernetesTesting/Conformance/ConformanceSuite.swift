import KubernetesCore

/// What every API server has to answer alike: several hundred calls, as data.
public enum ConformanceSuite {
  private static let tables: [(name: String, server: ConformanceGroup.Server, base: String, text: String)] = [
    ("objects", .builtIn, "/api/v1", ConformanceTables.objects),
    ("pods", .builtIn, "/api/v1", ConformanceTables.pods),
    ("versions", .builtIn, "/api/v1", ConformanceTables.versions),
    ("priorities", .builtIn, "/api/v1", ConformanceTables.priorities),
    ("pod rules", .builtIn, "/api/v1", ConformanceTables.podRules),
    ("evictions", .builtIn, "/api/v1", ConformanceTables.evictions),
    ("histories", .builtIn, "/api/v1", ConformanceTables.histories),
    ("protobuf", .builtIn, "/api/v1", ConformanceTables.protobuf),
    ("patches", .builtIn, "/api/v1", ConformanceTables.patches),
    ("apply", .builtIn, "/api/v1", ConformanceTables.apply),
    ("lists", .builtIn, "/api/v1", ConformanceTables.lists),
    ("watches", .builtIn, "/api/v1", ConformanceTables.watches),
    ("subresources", .builtIn, "/api/v1", ConformanceTables.subresources),
    ("deletions", .builtIn, "/api/v1", ConformanceTables.deletions),
    ("services", .builtIn, "/api/v1", ConformanceTables.services),
    ("defaults", .builtIn, "/api/v1", ConformanceTables.defaults),
    ("requests", .builtIn, "/api/v1", ConformanceTables.requests),
    ("custom objects", .customResources, "/apis/conformance.example.com/v1", ConformanceTables.custom),
    ("custom requests", .customResources, "/apis/conformance.example.com/v1", ConformanceTables.customRequests),
    ("custom lists", .customResources, "/apis/conformance.example.com/v1", ConformanceTables.customLists),
    ("custom apply", .customResources, "/apis/conformance.example.com/v1", ConformanceTables.customApply),
    ("definitions", .customResources, "/apis/apiextensions.k8s.io/v1", ConformanceTables.definitions),
    ("custom schemas", .customResources, "/apis/apiextensions.k8s.io/v1", ConformanceTables.customSchemas),
    ("custom changes", .customResources, "/apis/apiextensions.k8s.io/v1", ConformanceTables.customChanges),
  ]

  /// All cases.
  ///
  /// - Throws: When a line of a table says nothing.
  public static func cases() throws -> [ConformanceCase] {
    try tables.flatMap {
      try ConformanceTable.parse($0.text, ConformanceGroup(name: $0.name, server: $0.server, base: $0.base))
    }
  }

  /// The definition of the custom resources, as JSON; it has to be there before the cases for them are run.
  public static let definition = ConformanceTables.gadgets

  /// Where ``definition`` is made.
  public static let definitionsPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  /// A path that is served as soon as the custom resources are.
  public static let servedPath = "/apis/conformance.example.com/v1/namespaces/default/gadgets"
}
