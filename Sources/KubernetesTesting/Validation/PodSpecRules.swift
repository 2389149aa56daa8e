import KubernetesCore

/// What spans the fields of a pod's spec: mounts name volumes, and names and ports of containers do not collide.
enum PodSpecRules {
  static func errors(_ spec: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let volumes = Set((spec["volumes"]?.array ?? []).compactMap { $0["name"]?.string })
    for key in ["containers", "initContainers", "ephemeralContainers"] {
      for (index, container) in (spec[key]?.array ?? []).enumerated() {
        errors += mounts(container, volumes, "\(path).\(key)[\(index)].volumeMounts")
      }
    }
    errors += hostPorts(spec["containers"]?.array ?? [], "\(path).containers")
    errors += initContainers(spec, path)
    if spec["dnsPolicy"] == "None" { errors += nameServers(spec["dnsConfig"], "\(path).dnsConfig") }
    return errors
  }

  private static func mounts(_ container: JSON, _ volumes: Set<String>, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var places: Set<String> = []
    for (index, mount) in (container["volumeMounts"]?.array ?? []).enumerated() {
      let name = mount["name"]?.string ?? ""
      if !volumes.contains(name) { errors.append(.notFound("\(path)[\(index)].name", .string(name))) }
      let place = mount["mountPath"]?.string ?? ""
      if !places.insert(place).inserted {
        errors.append(.invalid("\(path)[\(index)].mountPath", .string(place), "must be unique"))
      }
    }
    return errors
  }

  private static func hostPorts(_ containers: [JSON], _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var seen: Set<String> = []
    for (number, container) in containers.enumerated() {
      for (index, port) in (container["ports"]?.array ?? []).enumerated() {
        guard let host = port["hostPort"]?.int, host != 0 else { continue }
        let key = "\(port["protocol"]?.string ?? "TCP")/\(port["hostIP"]?.string ?? "")/\(host)"
        if !seen.insert(key).inserted {
          errors.append(.duplicate("\(path)[\(number)].ports[\(index)].hostPort", .string(key)))
        }
      }
    }
    return errors
  }

  /// Only those that run beside the others may be probed.
  private static func initContainers(_ spec: JSON, _ path: String) -> [FieldError] {
    let others = Set((spec["containers"]?.array ?? []).compactMap { $0["name"]?.string })
    var errors: [FieldError] = []
    for (index, container) in (spec["initContainers"]?.array ?? []).enumerated() {
      let path = "\(path).initContainers[\(index)]"
      if let name = container["name"], others.contains(name.string ?? "") {
        errors.append(.duplicate("\(path).name", name))
      }
      if container["restartPolicy"] == "Always" { continue }
      for key in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container[key] != nil {
        errors.append(.forbidden("\(path).\(key)", "may not be set for init containers without restartPolicy=Always"))
      }
    }
    return errors
  }

  private static func nameServers(_ config: JSON?, _ path: String) -> [FieldError] {
    guard let config else { return [.required(path, "must provide `dnsConfig` when `dnsPolicy` is None")] }
    return config["nameservers"]?.array?.isEmpty == false
      ? []
      : [.required("\(path).nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None")]
  }
}
