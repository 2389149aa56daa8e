extension Kubeconfig {
  /// A cluster, a user and a namespace that belong together.
  public struct Context: Sendable, Hashable {
    /// The name of the cluster.
    public var cluster: String?
    /// The name of the user; without one, requests carry no credentials.
    public var user: String?
    /// The namespace for whatever names none.
    public var namespace: String?
    /// Data of other programs.
    public var extensions: KubeconfigExtensions
    /// Fields that the package does not know.
    public var unknownFields: YAMLFields

    /// Joins the parts.
    public init(
      cluster: String? = nil, user: String? = nil, namespace: String? = nil,
      extensions: KubeconfigExtensions = KubeconfigExtensions(), unknownFields: YAMLFields = YAMLFields()
    ) {
      self.cluster = cluster
      self.user = user
      self.namespace = namespace
      self.extensions = extensions
      self.unknownFields = unknownFields
    }
  }
}
