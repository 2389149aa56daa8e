extension WorkQueue {
  /// Works on the items, several at the same time, until the queue is shut down or the task is cancelled.
  ///
  /// A fixed number of workers, each a child task that takes one item after the other. Returns when all of them have ended; all
  /// items that were handed out are finished then.
  ///
  /// ```swift
  /// await queue.process(workers: 4) { key in
  ///   do {
  ///     try await reconcile(key)
  ///     queue.forget(key)
  ///   } catch {
  ///     queue.addRateLimited(key)
  ///   }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - workers: How many items are worked on at the same time at most; at least one.
  ///   - body: What to do with an item. Never called for the same item twice at the same time.
  @inlinable
  public nonisolated func process(workers: Int = 1, _ body: @escaping @Sendable (Item) async -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<Swift.max(workers, 1) {
        group.addTask {
          // With leases, so that no item has to be kept or looked up to be finished.
          var lease = WorkQueueStateMachine.Lease.none
          while true {
            var visit = self.visit(finishing: lease, isCancelled: Task.isCancelled)
            if visit.isEmpty { visit = await self.sleep() }
            lease = visit.lease
            guard let item = visit.item else { return }
            await body(item)
          }
        }
      }
    }
  }
}
