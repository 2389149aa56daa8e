public import KubernetesCore

extension ResourceClient where Object: KubernetesResource, Object.Scope == NamespacedScope {
  /// The objects of the type's resource in a namespace; nil for all namespaces, where they can be listed and watched.
  public init(_ client: RESTClient, namespace: String?, formats: [WireFormat]? = nil) {
    self.init(client, Object.groupVersionResource, namespace: namespace, formats: formats)
  }
}

extension ResourceClient where Object: KubernetesResource, Object.Scope == ClusterScope {
  /// The objects of the type's resource, which lie in no namespace.
  public init(_ client: RESTClient, formats: [WireFormat]? = nil) {
    self.init(client, Object.groupVersionResource, namespace: nil, formats: formats)
  }
}

extension ClusterClient {
  /// The objects of a type that lie in a namespace; nil for all namespaces.
  public func resource<Object: KubernetesResource>(
    _ type: Object.Type = Object.self, in namespace: String?
  ) -> ResourceClient<Object> where Object.Scope == NamespacedScope {
    ResourceClient(rest, namespace: namespace)
  }

  /// The objects of a type that lie in no namespace.
  public func resource<Object: KubernetesResource>(
    _ type: Object.Type = Object.self
  ) -> ResourceClient<Object> where Object.Scope == ClusterScope {
    ResourceClient(rest)
  }
}

extension ResourceClient where Object: KubernetesResource {
  /// Applies what is set in an object (server-side apply), and returns the whole.
  ///
  /// The object itself is the apply configuration. Generated types send only what was set: what the caller leaves unset,
  /// or empty, belongs to others. A ``KubernetesCore/CodableResource`` sends all but optionals that are nil. Managed
  /// fields and the version it was read at are left out.
  ///
  /// - Parameters:
  ///   - object: The fields that the manager cares for, with a name.
  ///   - options: The field manager, and whether it takes over fields of others.
  /// - Throws: `KubernetesError`; one that `KubernetesError/isConflict` names every field that another manager
  /// owns.
  @discardableResult
  public func apply(_ object: Object, _ options: ApplyOptions) async throws -> Object {
    let (name, configuration) = try Self.configuration(object)
    return try await apply(name, configuration, options)
  }

  static func configuration(_ object: Object) throws -> (name: String, JSONValue) {
    guard let name = object.metadata.name, !name.isEmpty else {
      throw KubernetesError(.invalidRequest, "an object that is applied needs a name")
    }
    do {
      var value = try JSONValue(json: object.encoded(format: .json))
      for member in ["managedFields", "resourceVersion"] { value[path: "metadata", member] = nil }
      return (name, value)
    } catch let error as WireError {
      throw KubernetesError(.encoding, "\(Object.self): \(error)", cause: error)
    }
  }
}

extension ResourceClient where Object: KubernetesResource & StatusResource {
  /// Applies what is set in the status of an object (server-side apply).
  ///
  /// - Parameters:
  ///   - object: A name, and the fields of the status that the manager cares for; the rest is not sent.
  ///   - options: The field manager, and whether it takes over fields of others.
  @discardableResult
  public func applyStatus(_ object: Object, _ options: ApplyOptions) async throws -> Object {
    let (name, whole) = try Self.configuration(object)
    var configuration: JSONValue = ["metadata": ["name": .string(name)]]
    for member in ["apiVersion", "kind", "status"] { configuration[member] = whole[member] }
    return try await applyStatus(name, configuration, options)
  }
}
