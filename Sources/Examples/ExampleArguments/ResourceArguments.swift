public import ArgumentParser
public import Kubernetes

/// Which objects an example looks at, and for how long.
public struct ResourceArguments: ParsableArguments {
  @Argument(help: "The resource, with its group if need be.")
  private var resource: String

  @Option(name: [.short, .long], help: "The namespace; the context's if none is given.")
  private var namespace: String?

  @Flag(name: [.customShort("A"), .long], help: "All namespaces.")
  private var allNamespaces = false

  @Option(name: [.customShort("l"), .long], help: "Only objects with these labels, such as app=web,tier!=db.")
  private var selector: String?

  /// How long to go on; nil for no end.
  @Option(help: "End after so many seconds.")
  public private(set) var seconds: Int?

  /// For the parser.
  public init() {}

  /// For the parser.
  public func validate() throws {
    if let seconds, seconds < 1 { throw ValidationError("--seconds must be at least 1.") }
    if allNamespaces, namespace != nil { throw ValidationError("-n and -A exclude each other.") }
    do { _ = try labelSelector } catch { throw ValidationError("-l: \(error)") }
  }

  /// The labels; nil if none were given.
  public var labelSelector: LabelSelector? { get throws { try selector.map { try LabelSelector(parsing: $0) } } }

  /// The resource as the server knows it, and the namespace that applies to it; nil for all.
  public func find(_ client: ClusterClient) async throws -> (resource: APIResource, namespace: String?) {
    let found = try await client.discovery.resource(named: resource)
    return (found, !found.isNamespaced || allNamespaces ? nil : namespace ?? client.defaultNamespace)
  }
}
