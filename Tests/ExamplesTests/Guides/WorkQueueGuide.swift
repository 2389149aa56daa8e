import Kubernetes

func processWithWorkers(_ key: ObjectKey, _ reconcile: @escaping @Sendable (ObjectKey) async throws -> Void) async {
  let queue = WorkQueue<ObjectKey>()

  // In the handlers of an informer: synchronous, a few dozen nanoseconds, from any task or thread.
  queue.add(key)

  // The workers.
  await queue.process(workers: 4) { key in
    do {
      try await reconcile(key)
      queue.forget(key)
    } catch {
      queue.addRateLimited(key)
    }
  }
}

func processInALoop(_ queue: WorkQueue<ObjectKey>, _ reconcile: (ObjectKey) async -> Void) async {
  for await key in queue {
    await reconcile(key)
  }
}

func addWithPriorities(_ queue: WorkQueue<ObjectKey>, _ initialKeys: [ObjectKey], _ changedKey: ObjectKey) {
  queue.add(contentsOf: initialKeys, priority: .low)
  queue.add(changedKey)
}

func measuredQueue() -> WorkQueue<ObjectKey> {
  let queue = WorkQueue<ObjectKey>(
    options: WorkQueueOptions(metrics: WorkQueueMetrics(name: "deployments")))
  return queue
}
