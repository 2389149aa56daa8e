import KubernetesCore

/// What the admission plugins that every API server runs add to new pods whatever else is there: for how long a pod stays
/// on a node that is not ready or cannot be reached.
enum PodAdmission {
  static func admit(_ tree: inout JSON) {
    guard tree["spec"]?.object != nil else { return }
    var tolerations = tree["spec"]?["tolerations"]?.array ?? []
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]
    where !tolerations.contains(where: { tolerates($0, key) }) {
      // Five minutes.
      tolerations.append([
        "key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300,
      ])
    }
    tree["spec"]?["tolerations"] = .array(tolerations)
  }

  private static func tolerates(_ toleration: JSON, _ key: String) -> Bool {
    let effect = toleration["effect"]?.string ?? ""
    let given = toleration["key"]?.string ?? ""
    let isOfKey = given == key || (given.isEmpty && toleration["operator"] == "Exists")
    return isOfKey && (effect.isEmpty || effect == "NoExecute")
  }
}
