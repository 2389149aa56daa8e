import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport

@testable import KubernetesInformers

extension World {
  /// Lives through everything, on the calling thread. Returns what went wrong.
  func run() -> [String] {
    let runner = Task(executorPreference: executor) { await self.runInformer() }
    for _ in 0..<number(1...3) where chance(70) { addSubscriber() }

    live()
    calmDown()
    // No time passes here: what is written now must arrive by itself.
    if problems.isEmpty { writeInPeace() }
    checkEnd()

    state.withLock { $0.isOver = true }
    informer.stop()
    runner.cancel()
    drain()
    checkRemains()
    return problems
  }

  var problems: [String] { state.withLock { $0.problems } }
  private var subscribers: [SimulatedSubscriber] { state.withLock { $0.subscribers } }

  private func runInformer() async {
    while !isOver {
      do { try await informer.run() } catch { problem("run: \(error)") }
      note("the informer has stopped")
    }
  }

  // MARK: Phases

  /// Writes, faults and people, until the script has ended.
  private func live() {
    var idle = 0
    var steps = 0
    while steps < 20_000, problems.isEmpty {
      steps += 1
      if chance(6) { disturb() }
      if step() { continue }
      idle += 1
      if write() { continue }
      if idle > 12 { return }
      if chance(50), releaseSubscriber() { continue }
      advance()
    }
    if steps == 20_000 { problem("it does not come to rest") }
  }

  /// What happens while others are busy.
  private func disturb() {
    switch number(0...9) {
    case 0...3: _ = write()
    case 4: if subscribers.count < 5 { addSubscriber() }
    case 5: addWaiter()
    case 6: _ = releaseSubscriber()
    case 7: server.sendBookmarks()
    case 8:
      let stops = state.withLock { state in
        guard state.restarts > 0 else { return false }
        state.restarts -= 1
        return true
      }
      if stops {
        note("stop")
        informer.stop()
      }
    default: if chance(20) { advance() }
    }
  }

  /// Nothing goes wrong any more. Time passes until the informer has caught up.
  private func calmDown() {
    server.state.withLock { $0.faults.stop() }
    state.withLock { $0.transformFailures = 0 }
    note("calm")
    let collection = server.collection
    for change in collection.contents(at: collection.version) where !change.isReadable {
      server.set(change.object.metadata.name ?? "", namespace: change.object.metadata.namespace ?? "", value: 1)
    }
    for subscriber in subscribers {
      subscriber.stopPausing()
      subscriber.goOn()
    }
    for _ in 0..<300 where problems.isEmpty {
      drain()
      server.sendBookmarks()
      drain()
      if hasCaughtUp { return }
      advance()
    }
    if problems.isEmpty { problem("it does not catch up: \(informer.status)") }
  }

  private var hasCaughtUp: Bool {
    guard case .watching = informer.status.state, informer.store.resourceVersion == server.version else { return false }
    return server.state.withLock { !$0.open.isEmpty && $0.open.values.allSatisfy { !$0.isStalled } }
  }

  private func writeInPeace() {
    server.set("a", value: 100)
    server.delete("b")
    server.set("z", value: 101)
    drain()
  }

  // MARK: Steps

  /// Lets one task go on. Returns false if none can.
  private func step() -> Bool {
    let didStep = executor.step { range in state.withLock { Int.random(in: range, using: &$0.random) } }
    if didStep { checkVersion() }
    return didStep
  }

  private func drain() {
    var steps = 0
    while problems.isEmpty || isOver, step() {
      steps += 1
      if steps > 50_000 { return problem("it does not come to rest") }
    }
  }

  private func advance() {
    let deadlines = [clock.nextDeadline?.offset, server.nextDeadline].compactMap { $0 }
    guard let next = deadlines.min() else { return }
    clock.advance(by: max(next - clock.now.offset, .zero))
    server.wake()
  }

  private func write() -> Bool {
    guard let write = state.withLock({ $0.script.isEmpty ? nil : $0.script.removeFirst() }) else { return false }
    server.apply(write)
    note("\(write) -> \(server.version)")
    return true
  }

  private func releaseSubscriber() -> Bool {
    let paused = subscribers.filter(\.isPaused)
    guard !paused.isEmpty else { return false }
    return paused[number(0...(paused.count - 1))].goOn()
  }

  private func addSubscriber() {
    let policies: [SubscriptionPolicy] = [.unbounded, .bounded(number(1...4)), .latestPerKey]
    // A handler starts anew with the informer, without knowing it.
    let kind = SimulatedSubscriber.Kind.allCases[number(0...(hasRestarts ? 1 : 2))]
    let policy = kind == .handler ? .unbounded : policies[number(0...2)]
    let seed = state.withLock { $0.random.next() }
    let name = "\(kind) \(policy.kind) \(subscribers.count)"
    let subscriber = SimulatedSubscriber(name, policy, world: self, seed: seed)
    let resync: Duration? = chance(20) ? .seconds(number(20...90)) : nil
    state.withLock { $0.subscribers.append(subscriber) }
    note("subscriber \(name)")
    if kind == .handler {
      informer.addEventHandler(subscriber.handler, resync: resync)
    } else {
      Task(executorPreference: executor) { await subscriber.follow(kind, resync: resync) }
    }
  }

  private func addWaiter() {
    let version = server.version
    guard informer.isRunning else { return }
    state.withLock { $0.waiters += 1 }
    Task(executorPreference: executor) {
      do {
        try await self.informer.store.wait(untilObserved: version)
        // The store may be ahead of what was waited for, where an object may have become unreadable; and an informer
        // that was stopped and runs again may be behind.
        let reached = self.informer.store.resourceVersion
        if let shortfall = self.shortfall(at: reached) { self.problem("waited for \(version), but \(shortfall)") }
        if !self.hasRestarts, Int(reached) ?? 0 < Int(version) ?? 0 {
          self.problem("waited for \(version), but the store is at \(reached)")
        }
      } catch {
        // The informer was stopped.
        if !self.hasRestarts, !self.isOver { self.problem("waiting for \(version): \(error)") }
      }
      self.state.withLock { $0.waiters -= 1 }
    }
  }

  // MARK: Checks

  private func checkVersion() {
    let version = informer.store.resourceVersion
    guard state.withLock({ $0.checkedVersion != version }) else { return }
    state.withLock { $0.checkedVersion = version }
    note("the store is at \(version)")
    if let shortfall = shortfall(at: version) { problem(shortfall) }
  }

  private func checkEnd() {
    guard problems.isEmpty else { return }
    Task(executorPreference: executor) { await self.informer.store._checkInvariants() }
    drain()
    let expected = server.objects
    let stored = Set(informer.store.list())
    if stored != expected { problem("the store has \(Self.text(stored)), the server \(Self.text(expected))") }
    if informer.store.resourceVersion != server.version { problem("the store is at \(informer.store.resourceVersion)") }
    if informer.store.snapshot().resourceVersion != server.version { problem("a snapshot is at another version") }
    for subscriber in subscribers {
      let told = Set(subscriber.replica.objects.values)
      if told != expected { problem("\(subscriber.name) has \(Self.text(told)), the server \(Self.text(expected))") }
      for fault in subscriber.faults { problem(fault) }
    }
    let waiters = state.withLock { $0.waiters }
    if waiters > 0 { problem("\(waiters) wait for versions that have come") }
  }

  /// Nothing may be left of a stopped informer.
  private func checkRemains() {
    if informer.isRunning { problem("it still runs") }
    if informer.store.count != 0 { problem("the store is not empty") }
    if informer.hub.count != 0 { problem("\(informer.hub.count) subscriptions are left") }
    if server.openWatches != 0 { problem("\(server.openWatches) watches are open") }
  }

  private static func text(_ objects: Set<TestObject>) -> String {
    objects.map { "\($0.key)@\($0.metadata.resourceVersion ?? "")" }.sorted().joined(separator: " ")
  }
}
