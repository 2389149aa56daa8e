extension Kubeconfig {
  /// Adds what another configuration has and this one has not.
  ///
  /// client-go's rule: whoever defines a name first wins, with the **whole** entry; fields of two entries are never
  /// mixed. The current context is the first that is set; preferences, extensions and unknown fields are added one by
  /// one.
  public mutating func merge(_ other: Kubeconfig) {
    for cluster in other.clusters { clusters.append(cluster) }
    for user in other.users { users.append(user) }
    for context in other.contexts { contexts.append(context) }
    if currentContext == nil {
      currentContext = other.currentContext
      currentContextFile = other.currentContextFile
    }
    preferences.merge(other.preferences)
    extensions.fields.merge(other.extensions.fields)
    unknownFields.merge(other.unknownFields)
    notices += other.notices
  }
}

extension YAMLFields {
  fileprivate mutating func merge(_ other: YAMLFields) {
    for member in other.members where self[member.name] == nil { members.append(member) }
  }
}
