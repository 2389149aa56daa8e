import Kubernetes

/// The types of the built-in resources, by which objects can be read from protobuf.
enum BuiltInTypes {
  /// The type of a resource; nil for custom resources, and for versions that there are no types of.
  static func type(of resource: GroupVersionResource) -> (any KubernetesResource.Type)? {
    all.first { $0.groupVersionResource == resource }
  }

  private static let all: [any KubernetesResource.Type] = [
    AdmissionregistrationV1.MutatingAdmissionPolicy.self, AdmissionregistrationV1.MutatingAdmissionPolicyBinding.self,
    AdmissionregistrationV1.MutatingWebhookConfiguration.self, AdmissionregistrationV1.ValidatingAdmissionPolicy.self,
    AdmissionregistrationV1.ValidatingAdmissionPolicyBinding.self,
    AdmissionregistrationV1.ValidatingWebhookConfiguration.self, ApiextensionsV1.CustomResourceDefinition.self,
    ApiregistrationV1.APIService.self, AppsV1.ControllerRevision.self, AppsV1.DaemonSet.self, AppsV1.Deployment.self,
    AppsV1.ReplicaSet.self, AppsV1.StatefulSet.self, AuthenticationV1.SelfSubjectReview.self,
    AuthenticationV1.TokenReview.self, AuthorizationV1.LocalSubjectAccessReview.self,
    AuthorizationV1.SelfSubjectAccessReview.self, AuthorizationV1.SelfSubjectRulesReview.self,
    AuthorizationV1.SubjectAccessReview.self, AutoscalingV1.HorizontalPodAutoscaler.self,
    AutoscalingV2.HorizontalPodAutoscaler.self, BatchV1.CronJob.self, BatchV1.Job.self,
    CertificatesV1.CertificateSigningRequest.self, CoordinationV1.Lease.self, CoreV1.Binding.self,
    CoreV1.ComponentStatus.self, CoreV1.ConfigMap.self, CoreV1.Endpoints.self, CoreV1.Event.self,
    CoreV1.LimitRange.self, CoreV1.Namespace.self, CoreV1.Node.self, CoreV1.PersistentVolume.self,
    CoreV1.PersistentVolumeClaim.self, CoreV1.Pod.self, CoreV1.PodTemplate.self, CoreV1.ReplicationController.self,
    CoreV1.ResourceQuota.self, CoreV1.Secret.self, CoreV1.Service.self, CoreV1.ServiceAccount.self,
    DiscoveryV1.EndpointSlice.self, EventsV1.Event.self, FlowcontrolV1.FlowSchema.self,
    FlowcontrolV1.PriorityLevelConfiguration.self, MetricsV1beta1.NodeMetrics.self, MetricsV1beta1.PodMetrics.self,
    NetworkingV1.IPAddress.self, NetworkingV1.Ingress.self, NetworkingV1.IngressClass.self,
    NetworkingV1.NetworkPolicy.self, NetworkingV1.ServiceCIDR.self, NodeV1.RuntimeClass.self,
    PolicyV1.PodDisruptionBudget.self, RbacV1.ClusterRole.self, RbacV1.ClusterRoleBinding.self, RbacV1.Role.self,
    RbacV1.RoleBinding.self, ResourceV1.DeviceClass.self, ResourceV1.ResourceClaim.self,
    ResourceV1.ResourceClaimTemplate.self, ResourceV1.ResourceSlice.self, SchedulingV1.PriorityClass.self,
    StorageV1.CSIDriver.self, StorageV1.CSINode.self, StorageV1.CSIStorageCapacity.self, StorageV1.StorageClass.self,
    StorageV1.VolumeAttachment.self, StorageV1.VolumeAttributesClass.self,
  ]
}
