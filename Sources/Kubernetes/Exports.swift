@_exported public import KubernetesClient
@_exported public import KubernetesControllers
@_exported public import KubernetesCore
@_exported public import KubernetesInformers
@_exported public import KubernetesModels
@_exported public import KubernetesWorkQueue
