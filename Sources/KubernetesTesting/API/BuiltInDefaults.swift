import KubernetesCore

/// The values that the API server gives to fields that were left out.
enum BuiltInDefaults {
  /// Fills in the defaults of an object.
  static func apply(_ tree: inout JSON, _ definition: ResourceDefinition) {
    if definition.custom != nil {
      if let schema = definition.custom?.schema { CustomSchema.applyDefaults(&tree, schema) }
      return
    }
    let name = definition.groupResource.description
    if let rules = rules[name] {
      for (path, value) in rules { set(&tree, path, value) }
    }
    if let path = podPaths[name] {
      for (key, value) in podRules { set(&tree, path + key, value) }
      containers(&tree, path)
    }
    switch name {
    case "deployments.apps", "replicasets.apps", "replicationcontrollers":
      if name == "deployments.apps", tree["spec"]?["strategy"]?["type"]?.string == "RollingUpdate" {
        set(&tree, ["spec", "strategy", "rollingUpdate", "maxUnavailable"], "25%")
        set(&tree, ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%")
      }
      if name == "replicationcontrollers", tree["spec"]?["selector"] == nil {
        let labels = tree[path: "spec", "template", "metadata", "labels"]
        tree["spec"]?["selector"] = labels
        if tree["metadata"]?["labels"] == nil { tree["metadata"]?["labels"] = labels }
      }
    case "services": servicePorts(&tree)
    case "networkpolicies.networking.k8s.io": networkPolicy(&tree)
    case "horizontalpodautoscalers.autoscaling": autoscaler(&tree)
    case "statefulsets.apps":
      tree["spec"]?["volumeClaimTemplates"]?.withArray { list in
        for index in list.indices {
          set(&list[index], ["spec", "volumeMode"], "Filesystem")
          list[index]["kind"] = "PersistentVolumeClaim"
          list[index]["apiVersion"] = "v1"
          if list[index]["status"]?["phase"]?.isEmpty ?? true { list[index][path: ["status", "phase"]] = "Pending" }
        }
      }
    case "jobs.batch": job(&tree)
    case "endpoints": tree["subsets"]?.withArray(portProtocols)
    case "pods":
      if let account = tree["spec"]?["serviceAccountName"] { set(&tree, ["spec", "serviceAccount"], account) }
    default: break
    }
  }

  /// Sets a value where the object around it is there and the value is not.
  private static func set(_ tree: inout JSON, _ path: [String], _ value: JSON) {
    guard tree[path: Array(path.dropLast())]?.object != nil || isOptionalParent(path), tree[path: path] == nil else {
      return
    }
    tree[path: path] = value
  }

  private static func isOptionalParent(_ path: [String]) -> Bool {
    ["strategy", "updateStrategy", "rollingUpdate", "securityContext"].contains(path.dropLast().last ?? "")
  }

  private static func containers(_ tree: inout JSON, _ path: [String]) {
    guard var spec = tree[path: path], spec.object != nil else { return }
    for key in ["containers", "initContainers", "ephemeralContainers"] {
      spec[key]?.withArray { list in
        for index in list.indices { container(&list[index]) }
      }
    }
    spec["volumes"]?.withArray { list in
      for index in list.indices { volume(&list[index]) }
    }
    tree[path: path] = spec
  }

  private static func volume(_ volume: inout JSON) {
    guard let object = volume.object else { return }
    if object.members.allSatisfy({ $0.key == "name" }) { volume["emptyDir"] = .emptyObject }
    for kind in ["configMap", "secret", "downwardAPI", "projected"] where volume[kind]?.object != nil {
      // 0644.
      set(&volume, [kind, "defaultMode"], 420)
    }
    if volume["hostPath"]?.object != nil { set(&volume, ["hostPath", "type"], "") }
  }

  private static func container(_ container: inout JSON) {
    set(&container, ["terminationMessagePath"], "/dev/termination-log")
    set(&container, ["terminationMessagePolicy"], "File")
    let image = container["image"]?.string ?? ""
    let tag = image.split(separator: "/").last.flatMap { $0.contains(":") ? $0.split(separator: ":").last : nil }
    let isLatest = !image.contains("@") && (tag == nil || tag == "latest")
    set(&container, ["imagePullPolicy"], isLatest ? "Always" : "IfNotPresent")
    set(&container, ["resources"], .emptyObject)
    for limit in container["resources"]?["limits"]?.object?.members ?? []
    where container["resources"]?["requests"]?[limit.key] == nil {
      container[path: ["resources", "requests", limit.key]] = limit.value
    }
    container["env"]?.withArray { list in
      for index in list.indices where list[index]["valueFrom"]?["fieldRef"] != nil {
        set(&list[index], ["valueFrom", "fieldRef", "apiVersion"], "v1")
      }
    }
    container["ports"]?.withArray { ports in
      for index in ports.indices { set(&ports[index], ["protocol"], "TCP") }
    }
    for probe in ["livenessProbe", "readinessProbe", "startupProbe"] where container[probe] != nil {
      for (key, value) in probeRules { set(&container, [probe, key], value) }
      if container[probe]?["httpGet"] != nil {
        set(&container, [probe, "httpGet", "path"], "/")
        set(&container, [probe, "httpGet", "scheme"], "HTTP")
      }
    }
  }

  private static let probeRules: [(String, JSON)] = [
    ("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3),
  ]

  private static func servicePorts(_ tree: inout JSON) {
    tree["spec"]?["ports"]?.withArray { ports in
      for index in ports.indices {
        set(&ports[index], ["protocol"], "TCP")
        if let port = ports[index]["port"] { set(&ports[index], ["targetPort"], port) }
      }
    }
    switch tree["spec"]?["sessionAffinity"] {
    case "None": tree["spec"]?["sessionAffinityConfig"] = nil
    case "ClientIP":
      // Three hours.
      if tree[path: "spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"] == nil {
        tree[path: ["spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"]] = 10_800
      }
    default: break
    }
    let type = tree["spec"]?["type"]?.string
    if type == "NodePort" || type == "LoadBalancer" { set(&tree, ["spec", "externalTrafficPolicy"], "Cluster") }
    if type == "LoadBalancer" { set(&tree, ["spec", "allocateLoadBalancerNodePorts"], true) }
    if type == "ExternalName" { tree["spec"]?["internalTrafficPolicy"] = nil }
  }

  /// A policy is for what it has rules for; without any, for what comes in.
  private static func networkPolicy(_ tree: inout JSON) {
    guard tree["spec"]?.object != nil else { return }
    if tree["spec"]?["policyTypes"]?.isEmpty ?? true {
      let hasEgress = tree["spec"]?["egress"]?.array?.isEmpty == false
      tree["spec"]?["policyTypes"] = hasEgress ? ["Ingress", "Egress"] : ["Ingress"]
    }
    for direction in ["ingress", "egress"] { tree["spec"]?[direction]?.withArray(portProtocols) }
  }

  /// Without metrics, pods shall use four fifths of the processor time that they ask for.
  private static func autoscaler(_ tree: inout JSON) {
    if tree["apiVersion"] == "autoscaling/v1" {
      let more = tree[path: "metadata", "annotations", AutoscalerConversion.metrics]
      if more == nil { set(&tree, ["spec", "targetCPUUtilizationPercentage"], 80) }
      return
    }
    if tree["spec"]?["metrics"]?.isEmpty ?? true {
      tree["spec"]?["metrics"] = [
        [
          "type": "Resource",
          "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
        ]
      ]
    }
    for (direction, rules) in behavior where tree[path: "spec", "behavior"]?.object != nil {
      if tree[path: "spec", "behavior", direction] == nil {
        tree[path: ["spec", "behavior", direction]] = .emptyObject
      }
      for (key, value) in rules { set(&tree, ["spec", "behavior", direction, key], value) }
    }
  }

  /// How fast pods come and go, where nothing is said of it.
  private static let behavior: [(String, [(String, JSON)])] = [
    (
      "scaleUp",
      [
        ("stabilizationWindowSeconds", 0), ("selectPolicy", "Max"),
        (
          "policies",
          [
            ["type": "Pods", "value": 4, "periodSeconds": 15], ["type": "Percent", "value": 100, "periodSeconds": 15],
          ]
        ),
      ]
    ),
    (
      "scaleDown",
      [("selectPolicy", "Max"), ("policies", [["type": "Percent", "value": 100, "periodSeconds": 15]])]
    ),
  ]

  private static func portProtocols(_ list: inout [JSON]) {
    for index in list.indices {
      list[index]["ports"]?.withArray { ports in
        for port in ports.indices { set(&ports[port], ["protocol"], "TCP") }
      }
    }
  }

  private static func job(_ tree: inout JSON) {
    if tree["spec"]?["completions"] == nil, tree["spec"]?["parallelism"] == nil {
      set(&tree, ["spec", "completions"], 1)
    }
    set(&tree, ["spec", "parallelism"], 1)
    guard tree["spec"]?["manualSelector"]?.bool != true, tree["spec"]?["selector"] == nil,
      let uid = tree["metadata"]?["uid"], let name = tree["metadata"]?["name"]
    else { return }
    tree["spec"]?["selector"] = ["matchLabels": ["batch.kubernetes.io/controller-uid": uid]]
    for (key, value) in [
      ("batch.kubernetes.io/controller-uid", uid), ("batch.kubernetes.io/job-name", name), ("controller-uid", uid),
      ("job-name", name),
    ] {
      tree[path: ["spec", "template", "metadata", "labels", key]] = value
    }
  }

  private static let podPaths: [String: [String]] = [
    "pods": ["spec"], "deployments.apps": template, "replicasets.apps": template, "statefulsets.apps": template,
    "daemonsets.apps": template, "replicationcontrollers": template, "jobs.batch": template,
    "cronjobs.batch": ["spec", "jobTemplate"] + template, "podtemplates": ["template", "spec"],
  ]
  private static let template = ["spec", "template", "spec"]

  private static let podRules: [([String], JSON)] = [
    (["restartPolicy"], "Always"), (["terminationGracePeriodSeconds"], 30), (["dnsPolicy"], "ClusterFirst"),
    (["securityContext"], .emptyObject), (["schedulerName"], "default-scheduler"),
  ]

  private static func path(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }

  private static func table(_ rules: (String, JSON)...) -> [([String], JSON)] { rules.map { (path($0.0), $0.1) } }

  private static let rules: [String: [([String], JSON)]] = [
    "deployments.apps": table(
      ("spec.replicas", 1), ("spec.strategy.type", "RollingUpdate"), ("spec.revisionHistoryLimit", 10),
      ("spec.progressDeadlineSeconds", 600)),
    "replicasets.apps": table(("spec.replicas", 1)),
    "replicationcontrollers": table(("spec.replicas", 1)),
    "statefulsets.apps": table(
      ("spec.replicas", 1), ("spec.podManagementPolicy", "OrderedReady"), ("spec.revisionHistoryLimit", 10),
      ("spec.updateStrategy.type", "RollingUpdate"), ("spec.updateStrategy.rollingUpdate.partition", 0),
      ("spec.persistentVolumeClaimRetentionPolicy", ["whenDeleted": "Retain", "whenScaled": "Retain"])),
    "daemonsets.apps": table(
      ("spec.revisionHistoryLimit", 10), ("spec.updateStrategy.type", "RollingUpdate"),
      ("spec.updateStrategy.rollingUpdate.maxUnavailable", 1), ("spec.updateStrategy.rollingUpdate.maxSurge", 0)),
    "jobs.batch": table(
      ("spec.backoffLimit", 6), ("spec.completionMode", "NonIndexed"), ("spec.suspend", false),
      ("spec.podReplacementPolicy", "TerminatingOrFailed"), ("spec.manualSelector", false)),
    "cronjobs.batch": table(
      ("spec.concurrencyPolicy", "Allow"), ("spec.suspend", false), ("spec.successfulJobsHistoryLimit", 3),
      ("spec.failedJobsHistoryLimit", 1)),
    "pods": table(("spec.enableServiceLinks", true)),
    "services": table(
      ("spec.type", "ClusterIP"), ("spec.sessionAffinity", "None"), ("spec.internalTrafficPolicy", "Cluster")),
    "secrets": table(("type", "Opaque")),
    "persistentvolumeclaims": table(("spec.volumeMode", "Filesystem")),
    "persistentvolumes": table(("spec.volumeMode", "Filesystem"), ("spec.persistentVolumeReclaimPolicy", "Retain")),
    "storageclasses.storage.k8s.io": table(("reclaimPolicy", "Delete"), ("volumeBindingMode", "Immediate")),
    "horizontalpodautoscalers.autoscaling": table(("spec.minReplicas", 1)),
    "priorityclasses.scheduling.k8s.io": table(("preemptionPolicy", "PreemptLowerPriority")),
    "csidrivers.storage.k8s.io": table(
      ("spec.attachRequired", true), ("spec.podInfoOnMount", false), ("spec.storageCapacity", false),
      ("spec.fsGroupPolicy", "ReadWriteOnceWithFSType")),
    "customresourcedefinitions.apiextensions.k8s.io": table(("spec.conversion", ["strategy": "None"])),
  ]
}
