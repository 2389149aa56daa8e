import KubernetesCore

extension ControllerSimulation {
  /// Schedules a pod, starts it, ends it when it belongs to a job, removes it when it is deleted.
  func advance(_ pod: StoredObject) -> [Action] {
    if pod.isDeleting {
      let body: JSON = ["gracePeriodSeconds": 0, "preconditions": ["uid": .string(pod.uid)]]
      return pod.hasFinalizers && pod.tree["metadata"]?["deletionGracePeriodSeconds"] == 0
        ? [] : [Action(kind: .delete, resource: Self.pods, namespace: pod.namespace, name: pod.name, body: body)]
    }
    let tree = pod.tree
    guard let node = tree["spec"]?["nodeName"]?.string, !node.isEmpty else {
      if tree["spec"]?["schedulingGates"]?.array?.isEmpty == false { return [] }
      return [
        Action(
          kind: .merge, resource: Self.pods, namespace: pod.namespace, name: pod.name,
          body: [
            "kind": "Binding", "apiVersion": "v1", "metadata": ["name": .string(pod.name)],
            "target": ["kind": "Node", "name": .string(Self.node)],
          ])
      ]
    }
    let phase = pod.fields["status.phase"] ?? "Pending"
    let hasStarted = tree["status"]?["containerStatuses"] != nil
    let isJob = pod.owners.contains { $0.kind == "Job" }
    switch phase {
    case "Pending": return status(Self.pods, pod, tree["status"], podStatus(tree, hasStarted ? .running : .creating))
    case "Running" where isJob: return status(Self.pods, pod, tree["status"], podStatus(tree, .succeeded))
    default: return []
    }
  }

  private enum Stage { case creating, running, succeeded }

  private func podStatus(_ pod: JSON, _ stage: Stage) -> JSON {
    let time = JSON.string(now.description)
    let isReady = stage == .running
    let containers = (pod["spec"]?["containers"]?.array ?? []).map { container -> JSON in
      let state: JSON =
        switch stage {
        case .creating: ["waiting": ["reason": "ContainerCreating"]]
        case .running: ["running": ["startedAt": time]]
        case .succeeded: ["terminated": ["exitCode": 0, "reason": "Completed", "startedAt": time, "finishedAt": time]]
        }
      return [
        "name": container["name"] ?? "", "image": container["image"] ?? "", "imageID": "", "ready": .bool(isReady),
        "started": .bool(isReady), "restartCount": 0, "lastState": [:], "state": state,
      ]
    }
    func condition(_ type: String, _ isTrue: Bool) -> JSON {
      ["type": .string(type), "status": isTrue ? "True" : "False", "lastProbeTime": .null, "lastTransitionTime": time]
    }
    var status = pod["status"] ?? .emptyObject
    status["phase"] = stage == .creating ? "Pending" : stage == .running ? "Running" : "Succeeded"
    status["conditions"] = [
      condition("Initialized", true), condition("Ready", isReady), condition("ContainersReady", isReady),
      condition("PodScheduled", true),
    ]
    status["hostIP"] = "192.0.2.10"
    let number = Int(ContentHash.text(of: Bytes(pod["metadata"]?["uid"]?.string ?? "")).suffix(4), radix: 16) ?? 0
    let address = JSON.string("10.244.\(number >> 8).\(number & 255)")
    if stage != .creating {
      status["podIP"] = address
      status["podIPs"] = [["ip": address]]
    }
    if status["startTime"] == nil { status["startTime"] = time }
    status["containerStatuses"] = .array(containers)
    return status
  }

  /// The endpoints of a service.
  func connect(_ service: StoredObject) -> [Action] {
    let tree = service.tree
    guard let selector = tree["spec"]?["selector"]?.texts, !selector.isEmpty else { return [] }
    let wanted = LabelSelector(["matchLabels": tree["spec"]?["selector"] ?? .emptyObject])
    let ready = objects(Self.pods).filter {
      $0.namespace == service.namespace && wanted.matches($0.labels) && Self.isReady($0)
    }
    let addresses = ready.map { pod -> JSON in
      let ip = pod.tree["status"]?["podIP"] ?? ""
      return [
        "ip": ip, "nodeName": .string(Self.node),
        "targetRef": [
          "kind": "Pod", "namespace": .string(pod.namespace), "name": .string(pod.name), "uid": .string(pod.uid),
        ],
      ]
    }
    let ports = (tree["spec"]?["ports"]?.array ?? []).map { port -> JSON in
      var shown = JSON.emptyObject
      if let name = port["name"] { shown["name"] = name }
      shown["port"] = port["targetPort"]?.int.map { .int($0) } ?? port["port"] ?? 0
      shown["protocol"] = port["protocol"] ?? "TCP"
      return shown
    }
    let subsets: JSON = addresses.isEmpty ? [] : [["addresses": .array(addresses), "ports": .array(ports)]]
    return endpoints(service, subsets) + slice(service, addresses, ports)
  }

  private func endpoints(_ service: StoredObject, _ subsets: JSON) -> [Action] {
    let key = "\(service.namespace)/\(service.name)"
    let old = state.object(Self.endpoints.groupResource, key)
    if old?.tree["subsets"]?.array ?? [] == subsets.array ?? [], old != nil { return [] }
    let body: JSON = [
      "kind": "Endpoints", "apiVersion": "v1", "metadata": ["name": .string(service.name)], "subsets": subsets,
    ]
    let kind: Action.Kind = old == nil ? .create : .merge
    return [Action(kind: kind, resource: Self.endpoints, namespace: service.namespace, name: service.name, body: body)]
  }

  private func slice(_ service: StoredObject, _ addresses: [JSON], _ ports: [JSON]) -> [Action] {
    let name = service.name + "-simulated"
    let old = state.object(Self.slices.groupResource, "\(service.namespace)/\(name)")
    let list = addresses.map { address -> JSON in
      [
        "addresses": [address["ip"] ?? ""], "conditions": ["ready": true, "serving": true, "terminating": false],
        "nodeName": address["nodeName"] ?? "", "targetRef": address["targetRef"] ?? .emptyObject,
      ]
    }
    if let old, old.tree["endpoints"]?.array ?? [] == list { return [] }
    let body: JSON = [
      "kind": "EndpointSlice", "apiVersion": "discovery.k8s.io/v1", "addressType": "IPv4",
      "metadata": [
        "name": .string(name), "labels": ["kubernetes.io/service-name": .string(service.name)],
        "ownerReferences": [Self.reference(to: service, ("v1", "Service"))],
      ], "endpoints": .array(list), "ports": .array(ports),
    ]
    return [
      Action(
        kind: old == nil ? .create : .merge, resource: Self.slices, namespace: service.namespace, name: name, body: body
      )
    ]
  }
}
