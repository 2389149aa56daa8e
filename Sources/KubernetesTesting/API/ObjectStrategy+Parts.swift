import KubernetesCore

extension ObjectStrategy {
  /// An object of which an update has changed one part: completed, checked, and noted who did it.
  func forPartUpdate(_ part: UpdatePart, _ tree: JSON, old: JSON) throws(APIError) -> JSON {
    if part == .whole { return try forUpdate(tree, old: old) }
    var new = part.prepared(tree, replacing: old, definition)
    if definition.storage == Housekeeping.namespaces { BuiltInStrategy.labelNamespace(&new) }
    switch part {
    case .approval: SubresourceRules.stamp(&new, old: old, now: core.configuration.now().description)
    case .ephemeralContainers, .resize: BuiltInDefaults.apply(&new, definition)
    default: break
    }
    var given = new
    given["metadata"]?["uid"] = tree["metadata"]?["uid"]
    var errors = MetadataValidation.errors(given, replacing: old) + MetadataValidation.errors(new, definition)
    // The real server looks twice, and says so twice.
    errors += MetadataValidation.errors(new, replacing: old)
    switch part {
    case .status:
      errors +=
        CustomSchema.statusErrors(new, definition, replacing: old) + BuiltInValidation.statusErrors(new, definition)
    case .ephemeralContainers, .resize:
      errors += BuiltInValidation.errors(new, definition)
      errors += part == .resize ? SubresourceRules.resize(new, old) : SubresourceRules.ephemeralContainers(new, old)
    case .approval: errors += SubresourceRules.approval(new, old)
    case .finalize: errors += SubresourceRules.finalize(new)
    case .whole: break
    }
    if !errors.isEmpty { throw .invalid(definition.groupKind, new["metadata"]?["name"]?.string ?? "", errors) }
    if [.ephemeralContainers, .resize].contains(part) { count(&new, old) }
    ManagedFieldsTracker(self, subresource: part.rawValue).recordUpdate(&new, old: old)
    return new
  }

  /// Counts a change of what is desired.
  func count(_ tree: inout JSON, _ old: JSON) {
    guard definition.hasGeneration, let generation = old["metadata"]?["generation"]?.int,
      definition.isCounted(tree, old)
    else { return }
    tree["metadata"]?["generation"] = .int(generation + 1)
  }
}

extension ResourceDefinition {
  /// True when a change counts: of anything but metadata and status; of deployments the annotations count as well, since
  /// they are copied to replica sets, of endpoint slices the labels.
  func isCounted(_ new: JSON, _ old: JSON) -> Bool {
    func differ(_ key: String) -> Bool {
      new["metadata"]?[key]?.object ?? JSONObject() != old["metadata"]?[key]?.object ?? JSONObject()
    }
    switch groupResource.description {
    case "deployments.apps": return specChanged(new, old) || differ("annotations")
    case "endpointslices.discovery.k8s.io": return specChanged(new, old) || differ("labels")
    default: return specChanged(new, old)
    }
  }
}
