import KubernetesCore

/// What kubectl shows of the built-in resources between name and age.
enum BuiltInColumns {
  typealias Column = TableColumns.Column

  private static func text(_ name: String, _ path: String, priority: Int = 0, none: String = "<none>") -> Column {
    let keys = path.split(separator: ".").map(String.init)
    return Column(name: name, priority: priority) { object, _ in
      switch object[path: keys] {
      case .string(let value)? where !value.isEmpty: .string(value)
      case .int(let value)?: .string(String(value))
      case .bool(let value)?: .string(String(value))
      default: .string(none)
      }
    }
  }

  private static func number(_ name: String, _ path: String, none: Int64 = 0) -> Column {
    let keys = path.split(separator: ".").map(String.init)
    return Column(name: name, type: "integer") { object, _ in object[path: keys] ?? .int(none) }
  }

  private static func count(_ name: String, _ path: String...) -> Column {
    Column(name: name) { object, _ in
      .int(Int64(path.reduce(0) { $0 + (object[$1]?.object?.count ?? object[$1]?.array?.count ?? 0) }))
    }
  }

  /// A number that the real server declares as a text.
  private static func count(_ name: String, of key: String) -> Column {
    Column(name: name) { object, _ in object[path: "status", key] ?? 0 }
  }

  private static func ratio(_ name: String, _ a: [String], _ b: [String], none: Int64 = 0) -> Column {
    Column(name: name) { object, _ in .string("\(object[path: a]?.int ?? 0)/\(object[path: b]?.int ?? none)") }
  }

  private static func list(
    _ name: String, priority: Int = 0, _ values: @escaping @Sendable (JSON) -> [String]
  ) -> Column {
    Column(name: name, priority: priority) { object, _ in
      let list = values(object)
      return .string(list.isEmpty ? "<none>" : list.joined(separator: ","))
    }
  }

  /// Labels, or a selector, in one text.
  private static func selector(_ name: String, _ path: String, priority: Int = 1) -> Column {
    let keys = path.split(separator: ".").map(String.init)
    return Column(name: name, priority: priority) { object, _ in
      let selector = object[path: keys] ?? .emptyObject
      let labels = (selector["matchLabels"] ?? selector).texts.sorted { $0.0 < $1.0 }.map { "\($0)=\($1)" }
      return .string(labels.isEmpty ? "<none>" : labels.joined(separator: ","))
    }
  }

  /// The containers of a template, and their images.
  private static func containers(_ template: String...) -> [Column] {
    ["Containers", "Images"].map { name in
      list(name, priority: 1) { object in
        (object[path: template + ["spec", "containers"]]?.array ?? []).compactMap {
          $0[name == "Images" ? "image" : "name"]?.string
        }
      }
    }
  }

  private static let wide = containers("spec", "template") + [selector("Selector", "spec.selector")]

  private static func podStatus(_ pod: JSON) -> String {
    var reason = pod[path: "status", "reason"]?.string ?? pod[path: "status", "phase"]?.string ?? "Unknown"
    for status in pod[path: "status", "containerStatuses"]?.array ?? [] {
      if let waiting = status[path: "state", "waiting", "reason"]?.string {
        reason = waiting
      } else if let terminated = status[path: "state", "terminated", "reason"]?.string {
        reason = terminated
      }
    }
    return pod[path: "metadata", "deletionTimestamp"] == nil ? reason : "Terminating"
  }

  private static func ports(_ service: JSON) -> [String] {
    (service[path: "spec", "ports"]?.array ?? []).map { port in
      let number = port["port"]?.int ?? 0
      let node = port["nodePort"]?.int.map { ":\($0)" } ?? ""
      return "\(number)\(node)/\(port["protocol"]?.string ?? "TCP")"
    }
  }

  private static func readinessGates(_ pod: JSON) -> String {
    let gates = (pod[path: "spec", "readinessGates"]?.array ?? []).compactMap { $0["conditionType"]?.string }
    if gates.isEmpty { return "<none>" }
    let conditions = pod[path: "status", "conditions"]?.array ?? []
    let open = gates.count { gate in
      conditions.contains { $0["type"]?.string == gate && $0["status"]?.string == "True" }
    }
    return "\(open)/\(gates.count)"
  }

  private static func externalAddress(_ service: JSON) -> String {
    let given = (service[path: "spec", "externalIPs"]?.array ?? []).compactMap(\.string)
    switch service[path: "spec", "type"]?.string {
    case "ExternalName": return service[path: "spec", "externalName"]?.string ?? ""
    case "LoadBalancer":
      let points = (service[path: "status", "loadBalancer", "ingress"]?.array ?? []).compactMap {
        ($0["ip"] ?? $0["hostname"])?.string
      }
      return points + given == [] ? "<pending>" : (points + given).joined(separator: ",")
    default: return given.isEmpty ? "<none>" : given.joined(separator: ",")
    }
  }

  private static func address(_ name: String, _ type: String) -> Column {
    Column(name: name, priority: 1) { node, _ in
      (node[path: "status", "addresses"]?.array ?? []).first { $0["type"]?.string == type }?["address"] ?? "<none>"
    }
  }

  /// The access modes of volumes, shortened.
  private static func modes(_ part: String) -> Column {
    let short = ["ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP"]
    return Column(name: "Access Modes") { object, _ in
      // A claim shows what it has got, and nothing before.
      if part == "status", object[path: "spec", "volumeName"]?.isEmpty != false { return "" }
      let modes = (object[part]?["accessModes"]?.array ?? []).compactMap { short[$0.string ?? ""] }
      return .string(modes.joined(separator: ","))
    }
  }

  private static func duration(_ job: JSON, _ now: Time) -> String {
    guard let text = job[path: "status", "startTime"]?.string, let start = try? Time(parsing: text) else { return "" }
    let end = (job[path: "status", "completionTime"]?.string).flatMap { try? Time(parsing: $0) } ?? now
    return TableColumns.short(seconds: end.seconds - start.seconds)
  }

  private static func subjects(_ name: String, _ kind: String) -> Column {
    Column(name: name, priority: 1) { object, _ in
      let found = (object["subjects"]?.array ?? []).filter { $0["kind"]?.string == kind }.map { subject in
        (subject["namespace"]?.string.map { "\($0)/" } ?? "") + (subject["name"]?.string ?? "")
      }
      return .string(found.joined(separator: ", "))
    }
  }

  private static let binding = [
    Column(name: "Role") { object, _ in
      .string("\(object[path: "roleRef", "kind"]?.string ?? "")/\(object[path: "roleRef", "name"]?.string ?? "")")
    }, subjects("Users", "User"), subjects("Groups", "Group"), subjects("ServiceAccounts", "ServiceAccount"),
  ]

  static let columns: [String: [Column]] = [
    "configmaps": [count("Data", "data", "binaryData")],
    "secrets": [text("Type", "type"), count("Data", "data")],
    "namespaces": [text("Status", "status.phase")],
    "serviceaccounts": [count("Secrets", "secrets")],
    "pods": [
      Column(name: "Ready") { pod, _ in
        let statuses = pod[path: "status", "containerStatuses"]?.array ?? []
        return .string(
          "\(statuses.filter { $0["ready"]?.bool == true }.count)/\(pod[path: "spec", "containers"]?.array?.count ?? 0)"
        )
      },
      Column(name: "Status") { pod, _ in .string(podStatus(pod)) },
      Column(name: "Restarts") { pod, _ in
        .string(
          String(
            (pod[path: "status", "containerStatuses"]?.array ?? []).reduce(Int64(0)) {
              $0 + ($1["restartCount"]?.int ?? 0)
            }))
      },
      text("IP", "status.podIP", priority: 1), text("Node", "spec.nodeName", priority: 1),
      text("Nominated Node", "status.nominatedNodeName", priority: 1),
      Column(name: "Readiness Gates", priority: 1) { pod, _ in .string(readinessGates(pod)) },
    ],
    "services": [
      text("Type", "spec.type"), text("Cluster-IP", "spec.clusterIP"),
      Column(name: "External-IP") { service, _ in .string(externalAddress(service)) },
      list("Port(s)") { ports($0) }, selector("Selector", "spec.selector"),
    ],
    "endpoints": [
      list("Endpoints") { object in
        let all = (object["subsets"]?.array ?? []).flatMap { subset in
          (subset["ports"]?.array ?? []).flatMap { port in
            (subset["addresses"]?.array ?? []).map { "\($0["ip"]?.string ?? ""):\(port["port"]?.int ?? 0)" }
          }
        }
        return all.count > 3 ? [all[..<3].joined(separator: ",") + " + \(all.count - 3) more..."] : all
      }
    ],
    "nodes": [
      Column(name: "Status") { node, _ in
        let ready = (node[path: "status", "conditions"]?.array ?? []).first { $0["type"]?.string == "Ready" }?[
          "status"]?.string
        let state = ready == "True" ? "Ready" : ready == nil ? "Unknown" : "NotReady"
        return .string(state + (node[path: "spec", "unschedulable"]?.bool == true ? ",SchedulingDisabled" : ""))
      },
      list("Roles") { node in
        (node[path: "metadata", "labels"]?.texts ?? []).compactMap {
          $0.0.hasPrefix("node-role.kubernetes.io/") ? String($0.0.dropFirst(24)) : nil
        }.sorted()
      }, TableColumns.age, text("Version", "status.nodeInfo.kubeletVersion", none: ""),
      address("Internal-IP", "InternalIP"), address("External-IP", "ExternalIP"),
      text("OS-Image", "status.nodeInfo.osImage", priority: 1, none: "<unknown>"),
      text("Kernel-Version", "status.nodeInfo.kernelVersion", priority: 1, none: "<unknown>"),
      text("Container-Runtime", "status.nodeInfo.containerRuntimeVersion", priority: 1, none: "<unknown>"),
    ],
    "persistentvolumes": [
      text("Capacity", "spec.capacity.storage", none: ""), modes("spec"),
      text("Reclaim Policy", "spec.persistentVolumeReclaimPolicy", none: ""), text("Status", "status.phase", none: ""),
      Column(name: "Claim") { volume, _ in
        guard let claim = volume[path: "spec", "claimRef"] else { return "" }
        return .string("\(claim["namespace"]?.string ?? "")/\(claim["name"]?.string ?? "")")
      },
      text("StorageClass", "spec.storageClassName", none: ""),
      text("VolumeAttributesClass", "spec.volumeAttributesClassName", none: "<unset>"),
      text("Reason", "status.reason", none: ""), TableColumns.age,
      text("VolumeMode", "spec.volumeMode", priority: 1, none: "<unset>"),
    ],
    "persistentvolumeclaims": [
      text("Status", "status.phase", none: ""), text("Volume", "spec.volumeName", none: ""),
      text("Capacity", "status.capacity.storage", none: ""), modes("status"),
      text("StorageClass", "spec.storageClassName", none: ""),
      text("VolumeAttributesClass", "spec.volumeAttributesClassName", none: "<unset>"), TableColumns.age,
      text("VolumeMode", "spec.volumeMode", priority: 1, none: "<unset>"),
    ],
    "replicationcontrollers": [
      number("Desired", "spec.replicas"), number("Current", "status.replicas"), number("Ready", "status.readyReplicas"),
    ] + wide,
    "deployments.apps": [
      ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"]), count("Up-to-date", of: "updatedReplicas"),
      count("Available", of: "availableReplicas"),
    ] + wide,
    "replicasets.apps": [
      number("Desired", "spec.replicas"), number("Current", "status.replicas"), number("Ready", "status.readyReplicas"),
    ] + wide,
    "statefulsets.apps": [ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"])]
      + containers("spec", "template"),
    "daemonsets.apps": [
      number("Desired", "status.desiredNumberScheduled"), number("Current", "status.currentNumberScheduled"),
      number("Ready", "status.numberReady"), number("Up-to-date", "status.updatedNumberScheduled"),
      number("Available", "status.numberAvailable"),
      selector("Node Selector", "spec.template.spec.nodeSelector", priority: 0),
    ] + wide,
    "jobs.batch": [
      Column(name: "Status") { job, _ in
        let conditions = job[path: "status", "conditions"]?.array ?? []
        let final = conditions.first {
          ["Complete", "Failed"].contains($0["type"]?.string ?? "") && $0["status"]?.string == "True"
        }
        return .string(final?["type"]?.string ?? (job[path: "spec", "suspend"]?.bool == true ? "Suspended" : "Running"))
      },
      ratio("Completions", ["status", "succeeded"], ["spec", "completions"], none: 1),
      Column(name: "Duration") { job, now in .string(duration(job, now)) },
    ] + wide,
    "cronjobs.batch": [
      text("Schedule", "spec.schedule"), text("Timezone", "spec.timeZone"),
      text("Suspend", "spec.suspend", none: "False"),
      Column(name: "Active", type: "integer") { job, _ in .int(Int64(job[path: "status", "active"]?.array?.count ?? 0))
      },
      Column(name: "Last Schedule") { job, now in
        job[path: "status", "lastScheduleTime"].map { .string(TableColumns.age($0, now)) } ?? "<none>"
      },
    ] + containers("spec", "jobTemplate", "spec", "template"),
    "ingresses.networking.k8s.io": [
      text("Class", "spec.ingressClassName"),
      Column(name: "Hosts") { ingress, _ in
        let hosts = (ingress[path: "spec", "rules"]?.array ?? []).compactMap { $0["host"]?.string }
        return .string(hosts.isEmpty ? "*" : hosts.joined(separator: ","))
      },
      Column(name: "Address") { ingress, _ in
        let points = ingress[path: "status", "loadBalancer", "ingress"]?.array ?? []
        return .string(points.compactMap { ($0["ip"] ?? $0["hostname"])?.string }.joined(separator: ","))
      },
      Column(name: "Ports") { ingress, _ in
        ingress[path: "spec", "tls"]?.array?.isEmpty == false ? "80, 443" : "80"
      },
    ],
    "networkpolicies.networking.k8s.io": [selector("Pod-Selector", "spec.podSelector", priority: 0)],
    "endpointslices.discovery.k8s.io": [
      text("AddressType", "addressType"),
      list("Ports") { ($0["ports"]?.array ?? []).map { $0["port"]?.int.map(String.init) ?? "*" } },
      list("Endpoints") {
        ($0["endpoints"]?.array ?? []).flatMap { ($0["addresses"]?.array ?? []).compactMap(\.string) }
      },
    ],
    "horizontalpodautoscalers.autoscaling": [
      Column(name: "Reference") { object, _ in
        .string(
          "\(object[path: "spec", "scaleTargetRef", "kind"]?.string ?? "")/\(object[path: "spec", "scaleTargetRef", "name"]?.string ?? "")"
        )
      },
      text("MinPods", "spec.minReplicas", none: "<unset>"), text("MaxPods", "spec.maxReplicas"),
      text("Replicas", "status.currentReplicas", none: "0"),
    ],
    "poddisruptionbudgets.policy": [
      text("Min Available", "spec.minAvailable", none: "N/A"),
      text("Max Unavailable", "spec.maxUnavailable", none: "N/A"),
      number("Allowed Disruptions", "status.disruptionsAllowed"),
    ],
    "leases.coordination.k8s.io": [text("Holder", "spec.holderIdentity", none: "")],
    "rolebindings.rbac.authorization.k8s.io": binding, "clusterrolebindings.rbac.authorization.k8s.io": binding,
    "storageclasses.storage.k8s.io": [
      text("Provisioner", "provisioner"), text("ReclaimPolicy", "reclaimPolicy", none: "Delete"),
      text("VolumeBindingMode", "volumeBindingMode", none: "Immediate"),
      Column(name: "AllowVolumeExpansion") { object, _ in object["allowVolumeExpansion"] ?? false },
    ],
    "priorityclasses.scheduling.k8s.io": [
      text("Value", "value", none: "0"), text("Global-Default", "globalDefault", none: "false"),
      TableColumns.age, text("PreemptionPolicy", "preemptionPolicy", none: ""),
    ],
    "customresourcedefinitions.apiextensions.k8s.io": [],
    "events": [
      Column(name: "Last Seen") { object, now in
        .string(
          TableColumns.age(
            object["lastTimestamp"] ?? object["eventTime"] ?? object[path: "metadata", "creationTimestamp"], now))
      },
      text("Type", "type"), text("Reason", "reason"),
      Column(name: "Object") { object, _ in
        .string(
          "\((object[path: "involvedObject", "kind"]?.string ?? "").lowercased())/\(object[path: "involvedObject", "name"]?.string ?? "")"
        )
      },
      text("Message", "message", none: ""),
    ],
  ]
}
