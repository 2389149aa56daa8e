import Kubernetes

extension FormatSample {
  private static let container: JSONValue = [
    "name": "main", "image": "example/main:1", "ports": [["containerPort": 80]],
    "env": [["name": "EMPTY"], ["name": "A", "value": "b"]],
    "resources": ["limits": ["cpu": "1500m", "memory": "1Gi"], "requests": ["cpu": "0.1"]],
    "readinessProbe": ["httpGet": ["path": "/", "port": "http"], "periodSeconds": 3],
    "livenessProbe": ["tcpSocket": ["port": 80]],
    "securityContext": ["runAsNonRoot": false, "capabilities": ["drop": ["ALL"]]],
  ]
  static let podSpec: JSONValue = [
    "containers": [container], "nodeSelector": ["a": "b"],
    "volumes": [
      ["name": "v", "emptyDir": [:]],
      ["name": "c", "configMap": ["name": "c", "items": [["key": "k", "path": "p"]]]],
    ],
    "tolerations": [["key": "k", "operator": "Exists", "tolerationSeconds": 0, "effect": "NoExecute"]],
  ]
  static let template: JSONValue = ["metadata": ["labels": ["app": "a"]], "spec": podSpec]
  static let selector: JSONValue = ["matchLabels": ["app": "a"]]

  /// `v1`, but for `Binding`, which is no object of its own.
  static let core: [FormatSample] = [
    FormatSample(
      CoreV1.ConfigMap.self, ["data": ["a": "", "b": "1"], "binaryData": ["c": "AAH/"], "immutable": false]),
    FormatSample(
      CoreV1.Endpoints.self,
      [
        "subsets": [
          ["addresses": [["ip": "10.1.2.3", "nodeName": "n"]], "ports": [["port": 80, "name": "http"]]]
        ]
      ]),
    FormatSample(
      CoreV1.Event.self,
      [
        "involvedObject": ["kind": "Pod", "name": "p", "namespace": "@"], "reason": "Tried", "type": "Normal",
        "firstTimestamp": "2026-01-02T03:04:05Z", "count": 2, "source": ["component": "test"],
      ], own: [["involvedObject", "namespace"]]),
    FormatSample(
      CoreV1.LimitRange.self,
      ["spec": ["limits": [["type": "Container", "default": ["cpu": "1"], "max": ["memory": "2Gi", "cpu": "2"]]]]]),
    FormatSample(CoreV1.Namespace.self, ["spec": ["finalizers": ["kubernetes"]]]),
    FormatSample(
      CoreV1.Node.self,
      [
        "spec": [
          "podCIDR": "10.7.0.0/24", "podCIDRs": ["10.7.0.0/24"], "taints": [["key": "k", "effect": "NoSchedule"]],
        ],
        "status": ["capacity": ["cpu": "4", "memory": "8Gi"], "nodeInfo": ["kubeletVersion": "v1"]],
      ]),
    FormatSample(
      CoreV1.PersistentVolumeClaim.self,
      [
        "spec": [
          "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]], "storageClassName": "",
          "volumeMode": "Block",
        ]
      ]),
    FormatSample(
      CoreV1.PersistentVolume.self,
      [
        "spec": [
          "capacity": ["storage": "5Gi"], "accessModes": ["ReadWriteOnce"], "hostPath": ["path": "/tmp"],
          "persistentVolumeReclaimPolicy": "Retain",
        ]
      ]),
    FormatSample(CoreV1.Pod.self, ["spec": podSpec]),
    FormatSample(CoreV1.PodTemplate.self, ["template": template]),
    FormatSample(
      CoreV1.ReplicationController.self,
      ["spec": ["replicas": 0, "selector": ["app": "a"], "template": template]]),
    FormatSample(CoreV1.ResourceQuota.self, ["spec": ["hard": ["pods": "10"], "scopes": ["BestEffort"]]]),
    FormatSample(CoreV1.Secret.self, ["data": ["a": "", "b": "AAECAw=="], "type": "Opaque"]),
    FormatSample(
      CoreV1.ServiceAccount.self, ["imagePullSecrets": [["name": "s"]], "automountServiceAccountToken": false]),
    FormatSample(
      CoreV1.Service.self,
      [
        "spec": [
          "selector": ["app": "a"], "type": "NodePort",
          "ports": [["port": 80, "targetPort": "http", "name": "a"], ["port": 81, "targetPort": 8081, "name": "b"]],
        ]
      ], own: [["spec", "clusterIP"], ["spec", "clusterIPs"], ["spec", "ports"]]),
  ]
}
