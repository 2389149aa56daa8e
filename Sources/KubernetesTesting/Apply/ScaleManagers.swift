import KubernetesCore

/// Who owns the number of replicas, seen from an object and from its scale.
struct ScaleManagers {
  private let managers: FieldManagers
  private let path: FieldPath
  private let version: String

  private static let scaleVersion = ScaleSubresource.kind.apiVersion
  private static let scalePath: FieldPath = [.field("spec"), .field("replicas")]

  /// - Parameter replicas: Where the object has the number.
  init(_ object: JSON, _ strategy: ObjectStrategy, _ replicas: [String]) {
    managers = FieldManagers(object["metadata"]?["managedFields"])
    path = replicas.map { .field($0) }
    version = strategy.definition.resource.groupVersion.apiVersion
  }

  /// The managers of the scale: those of the object who own the replicas.
  var scale: JSON? {
    var result = FieldManagers()
    for (manager, share) in managers.shares where share.fields.contains(path) {
      var fields = FieldSet()
      fields.insert(Self.scalePath)
      var inner = manager
      if !manager.isApplier { inner.version = Self.scaleVersion }
      result[inner] = .init(fields: fields, version: Self.scaleVersion, time: share.time)
    }
    return result.json
  }

  /// The managers of the object after those of its scale have changed: who does not own the replicas there any more loses
  /// them here, who owns them anew gets an entry without a time.
  func parent(of scale: JSON) -> JSON? {
    let owners = FieldManagers(scale["metadata"]?["managedFields"]).shares.filter {
      $0.value.fields.contains(Self.scalePath)
    }
    var result = managers
    var fields = FieldSet()
    fields.insert(path)
    for (manager, share) in managers.shares where share.fields.contains(path) {
      var inner = manager
      if !manager.isApplier { inner.version = Self.scaleVersion }
      if owners[inner] != nil { continue }
      let rest = share.fields.subtracting(fields)
      result[manager] = rest.isEmpty ? nil : .init(fields: rest, version: share.version, time: share.time)
    }
    for manager in owners.keys {
      var outer = manager
      if !manager.isApplier { outer.version = version }
      if managers[outer]?.fields.contains(path) == true { continue }
      let share = result[outer]
      result[outer] = .init(
        fields: (share?.fields ?? FieldSet()).union(fields), version: version, time: share?.time)
    }
    return result.json
  }
}
