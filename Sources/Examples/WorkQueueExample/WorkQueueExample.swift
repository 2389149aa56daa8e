// A work queue by hand: what notices a change adds a key, and workers bring the world to the wanted state, key by key.
//
// Needs nothing: the "cluster" is a dictionary. Run it with
//
//   swift run WorkQueueExample
//
// In a real controller the changes come from an informer's handlers; `Controller` does what this file does, and more.

import KubernetesWorkQueue

/// What is wanted and what is there, by key. A stand-in for an informer's store and the API server.
actor Cluster {
  struct Unavailable: Error {}

  private var wanted: [String: Int] = [:]
  private var running: [String: Int] = [:]
  private var failures = 3

  func scale(_ key: String, to replicas: Int?) {
    wanted[key] = replicas
  }

  /// Makes what is there what is wanted, and says what it is now.
  ///
  /// Fails a few times, as networks do.
  func converge(_ key: String) throws -> Int? {
    if failures > 0, key == "default/flaky" {
      failures -= 1
      throw Unavailable()
    }
    running[key] = wanted[key]
    return running[key]
  }
}

@main
struct WorkQueueExample {
  static func main() async throws {
    let cluster = Cluster()
    let queue = WorkQueue<String>()

    // The workers: two items at a time, and never the same item twice at a time.
    let workers = Task {
      await queue.process(workers: 2) { key in
        await reconcile(key, in: cluster, queue)
      }
    }

    // What notices changes. Adding is synchronous: it can be done in any handler.
    for (key, replicas) in [("default/web", 1), ("default/flaky", 2), ("default/web", 3), ("default/old", nil)] {
      await cluster.scale(key, to: replicas)
      queue.add(key)
    }

    // Delayed items are dropped when the queue shuts down, so let the retries end first.
    while !queue.isEmpty {
      try await Task.sleep(for: .milliseconds(5))
    }
    try await queue.shutDownWithDrain()
    await workers.value
    print("all done")
  }

  /// Brings one object to the wanted state.
  ///
  /// What to do follows from the state now, not from the event: however many changes there were, the last one counts.
  static func reconcile(_ key: String, in cluster: Cluster, _ queue: WorkQueue<String>) async {
    do {
      let replicas = try await cluster.converge(key)
      print("\(key): \(replicas.map { "\($0) replicas" } ?? "gone")")
      // It worked: the next failure of this key starts with a short delay again.
      queue.forget(key)
    } catch {
      let delay = queue.addRateLimited(key)
      print("\(key): \(error), again in \(delay.map { "\($0)" } ?? "no time: the queue is shutting down")")
    }
  }
}
