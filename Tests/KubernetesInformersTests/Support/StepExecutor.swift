import KubernetesLocks

/// Executes tasks one job at a time, on the thread that asks for it and in the order that it chooses: with the same
/// choices, a program runs the same way again, and between two jobs nothing moves.
///
/// Tasks that are made with it as their preference stay on it, with their child tasks and the actors that they call.
final class StepExecutor: TaskExecutor, Sendable {
  private let jobs = Lock<[UnownedJob]>([])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// Executes one of the jobs that are ready, the one that `choose` names. Returns false if there is none.
  func step(_ choose: (Range<Int>) -> Int) -> Bool {
    let count = jobs.withLock { $0.count }
    guard count > 0 else { return false }
    // Jobs come from this thread only, so there are as many as before.
    let position = count == 1 ? 0 : choose(0..<count)
    let job = jobs.withLock { $0.remove(at: position) }
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }
}
