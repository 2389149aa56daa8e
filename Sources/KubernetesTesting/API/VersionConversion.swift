import KubernetesCore

/// Between the versions of built-in resources that are stored together.
enum VersionConversion {
  /// The object in another version of its kind.
  static func convert(_ tree: JSON, to kind: GroupVersionKind) -> JSON {
    guard tree["apiVersion"]?.string != kind.apiVersion else { return tree }
    var tree = tree
    let from = tree["apiVersion"]?.string
    tree["apiVersion"] = .string(kind.apiVersion)
    switch (from, kind.apiVersion) {
    case ("autoscaling/v1", "autoscaling/v2"): AutoscalerConversion.upgrade(&tree)
    case ("autoscaling/v2", "autoscaling/v1"): AutoscalerConversion.downgrade(&tree)
    case ("v1", "events.k8s.io/v1"): rename(&tree, eventNames)
    case ("events.k8s.io/v1", "v1"): rename(&tree, eventNames.map { ($1, $0) })
    default: break
    }
    return tree
  }

  /// The names of an event's fields in the core group and in its own.
  private static let eventNames = [
    ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
    ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
    ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
  ]

  private static func rename(_ tree: inout JSON, _ names: [(String, String)]) {
    guard case .object(let object) = tree else { return }
    var renamed = JSONObject()
    for member in object.members {
      renamed[names.first { $0.0 == member.key }?.1 ?? member.key] = member.value
    }
    tree = .object(renamed)
  }
}
