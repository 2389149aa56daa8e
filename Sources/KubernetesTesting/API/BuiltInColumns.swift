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

  private static let wide: [Column] = [
    list("Containers", priority: 1) {
      ($0[path: "spec", "template", "spec", "containers"]?.array ?? []).compactMap { $0["name"]?.string }
    },
    list("Images", priority: 1) {
      ($0[path: "spec", "template", "spec", "containers"]?.array ?? []).compactMap { $0["image"]?.string }
    },
    list("Selector", priority: 1) {
      ($0[path: "spec", "selector", "matchLabels"]?.texts ?? []).sorted { $0.0 < $1.0 }.map { "\($0)=\($1)" }
    },
  ]

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
    ],
    "services": [
      text("Type", "spec.type"), text("Cluster-IP", "spec.clusterIP"), text("External-IP", "spec.externalName"),
      list("Port(s)") { ports($0) },
    ],
    "endpoints": [
      list("Endpoints") { object in
        (object["subsets"]?.array ?? []).flatMap { subset in
          (subset["addresses"]?.array ?? []).flatMap { address in
            (subset["ports"]?.array ?? []).map { "\(address["ip"]?.string ?? ""):\($0["port"]?.int ?? 0)" }
          }
        }
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
      },
    ],
    "persistentvolumes": [text("Status", "status.phase"), text("StorageClass", "spec.storageClassName", none: "")],
    "persistentvolumeclaims": [
      text("Status", "status.phase"), text("Volume", "spec.volumeName", none: ""),
      text("StorageClass", "spec.storageClassName", none: ""),
    ],
    "replicationcontrollers": [
      number("Desired", "spec.replicas"), number("Current", "status.replicas"), number("Ready", "status.readyReplicas"),
    ],
    "deployments.apps": [
      ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"]), number("Up-to-date", "status.updatedReplicas"),
      number("Available", "status.availableReplicas"),
    ] + wide,
    "replicasets.apps": [
      number("Desired", "spec.replicas"), number("Current", "status.replicas"), number("Ready", "status.readyReplicas"),
    ] + wide,
    "statefulsets.apps": [ratio("Ready", ["status", "readyReplicas"], ["spec", "replicas"])],
    "daemonsets.apps": [
      number("Desired", "status.desiredNumberScheduled"), number("Current", "status.currentNumberScheduled"),
      number("Ready", "status.numberReady"), number("Up-to-date", "status.updatedNumberScheduled"),
      number("Available", "status.numberAvailable"),
    ],
    "jobs.batch": [
      Column(name: "Status") { job, _ in
        let conditions = job[path: "status", "conditions"]?.array ?? []
        let final = conditions.first {
          ["Complete", "Failed"].contains($0["type"]?.string ?? "") && $0["status"]?.string == "True"
        }
        return .string(final?["type"]?.string ?? (job[path: "spec", "suspend"]?.bool == true ? "Suspended" : "Running"))
      },
      ratio("Completions", ["status", "succeeded"], ["spec", "completions"], none: 1),
    ],
    "cronjobs.batch": [
      text("Schedule", "spec.schedule"), text("Timezone", "spec.timeZone"),
      text("Suspend", "spec.suspend", none: "False"),
      Column(name: "Active", type: "integer") { job, _ in .int(Int64(job[path: "status", "active"]?.array?.count ?? 0))
      },
    ],
    "ingresses.networking.k8s.io": [
      text("Class", "spec.ingressClassName"),
      list("Hosts") { ($0[path: "spec", "rules"]?.array ?? []).map { $0["host"]?.string ?? "*" } },
    ],
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
    "rolebindings.rbac.authorization.k8s.io": [
      Column(name: "Role") { object, _ in
        .string("\(object[path: "roleRef", "kind"]?.string ?? "")/\(object[path: "roleRef", "name"]?.string ?? "")")
      }
    ],
    "clusterrolebindings.rbac.authorization.k8s.io": [
      Column(name: "Role") { object, _ in
        .string("\(object[path: "roleRef", "kind"]?.string ?? "")/\(object[path: "roleRef", "name"]?.string ?? "")")
      }
    ],
    "storageclasses.storage.k8s.io": [
      text("Provisioner", "provisioner"), text("ReclaimPolicy", "reclaimPolicy", none: "Delete"),
    ],
    "priorityclasses.scheduling.k8s.io": [
      text("Value", "value", none: "0"), text("Global-Default", "globalDefault", none: "false"),
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
