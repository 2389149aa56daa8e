import KubernetesCore

/// What holds for services.
enum ServiceRules {
  static func errors(_ spec: JSON, _ path: String) -> [FieldError] {
    let type = spec["type"]?.string ?? ""
    let ports = spec["ports"]?.array ?? []
    let isHeadless = spec["clusterIP"] == "None"
    var errors: [FieldError] = []
    if ports.isEmpty, !isHeadless, type != "ExternalName" { errors.append(.required("\(path).ports")) }
    if isHeadless, type == "LoadBalancer" || type == "NodePort" {
      errors.append(.invalid("\(path).clusterIPs[0]", "None", "may not be set to 'None' for \(type) services"))
    }
    if type == "ExternalName" { errors += external(spec, path) }
    errors += self.ports(ports, type, "\(path).ports")
    errors += addresses(spec, path)
    errors += affinity(spec, path)
    return errors + traffic(spec, type, path)
  }

  private static func external(_ spec: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for key in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] where spec[key]?.isEmpty == false {
      errors.append(.forbidden("\(path).\(key)", "may not be set for ExternalName services"))
    }
    var name = spec["externalName"]?.string ?? ""
    if name.hasSuffix(".") { name.removeLast() }
    if name.isEmpty {
      errors.append(.required("\(path).externalName"))
    } else if let problem = NameRules.subdomain(name) {
      errors.append(.invalid("\(path).externalName", .string(name), problem))
    }
    return errors
  }

  private static func ports(_ ports: [JSON], _ type: String, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    var (seen, nodePorts): (Set<String>, Set<String>) = ([], [])
    for (index, port) in ports.enumerated() {
      let path = "\(path)[\(index)]"
      if ports.count > 1, port["name"]?.string ?? "" == "" { errors.append(.required("\(path).name")) }
      let transport = port["protocol"]?.string ?? ""
      let number = port["port"]?.int ?? 0
      if !seen.insert("\(transport) \(number)").inserted {
        errors.append(
          .duplicate(
            path,
            [
              "Name": "", "Protocol": .string(transport), "AppProtocol": .null, "Port": .int(number), "TargetPort": 0,
              "NodePort": 0,
            ]))
      }
      guard let node = port["nodePort"]?.int, node != 0 else { continue }
      if type == "ClusterIP" {
        errors.append(.forbidden("\(path).nodePort", "may not be used when `type` is 'ClusterIP'"))
      }
      if !nodePorts.insert("\(transport) \(node)").inserted {
        errors.append(.duplicate("\(path).nodePort", .int(node)))
      }
    }
    return errors
  }

  private static func addresses(_ spec: JSON, _ path: String) -> [FieldError] {
    let given = (spec["externalIPs"]?.array ?? []).compactMap(\.string)
    return given.enumerated().flatMap { index, text -> [FieldError] in
      let path = "\(path).externalIPs[\(index)]"
      func refusal(_ why: String) -> [FieldError] { [.invalid(path, .string(text), why)] }
      if !AddressRules.isAddress(text) {
        return refusal("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
      }
      if text == "0.0.0.0" || text == "::" { return refusal("may not be unspecified (0.0.0.0 or ::)") }
      if text.hasPrefix("127.") || text == "::1" {
        return refusal("may not be in the loopback range (127.0.0.0/8, ::1/128)")
      }
      if text.hasPrefix("169.254.") { return refusal("may not be in the link-local range (169.254.0.0/16, fe80::/10)") }
      return []
    }
  }

  private static func affinity(_ spec: JSON, _ path: String) -> [FieldError] {
    let config = spec["sessionAffinityConfig"]
    // A day.
    guard let seconds = config?[path: "clientIP", "timeoutSeconds"]?.int, !(1...86_400).contains(seconds) else {
      return []
    }
    return [
      .invalid(
        "\(path).sessionAffinityConfig.clientIP.timeoutSeconds", .int(seconds),
        "must be greater than 0 and less than 86400")
    ]
  }

  private static func traffic(_ spec: JSON, _ type: String, _ path: String) -> [FieldError] {
    let isExternal = type == "NodePort" || type == "LoadBalancer"
    var errors: [FieldError] = []
    if let policy = spec["externalTrafficPolicy"]?.string, !policy.isEmpty {
      let hasAddresses = type == "ClusterIP" && spec["externalIPs"]?.array?.isEmpty == false
      if !isExternal, !hasAddresses {
        errors.append(
          .invalid(
            "\(path).externalTrafficPolicy", .string(policy), "may only be set for externally-accessible services"))
      }
    }
    if type != "LoadBalancer" {
      for key in ["allocateLoadBalancerNodePorts", "loadBalancerClass"] where spec[key] != nil {
        errors.append(.forbidden("\(path).\(key)", "may only be used when `type` is 'LoadBalancer'"))
      }
      if spec["loadBalancerSourceRanges"]?.array?.isEmpty == false {
        errors.append(
          .forbidden("\(path).loadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'"))
      }
    }
    return errors
  }

  /// What may not change: the first address, as long as the service has one.
  static func errors(_ new: JSON, replacing old: JSON) -> [FieldError] {
    func text(_ tree: JSON, _ key: String) -> String { tree["spec"]?[key]?.string ?? "" }
    let before = text(old, "clusterIP")
    guard !before.isEmpty, ![text(new, "type"), text(old, "type")].contains("ExternalName"),
      text(new, "clusterIP") != before
    else { return [] }
    return [.invalid("spec.clusterIPs[0]", .array([.string(text(new, "clusterIP"))]), "may not change once set")]
  }
}
