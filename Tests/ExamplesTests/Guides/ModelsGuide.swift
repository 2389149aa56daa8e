import Kubernetes

func makePod() -> CoreV1.Pod {
  let pod = CoreV1.Pod(
    metadata: MetaV1.ObjectMeta(name: "web", labels: ["app": "web"]),
    spec: CoreV1.PodSpec(
      containers: [
        CoreV1.Container(
          name: "web", image: "nginx",
          resources: CoreV1.ResourceRequirements(limits: ["cpu": "500m", "memory": "256Mi"]))
      ]))
  return pod
}
