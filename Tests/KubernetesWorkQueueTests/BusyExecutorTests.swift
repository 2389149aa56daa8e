import KubernetesLocks
import Testing

@testable import KubernetesWorkQueue

@Suite("Workers on executors of their own", .timeLimit(.minutes(1)))
struct BusyExecutorTests {
  /// Runs nothing until it is let go, and then everything on the executor of all others.
  private final class StuckExecutor: TaskExecutor {
    private struct State {
      var isStuck = false
      var jobs: [UnownedJob] = []
    }

    private let state = Lock(State())

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      let isKept = state.withLock { state in
        if state.isStuck { state.jobs.append(job) }
        return state.isStuck
      }
      if !isKept { run(job) }
    }

    func stick() { state.withLock { $0.isStuck = true } }

    func letGo() {
      let jobs = state.withLock { state in
        defer { state = State() }
        return state.jobs
      }
      for job in jobs { run(job) }
    }

    private func run(_ job: UnownedJob) {
      let executor = asUnownedTaskExecutor()
      Task.detached { job.runSynchronously(on: executor) }
    }
  }

  /// Adds items while the executor of the worker that is called first is busy: each must reach another worker.
  private func spread(_ count: Int, _ add: (WorkQueue<Int>) -> Void) async {
    let queue = WorkQueue<Int>()
    let (begun, begin) = AsyncStream<Int>.makeStream()
    let busy = StuckExecutor()
    let gate = Barrier(count: count)
    await withTaskGroup(of: Void.self) { group in
      for _ in 1..<count {
        group.addTask {
          while let item = await queue.next() {
            begin.yield(item)
            await gate.wait()
            queue.done(item)
          }
        }
      }
      while queue.sleeperCount < count - 1 { await Task.yield() }
      // Who has parked last is called first.
      group.addTask(executorPreference: busy) {
        while let item = await queue.next() {
          await gate.wait()
          queue.done(item)
        }
      }
      while queue.sleeperCount < count { await Task.yield() }
      busy.stick()
      add(queue)
      // Each of the idle workers holds an item until the busy one has come, too.
      var seen: Set<Int> = []
      for await item in begun {
        seen.insert(item)
        if seen.count == count - 1 { break }
      }
      #expect(queue.processingCount == count - 1)
      busy.letGo()
      queue.shutDown()
    }
    #expect(queue.isEmpty)
  }

  @Test("One busy executor holds up no idle worker when items are added one by one")
  func oneByOne() async {
    await spread(4) { queue in
      for item in 0..<4 { queue.add(item) }
    }
  }

  @Test("One busy executor holds up no idle worker when items are added together")
  func together() async {
    await spread(4) { queue in
      queue.add(contentsOf: 0..<4)
    }
  }
}
