// What the API server offers for some resources and not for others. Generated types conform as the server's discovery
// says; custom resources conform when their definition says so. A client's calls need the conformance, so asking for
// what no server has does not compile.

/// A resource whose objects can be deleted by a selection, in one call.
public protocol CollectionDeletableResource: KubernetesObject, WireCodable {}

/// A resource whose `status` is written apart from the rest.
public protocol StatusResource: KubernetesObject, WireCodable {}

/// A resource with a number of replicas that can be read and set whatever the type: the subresource `scale`.
public protocol ScalableResource: KubernetesObject, WireCodable {}

/// A resource whose objects are evicted, as a drain does, with respect for disruption budgets.
public protocol EvictableResource: KubernetesObject, WireCodable {}

/// A resource whose objects are bound to a node, as a scheduler does.
public protocol BindableResource: KubernetesObject, WireCodable {}

/// A resource for whose objects tokens are issued.
public protocol TokenResource: KubernetesObject, WireCodable {}

/// A resource whose objects write logs.
public protocol LogResource: KubernetesObject, WireCodable {}

/// A resource in whose objects commands can be run.
public protocol ExecResource: KubernetesObject, WireCodable {}

/// A resource to whose running processes one can attach.
public protocol AttachResource: KubernetesObject, WireCodable {}

/// A resource to whose ports connections can be forwarded.
public protocol PortForwardResource: KubernetesObject, WireCodable {}

/// A resource that takes ephemeral containers, for debugging.
public protocol DebuggableResource: KubernetesObject, WireCodable {}

/// A resource whose compute resources can be changed while it runs.
public protocol ResizableResource: KubernetesObject, WireCodable {}

/// A resource with finalizers of its own, besides those of its metadata.
public protocol FinalizableResource: KubernetesObject, WireCodable {}

/// A resource that is approved or denied.
public protocol ApprovableResource: KubernetesObject, WireCodable {}

// What an object without a type has is known by the server only.
extension Unstructured: CollectionDeletableResource, StatusResource, ScalableResource {}
extension MetaV1.PartialObjectMetadata: CollectionDeletableResource {}
