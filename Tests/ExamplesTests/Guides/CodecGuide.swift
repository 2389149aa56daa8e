import Kubernetes

func transcode(_ body: Bytes) throws -> Bytes {
  let context = DecodingContext(sharing: .subtrees, managedFields: .drop)
  let pods = try CoreV1.PodList(wire: body, format: .json, context: context)
  let bytes = try pods.encoded(format: .protobuf)
  return bytes
}

func dropManagedFields(_ client: ClusterClient) -> ResourceClient<CoreV1.Pod> {
  let pods = client.coreV1.pods.decoding(DecodingOptions(managedFields: .drop))
  return pods
}

func readAsJSON(_ client: ClusterClient) -> ResourceClient<CoreV1.Pod> {
  let pods = client.coreV1.pods.formats([.json])
  return pods
}

/// Only compiled: it goes to the cluster of whoever runs it.
func connectWithJSON() async throws -> ClusterClient {
  let client = try await ClusterClient.connect(requests: RESTClientConfiguration(formats: [.json]))
  return client
}
