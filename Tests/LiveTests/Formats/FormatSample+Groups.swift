import Kubernetes

extension FormatSample {
  /// Every kind that a client can create, but those of `v1`.
  static let groups: [FormatSample] = workloads + access + network + storage + machinery + resources

  private static let workloads: [FormatSample] = [
    FormatSample(AppsV1.ControllerRevision.self, ["data": ["any": ["thing", 1, true]], "revision": 7]),
    FormatSample(AppsV1.DaemonSet.self, ["spec": ["selector": selector, "template": template]]),
    FormatSample(
      AppsV1.Deployment.self,
      [
        "spec": [
          "replicas": 0, "selector": selector, "template": template,
          "strategy": ["rollingUpdate": ["maxSurge": "25%", "maxUnavailable": 1]],
        ]
      ]),
    FormatSample(AppsV1.ReplicaSet.self, ["spec": ["replicas": 2, "selector": selector, "template": template]]),
    FormatSample(
      AppsV1.StatefulSet.self, ["spec": ["serviceName": "s", "selector": selector, "template": template]]),
    FormatSample(AutoscalingV1.HorizontalPodAutoscaler.self, ["spec": ["scaleTargetRef": target, "maxReplicas": 3]]),
    FormatSample(AutoscalingV2.HorizontalPodAutoscaler.self, ["spec": ["scaleTargetRef": target, "maxReplicas": 3]]),
    FormatSample(
      BatchV1.Job.self, ["spec": ["template": jobTemplate, "backoffLimit": 0]],
      own: [["spec", "selector"], ["spec", "template", "metadata"]]),
    FormatSample(
      BatchV1.CronJob.self, ["spec": ["schedule": "@daily", "jobTemplate": ["spec": ["template": jobTemplate]]]]),
    FormatSample(PolicyV1.PodDisruptionBudget.self, ["spec": ["minAvailable": "50%", "selector": selector]]),
    FormatSample(SchedulingV1.PriorityClass.self, ["value": 7, "description": "d"]),
  ]
  private static let target: JSONValue = ["apiVersion": "apps/v1", "kind": "Deployment", "name": "d"]
  private static let jobTemplate: JSONValue = [
    "spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "example/main:1"]]]
  ]

  private static let access: [FormatSample] = [
    FormatSample(AuthenticationV1.TokenReview.self, ["spec": ["token": "wrong"]], isReview: true),
    FormatSample(AuthenticationV1.SelfSubjectReview.self, isReview: true),
    FormatSample(AuthorizationV1.LocalSubjectAccessReview.self, reviewedLocally, isReview: true),
    FormatSample(
      AuthorizationV1.SelfSubjectAccessReview.self,
      ["spec": ["nonResourceAttributes": ["path": "/healthz", "verb": "get"]]], isReview: true),
    FormatSample(
      AuthorizationV1.SelfSubjectRulesReview.self, ["spec": ["namespace": "default"]],
      own: [["status", "resourceRules"], ["status", "nonResourceRules"]], isReview: true),
    FormatSample(AuthorizationV1.SubjectAccessReview.self, reviewed("default"), isReview: true),
    FormatSample(RbacV1.ClusterRole.self, ["rules": rules, "aggregationRule": ["clusterRoleSelectors": [selector]]]),
    FormatSample(RbacV1.ClusterRoleBinding.self, binding("ClusterRole")),
    FormatSample(RbacV1.Role.self, ["rules": rules]),
    FormatSample(RbacV1.RoleBinding.self, binding("Role")),
    FormatSample(
      CertificatesV1.CertificateSigningRequest.self,
      ["spec": ["request": .string(request), "signerName": "example.com/s", "usages": ["client auth"]]]),
  ]
  /// A request for a certificate of `CN=format-sample`, PEM, base64.
  private static let request = """
    LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIUk1Ib0NBUUF3R0RFV01CUUdBMVVFQXd3TlptOXliV0YwTFhO\
    aGJYQnNaVEJaTUJNR0J5cUdTTTQ5QWdFRwpDQ3FHU000OUF3RUhBMElBQktmZ0c2dDlUUVRUNUxZemo2K3JQcDJvV2FhT3A4MWow\
    WEhhbzB4WjZMQ051eHFPClp3amxVbmZpd1VBMExRdGdDblN2Z1NRMlVtM1VXWngrTjVoRDdHQ2dBREFLQmdncWhrak9QUVFEQWdO\
    SEFEQkUKQWlCOFQyVS90L2pScGRLOFJzUUllQnRhZFhpajBNM1cwS0thaDQ1aGs3alFEZ0lnR3R1STVoOTBETzNRTkQreQp3Rk9B\
    YkROdmkxaWlxZ2JWTUJ6TkRxVWpOVkE9Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
    """
  private static func reviewed(_ namespace: JSONValue) -> JSONObject {
    [
      "spec": [
        "user": "u", "groups": ["g"],
        "resourceAttributes": ["namespace": namespace, "verb": "get", "resource": "pods"],
      ]
    ]
  }
  /// The one review that has metadata: its namespace must be the one that is asked about.
  private static let reviewedLocally: JSONObject = {
    var body = reviewed("@")
    body["metadata"] = ["namespace": "@"]
    return body
  }()
  private static let rules: JSONValue = [["apiGroups": ["", "apps"], "resources": ["pods"], "verbs": ["get"]]]
  private static func binding(_ kind: JSONValue) -> JSONObject {
    [
      "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": "r"],
      "subjects": [["kind": "User", "name": "u", "apiGroup": "rbac.authorization.k8s.io"]],
    ]
  }

  private static let network: [FormatSample] = [
    FormatSample(
      DiscoveryV1.EndpointSlice.self,
      ["addressType": "IPv4", "endpoints": [["addresses": ["10.1.2.3"]]], "ports": [["name": "http", "port": 80]]]),
    FormatSample(
      NetworkingV1.Ingress.self,
      [
        "spec": [
          "rules": [
            [
              "host": "a.example.com",
              "http": [
                "paths": [
                  [
                    "path": "/", "pathType": "Prefix",
                    "backend": ["service": ["name": "s", "port": ["number": 80]]],
                  ]
                ]
              ],
            ]
          ]
        ]
      ]),
    FormatSample(NetworkingV1.IngressClass.self, ["spec": ["controller": "example.com/c"]]),
    FormatSample(
      NetworkingV1.NetworkPolicy.self,
      [
        "spec": [
          "podSelector": [:], "policyTypes": ["Ingress", "Egress"],
          "ingress": [["from": [["podSelector": selector]], "ports": [["port": "http"], ["port": 80]]]],
          "egress": [[:]],
        ]
      ]),
    FormatSample(
      NetworkingV1.IPAddress.self,
      ["spec": ["parentRef": ["group": "", "resource": "services", "namespace": "default", "name": "s"]]],
      name: "192.0.2.#"),
    FormatSample(NetworkingV1.ServiceCIDR.self, ["spec": ["cidrs": ["198.51.100.0/24"]]]),
  ]

  private static let storage: [FormatSample] = [
    FormatSample(StorageV1.CSIDriver.self, ["spec": ["attachRequired": false, "volumeLifecycleModes": ["Ephemeral"]]]),
    FormatSample(
      StorageV1.CSINode.self,
      ["spec": ["drivers": [["name": "d.example.com", "nodeID": "n", "allocatable": ["count": 3]]]]]),
    FormatSample(
      StorageV1.StorageClass.self,
      [
        "provisioner": "example.com/p", "parameters": ["a": "b"], "volumeBindingMode": "WaitForFirstConsumer",
        "allowVolumeExpansion": true,
      ]),
    FormatSample(
      StorageV1.VolumeAttachment.self,
      ["spec": ["attacher": "a", "nodeName": "n", "source": ["persistentVolumeName": "v"]]]),
    FormatSample(StorageV1.CSIStorageCapacity.self, ["storageClassName": "s", "capacity": "5Gi"]),
    FormatSample(
      StorageV1.VolumeAttributesClass.self, ["driverName": "d.example.com", "parameters": ["iops": "1"]]),
  ]

  private static let machinery: [FormatSample] = [
    FormatSample(
      CoordinationV1.Lease.self,
      [
        "spec": [
          "holderIdentity": "h", "leaseDurationSeconds": 15, "renewTime": "2026-01-02T03:04:05.000006Z",
          "leaseTransitions": 0,
        ]
      ]),
    FormatSample(
      EventsV1.Event.self,
      [
        "eventTime": "2026-01-02T03:04:05.000006Z", "action": "Try", "reason": "Tried", "type": "Normal",
        "regarding": ["kind": "Pod", "name": "p", "namespace": "@"], "reportingController": "example.com/c",
        "reportingInstance": "i", "note": "n",
      ], own: [["regarding", "namespace"]]),
    FormatSample(
      NodeV1.RuntimeClass.self, ["handler": "h", "overhead": ["podFixed": ["cpu": "10m"]]]),
    FormatSample(
      FlowcontrolV1.FlowSchema.self,
      ["spec": ["priorityLevelConfiguration": ["name": "exempt"], "matchingPrecedence": 9000]]),
    FormatSample(
      FlowcontrolV1.PriorityLevelConfiguration.self,
      ["spec": ["type": "Limited", "limited": ["limitResponse": ["type": "Reject"]]]]),
    FormatSample(AdmissionregistrationV1.MutatingWebhookConfiguration.self, ["webhooks": webhooks]),
    FormatSample(AdmissionregistrationV1.ValidatingWebhookConfiguration.self, ["webhooks": webhooks]),
    FormatSample(
      AdmissionregistrationV1.ValidatingAdmissionPolicy.self,
      ["spec": ["matchConstraints": ["resourceRules": [policyRule]], "validations": [["expression": "true"]]]]),
    FormatSample(
      AdmissionregistrationV1.ValidatingAdmissionPolicyBinding.self,
      ["spec": ["policyName": "p", "validationActions": ["Deny"]]]),
    FormatSample(
      AdmissionregistrationV1.MutatingAdmissionPolicy.self,
      [
        "spec": [
          "matchConstraints": ["resourceRules": [policyRule]], "reinvocationPolicy": "Never",
          "mutations": [["patchType": "JSONPatch", "jsonPatch": ["expression": "[]"]]],
        ]
      ]),
    FormatSample(
      AdmissionregistrationV1.MutatingAdmissionPolicyBinding.self, ["spec": ["policyName": "p"]]),
    FormatSample(
      ApiregistrationV1.APIService.self,
      [
        "spec": [
          "group": "g*.example.com", "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 10,
          "insecureSkipTLSVerify": true, "service": ["name": "s", "namespace": "default"],
        ]
      ], name: "v1.g*.example.com", own: [["spec", "group"], ["status"]]),
  ]
  private static let webhooks: JSONValue = [
    [
      "name": "w.example.com", "sideEffects": "None", "admissionReviewVersions": ["v1"], "failurePolicy": "Ignore",
      "clientConfig": ["url": "https://w.example.com/"],
      "rules": [
        ["operations": ["CREATE"], "apiGroups": ["none.example.com"], "apiVersions": ["v1"], "resources": ["nothings"]]
      ],
    ]
  ]
  private static let policyRule: JSONValue = [
    "operations": ["CREATE"], "apiGroups": ["none.example.com"], "apiVersions": ["v1"], "resources": ["nothings"],
  ]

  private static let resources: [FormatSample] = [
    FormatSample(ResourceV1.DeviceClass.self, ["spec": ["selectors": [["cel": ["expression": "true"]]]]]),
    FormatSample(
      ResourceV1.ResourceClaim.self,
      ["spec": ["devices": ["requests": [["name": "r", "exactly": ["deviceClassName": "d"]]]]]]),
    FormatSample(
      ResourceV1.ResourceClaimTemplate.self,
      ["spec": ["spec": ["devices": ["requests": [["name": "r", "exactly": ["deviceClassName": "d"]]]]]]]),
    FormatSample(
      ResourceV1.ResourceSlice.self,
      [
        "spec": [
          "driver": "d.example.com", "nodeName": "n", "devices": [["name": "a"]],
          "pool": ["name": "p*", "generation": 1, "resourceSliceCount": 1],
        ]
      ], own: [["spec", "pool"]]),
  ]
}
