import Kubernetes

func listSelected(_ pods: ResourceClient<CoreV1.Pod>) async throws -> Int {
  let list = try await pods.list(ListOptions(labelSelector: "app=web,tier in (front,back),!canary"))
  return list.items.count
}

func builtSelector(_ name: String, _ tiers: [String]) -> LabelSelector {
  let selector = Label("app") == name && Label("tier").isIn(tiers) && !Label("canary") && Label("revision") > 3
  return selector
}

func parsedSelector(_ text: String) throws -> LabelSelector {
  let selector = try LabelSelector(parsing: text)
  return selector
}

func fieldSelector(_ node: String) -> FieldSelector {
  let selector = Field("spec.nodeName") == node && Field("status.phase") != "Failed"
  return selector
}
