extension ConformanceTables {
  /// Which resources take an update that names no version, and which insist on one.
  // table: main /api/v1
  static let versions = #"""
    @ lease {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"l"$1},"spec":{"holderIdentity":"$2"}}
    @ budget {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"b"$1},"spec":{"minAvailable":$2,"selector":{"matchLabels":{"app":"x"}}}}
    @ account {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"s"},"automountServiceAccountToken":$1}
    @ named {"kind":"$1","apiVersion":"$2","metadata":{"name":"{ns}"}$3}
    # leases
    POST /apis/coordination.k8s.io/v1/namespaces/{ns}/leases lease( | a)
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l lease( | b)
    ~message the older server writes the number otherwise
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l lease(,"resourceVersion":"0" | b)
    ~message the older server writes the number otherwise
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l lease(,"resourceVersion":"{1.metadata.resourceVersion}" | b)
    PATCH:merge /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l {"spec":{"holderIdentity":"c"}}
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l lease(,"uid":"nope" | b)
    # a lease that an update makes
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l lease(,"resourceVersion":"0" | b)
    POST /apis/coordination.k8s.io/v1/namespaces/{ns}/leases lease(,"resourceVersion":"0" | b)
    # disruption budgets and their status
    ! generation budgets count generations as others do
    ! managedFields managers of subresources are kept apart since 1.22
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget( | 1)
    PUT /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b budget( | 2)
    ~message the older server writes the number otherwise
    PUT /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status budget( | 1)
    ~message the older server writes the number otherwise
    PUT /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b budget(,"resourceVersion":"{1.metadata.resourceVersion}" | 1)
    # service accounts
    POST serviceaccounts account(true)
    PUT serviceaccounts/s account(false)
    # volume attachments
    POST /apis/storage.k8s.io/v1/volumeattachments named(VolumeAttachment | storage.k8s.io/v1 | ,"spec":{"attacher":"a","nodeName":"n","source":{"persistentVolumeName":"v"}})
    ~managers the older server notes the status of a new object
    PUT /apis/storage.k8s.io/v1/volumeattachments/{ns} named(VolumeAttachment | storage.k8s.io/v1 | ,"spec":{"attacher":"a","nodeName":"n","source":{"persistentVolumeName":"v"}})
    ~message the older server writes the number otherwise
    PUT /apis/storage.k8s.io/v1/volumeattachments/{ns}/status named(VolumeAttachment | storage.k8s.io/v1 | ,"spec":{"attacher":"a","nodeName":"n","source":{"persistentVolumeName":"v"}},"status":{"attached":true})
    ~message the older server writes the number otherwise
    DELETE /apis/storage.k8s.io/v1/volumeattachments/{ns}
    ~skip the answer is not about updates
    # drivers and nodes of storage
    POST /apis/storage.k8s.io/v1/csidrivers named(CSIDriver | storage.k8s.io/v1 | ,"spec":{"attachRequired":true})
    ~skip newer servers have more defaults
    PUT /apis/storage.k8s.io/v1/csidrivers/{ns} named(CSIDriver | storage.k8s.io/v1 | ,"spec":{"attachRequired":true})
    ~message the older server writes the number otherwise
    DELETE /apis/storage.k8s.io/v1/csidrivers/{ns}
    ~skip the answer is not about updates
    POST /apis/storage.k8s.io/v1/csinodes named(CSINode | storage.k8s.io/v1 | ,"spec":{"drivers":[{"name":"d","nodeID":"i"}]})
    ~skip the older server notes an empty list
    PUT /apis/storage.k8s.io/v1/csinodes/{ns} named(CSINode | storage.k8s.io/v1 | ,"spec":{"drivers":[{"name":"d","nodeID":"i"}]})
    ~message the older server writes the number otherwise
    DELETE /apis/storage.k8s.io/v1/csinodes/{ns}
    ~skip the answer is not about updates
    # runtime classes
    POST /apis/node.k8s.io/v1/runtimeclasses named(RuntimeClass | node.k8s.io/v1 | ,"handler":"h")
    PUT /apis/node.k8s.io/v1/runtimeclasses/{ns} named(RuntimeClass | node.k8s.io/v1 | ,"handler":"h")
    ~message the older server writes the number otherwise
    DELETE /apis/node.k8s.io/v1/runtimeclasses/{ns}
    # webhooks
    POST /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations named(ValidatingWebhookConfiguration | admissionregistration.k8s.io/v1)
    PUT /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{ns} named(ValidatingWebhookConfiguration | admissionregistration.k8s.io/v1)
    ~message the older server writes the number otherwise
    DELETE /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{ns}
    POST /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations named(MutatingWebhookConfiguration | admissionregistration.k8s.io/v1)
    PUT /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/{ns} named(MutatingWebhookConfiguration | admissionregistration.k8s.io/v1)
    ~message the older server writes the number otherwise
    DELETE /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/{ns}
    # classes that take it
    POST /apis/storage.k8s.io/v1/storageclasses named(StorageClass | storage.k8s.io/v1 | ,"provisioner":"p")
    PUT /apis/storage.k8s.io/v1/storageclasses/{ns} named(StorageClass | storage.k8s.io/v1 | ,"provisioner":"p","allowVolumeExpansion":true)
    DELETE /apis/storage.k8s.io/v1/storageclasses/{ns}
    ~skip the answer is not about updates
    POST /apis/networking.k8s.io/v1/ingressclasses named(IngressClass | networking.k8s.io/v1 | ,"spec":{"controller":"example.com/a"})
    PUT /apis/networking.k8s.io/v1/ingressclasses/{ns} {"kind":"IngressClass","apiVersion":"networking.k8s.io/v1","metadata":{"name":"{ns}","labels":{"a":"b"}},"spec":{"controller":"example.com/a"}}
    DELETE /apis/networking.k8s.io/v1/ingressclasses/{ns}
    POST /apis/rbac.authorization.k8s.io/v1/clusterroles named(ClusterRole | rbac.authorization.k8s.io/v1 | ,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}])
    PUT /apis/rbac.authorization.k8s.io/v1/clusterroles/{ns} named(ClusterRole | rbac.authorization.k8s.io/v1 | ,"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["list"]}])
    DELETE /apis/rbac.authorization.k8s.io/v1/clusterroles/{ns}
    """#
}
