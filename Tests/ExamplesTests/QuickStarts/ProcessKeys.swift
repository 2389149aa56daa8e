import Kubernetes

func processKeys(_ reconcile: (ObjectKey) async throws -> Void) async {
  let queue = WorkQueue<ObjectKey>()
  queue.add(ObjectKey(namespace: "web", name: "front"))  // synchronous: no await in event handlers
  for await key in queue {  // asking for the next item marks the last one as done
    do {
      try await reconcile(key)
      queue.forget(key)
    } catch {
      queue.addRateLimited(key)
    }
  }
}
