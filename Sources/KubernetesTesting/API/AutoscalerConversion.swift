import KubernetesCore

/// Autoscalers between `autoscaling/v1` and `autoscaling/v2`: what the older version has no fields for is in annotations.
enum AutoscalerConversion {
  static let metrics = "autoscaling.alpha.kubernetes.io/metrics"
  private static let currentMetrics = "autoscaling.alpha.kubernetes.io/current-metrics"
  private static let conditions = "autoscaling.alpha.kubernetes.io/conditions"
  private static let behavior = "autoscaling.alpha.kubernetes.io/behavior"
  private static let percentage = "targetCPUUtilizationPercentage"
  private static let currentPercentage = "currentCPUUtilizationPercentage"

  /// From the older version to the newer one.
  static func upgrade(_ tree: inout JSON) {
    var list: [JSON] = []
    if let target = tree["spec"]?[percentage] {
      tree["spec"]?[percentage] = nil
      list.append(processor("target", ["type": "Utilization", "averageUtilization": target]))
    }
    list += take(metrics, &tree)?.array?.map { modern($0, "target") } ?? []
    if !list.isEmpty { tree["spec"]?["metrics"] = .array(list) }
    if let rules = take(behavior, &tree) { tree["spec"]?["behavior"] = withNames(rules) { $0.lowercased() } }
    let current = tree["status"]?[currentPercentage]
    tree["status"]?[currentPercentage] = nil
    if let list = take(currentMetrics, &tree)?.array {
      tree[path: ["status", "currentMetrics"]] = .array(list.map { modern($0, "current") })
    } else if let current {
      tree["status"]?["currentMetrics"] = [processor("current", ["averageUtilization": current])]
    }
    if let list = take(conditions, &tree) { tree[path: ["status", "conditions"]] = list }
    if tree[path: "metadata", "annotations"]?.isEmpty == true { tree["metadata"]?["annotations"] = nil }
  }

  /// From the newer version to the older one.
  static func downgrade(_ tree: inout JSON) {
    let list = tree["spec"]?["metrics"]?.array ?? []
    tree["spec"]?["metrics"] = nil
    if let target = list.first(where: isProcessor)?[path: "resource", "target", "averageUtilization"] {
      tree["spec"]?[percentage] = target
    }
    let others = list.filter { !isProcessor($0) }
    if !others.isEmpty { note(metrics, .array(others.map { legacy($0, "target") }), &tree) }
    if let current = tree["status"]?["currentMetrics"]?.array {
      tree["status"]?["currentMetrics"] = nil
      let utilization = current.first { $0[path: "resource", "name"] == "cpu" }?[
        path: "resource", "current", "averageUtilization"]
      if let utilization { tree["status"]?[currentPercentage] = utilization }
      if !current.isEmpty { note(currentMetrics, .array(current.map { legacy($0, "current") }), &tree) }
    }
    if let list = tree["status"]?["conditions"] {
      tree["status"]?["conditions"] = nil
      if !list.isEmpty { note(conditions, list, &tree) }
    }
    if let rules = tree["spec"]?["behavior"] {
      tree["spec"]?["behavior"] = nil
      note(behavior, withNames(rules) { $0.uppercased() }, &tree)
    }
  }

  /// The only metric that the older version has a field for.
  private static func isProcessor(_ metric: JSON) -> Bool {
    metric["type"] == "Resource" && metric[path: "resource", "name"] == "cpu"
      && metric[path: "resource", "target", "averageUtilization"] != nil
  }

  private static func processor(_ key: String, _ value: JSON) -> JSON {
    var resource: JSON = ["name": "cpu"]
    resource[key] = value
    return ["type": "Resource", "resource": resource]
  }

  private static func note(_ key: String, _ value: JSON, _ tree: inout JSON) {
    tree[path: ["metadata", "annotations", key]] = .string(value.text)
  }

  /// Takes what an annotation says out of it; what is no JSON stays where it is.
  private static func take(_ key: String, _ tree: inout JSON) -> JSON? {
    guard let text = tree[path: "metadata", "annotations", key]?.string, let value = try? JSONParser.parse(text) else {
      return nil
    }
    tree[path: ["metadata", "annotations", key]] = nil
    return value
  }

  /// Go's own names of fields begin with capitals, and are read without regard to that.
  private static func withNames(_ value: JSON, _ initial: (String) -> String) -> JSON {
    switch value {
    case .array(let list): return .array(list.map { withNames($0, initial) })
    case .object(let object):
      var result = JSONObject()
      for member in object.members where !member.value.isNull {
        result[initial(String(member.key.prefix(1))) + member.key.dropFirst()] = withNames(member.value, initial)
      }
      return .object(result)
    default: return value
    }
  }

  private static let sources = ["resource", "containerResource", "pods", "object", "external"]

  /// A metric of the newer version as the older one writes it.
  private static func legacy(_ metric: JSON, _ prefix: String) -> JSON {
    var result: JSON = ["type": metric["type"] ?? ""]
    for key in sources {
      guard let source = metric[key] else { continue }
      let value = source[prefix] ?? .emptyObject
      var inner = JSON.emptyObject
      func put(_ name: String, _ value: JSON?) { if let value { inner[name] = value } }
      if key == "object" { put("target", source["describedObject"]) }
      put("name", source["name"])
      put("metricName", source[path: "metric", "name"])
      if key == "external" { put("metricSelector", source[path: "metric", "selector"]) }
      if key == "object" || key == "external" { put(prefix + "Value", value["value"] ?? (key == "object" ? "0" : nil)) }
      put(prefix + "AverageUtilization", value["averageUtilization"])
      put(key == "object" ? "averageValue" : prefix + "AverageValue", value["averageValue"])
      if key != "external" { put("selector", source[path: "metric", "selector"]) }
      put("container", source["container"])
      result[key] = inner
    }
    return result
  }

  /// A metric of the older version as the newer one writes it.
  private static func modern(_ metric: JSON, _ prefix: String) -> JSON {
    var result: JSON = ["type": metric["type"] ?? ""]
    for key in sources {
      guard let source = metric[key] else { continue }
      var inner = JSON.emptyObject
      func put(_ path: [String], _ value: JSON?) { if let value { inner[path: path] = value } }
      put(["name"], source["name"])
      put(["container"], source["container"])
      if key == "object" { put(["describedObject"], source["target"]) }
      put(["metric", "name"], source["metricName"])
      put(["metric", "selector"], source["selector"] ?? source["metricSelector"])
      let average = source[prefix + "AverageValue"] ?? source["averageValue"]
      let utilization = source[prefix + "AverageUtilization"]
      if prefix == "target" {
        let type: JSON = utilization != nil ? "Utilization" : average != nil ? "AverageValue" : "Value"
        put(["target", "type"], type)
      }
      // An average comes with a value that says nothing.
      let value = source[prefix + "Value"]
      if average == nil || value != "0" { put([prefix, "value"], value) }
      put([prefix, "averageValue"], average)
      put([prefix, "averageUtilization"], utilization)
      result[key] = inner
    }
    return result
  }
}
