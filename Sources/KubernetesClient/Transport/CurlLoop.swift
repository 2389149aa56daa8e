internal import CKubernetesCurl
internal import Dispatch
internal import KubernetesCore
internal import KubernetesLocks
internal import Synchronization

/// The thread that talks to libcurl, as a serial executor.
///
/// `@unchecked Sendable`: `engine` and `poller` are touched by the loop's thread only, apart from `poller.wake()`,
/// which the mailbox's lock guards; everything else goes through the mailbox.
final class CurlLoop: SerialExecutor, @unchecked Sendable {
  struct Mail {
    var jobs: [UnownedJob] = []
    var starts: [CurlExchange.Start] = []
    var connects: [CurlConnection.Start] = []
    var sends: [CurlConnection.Send] = []
    var cancels: [UInt64] = []
    var resumes: [UInt64] = []
    /// The thread waits, and must be woken for new mail.
    var isSleeping = false
    var isParking = false
    var isClosing = false
    /// libcurl is gone; only jobs are run.
    var isClosed = false
    var isStopping = false
    var closeWaiters: [CheckedContinuation<Void, Never>] = []

    var isEmpty: Bool {
      jobs.isEmpty && starts.isEmpty && connects.isEmpty && sends.isEmpty && cancels.isEmpty && resumes.isEmpty
    }
    /// Something to do besides the mail itself.
    var hasOrder: Bool { isParking || isStopping || (isClosing && !isClosed) }
  }

  let streamBufferBytes: Int
  private let engine: CurlEngine
  private let poller: any CurlPoller
  private let mail = Lock(Mail())
  /// Wakes the thread once the poller is gone.
  private let afterlife = DispatchSemaphore(value: 0)
  private let identifiers = Atomic<UInt64>(0)
  private let thread = Atomic<UInt>(0)
  private let parked = Atomic<Bool>(false)

  /// Starts the thread. On failure nothing is left behind.
  static func start(_ configuration: CurlTransportConfiguration) throws -> CurlLoop {
    let engine = try CurlEngine(configuration)
    do {
      let loop = CurlLoop(engine, try makePoller(engine.multi, configuration.eventLoop))
      do {
        try loop.start()
        return loop
      } catch {
        engine.close()
        loop.poller.close()
        throw error
      }
    } catch {
      engine.close()
      throw error
    }
  }

  private init(_ engine: CurlEngine, _ poller: any CurlPoller) {
    self.engine = engine
    self.poller = poller
    engine.poller = poller
    streamBufferBytes = engine.configuration.streamBufferBytes
  }

  private func start() throws {
    CurlLoopRegistry.add(self)
    let context = Unmanaged.passRetained(self)
    let code = kc_thread_start(
      "kubernetes-curl",
      { context in
        // Retained just above for the thread.
        let loop = Unmanaged<CurlLoop>.fromOpaque(context!).takeRetainedValue()
        loop.run()
        return nil
      }, context.toOpaque())
    if code != 0 {
      CurlLoopRegistry.remove(self)
      context.release()
      throw TransportError(.other, "the transport's thread cannot be started (\(code))")
    }
  }

  // MARK: From any thread

  func nextIdentifier() -> UInt64 { identifiers.wrappingAdd(1, ordering: .relaxed).newValue }
  func begin(_ start: CurlExchange.Start) { post { $0.starts.append(start) } }
  func connect(_ start: CurlConnection.Start) { post { $0.connects.append(start) } }
  func send(_ send: CurlConnection.Send) { post { $0.sends.append(send) } }
  func cancel(_ id: UInt64) { post { $0.cancels.append(id) } }
  func resume(_ id: UInt64) { post { $0.resumes.append(id) } }
  func stop() { post { $0.isStopping = true } }
  func park() { post { $0.isParking = true } }
  var isParked: Bool { parked.load(ordering: .acquiring) }

  /// Returns when libcurl is gone.
  func close() async {
    await withCheckedContinuation { continuation in
      let isClosed = post { mail in
        mail.isClosing = true
        if !mail.isClosed { mail.closeWaiters.append(continuation) }
        return mail.isClosed
      }
      if isClosed { continuation.resume() }
    }
  }

  @discardableResult
  private func post<R: Sendable>(_ change: (inout Mail) -> R) -> R {
    mail.withLock { mail in
      let result = change(&mail)
      if mail.isSleeping {
        mail.isSleeping = false
        if mail.isClosed { afterlife.signal() } else { poller.wake() }
      }
      return result
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    post { $0.jobs.append(job) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
  var isOnLoop: Bool { thread.load(ordering: .relaxed) == kc_thread_self() }
  func checkIsolated() { precondition(isOnLoop, "not on the transport's thread") }
  func isIsolatingCurrentContext() -> Bool? { isOnLoop }

  // MARK: On the loop's thread

  func update(_ tls: TLSMaterial) throws {
    checkIsolated()
    try engine.update(tls)
  }

  private func run() {
    thread.store(kc_thread_self(), ordering: .relaxed)
    kc_ignore_sigpipe_in_thread()
    runCurl()
    runJobsOnly()
    CurlLoopRegistry.remove(self)
  }

  /// Swaps the mailbox's contents out.
  private func collect(into turn: inout Mail) {
    mail.withLock { mail in
      mail.isSleeping = false
      swap(&mail.jobs, &turn.jobs)
      swap(&mail.starts, &turn.starts)
      swap(&mail.connects, &turn.connects)
      swap(&mail.sends, &turn.sends)
      swap(&mail.cancels, &turn.cancels)
      swap(&mail.resumes, &turn.resumes)
      turn.isParking = mail.isParking
      turn.isClosing = mail.isClosing
      turn.isStopping = mail.isStopping
    }
  }

  private func runJobs(_ turn: inout Mail) {
    for job in turn.jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    turn.jobs.removeAll(keepingCapacity: true)
  }

  /// The first life: until the transport is closed or released.
  private func runCurl() {
    var turn = Mail()
    var hasEvents = true
    while true {
      collect(into: &turn)
      if turn.isParking { parkForExit() }
      runJobs(&turn)
      for start in turn.starts { engine.start(start) }
      for start in turn.connects { engine.connect(start) }
      for send in turn.sends { engine.send(send) }
      for id in turn.cancels { engine.cancel(id) }
      for id in turn.resumes { engine.resume(id) }
      turn.starts.removeAll(keepingCapacity: true)
      turn.connects.removeAll()
      turn.sends.removeAll(keepingCapacity: true)
      turn.cancels.removeAll(keepingCapacity: true)
      turn.resumes.removeAll(keepingCapacity: true)
      // A turn that only ran jobs needs no work of libcurl.
      if hasEvents || engine.isDirty {
        engine.isDirty = false
        poller.dispatch()
        engine.harvest()
        engine.progress(ready: poller.takeReady())
        engine.admitWaiting()
      }
      if turn.isClosing || turn.isStopping { break }
      let limit = engine.expire(now: kc_monotonic_milliseconds())
      let sleeps = mail.withLock { mail in
        mail.isSleeping = mail.isEmpty && !mail.hasOrder && !engine.isDirty
        return mail.isSleeping
      }
      hasEvents = poller.wait(limit: sleeps ? limit : 0)
    }
    // Nobody wakes a thread that is not asleep, so the poller is not touched from outside any more.
    engine.close()
    poller.close()
    let (starts, connects, sends, waiters) = mail.withLock { mail in
      mail.isClosed = true
      return (mail.starts.take(), mail.connects.take(), mail.sends.take(), mail.closeWaiters.take())
    }
    refuse(starts, connects, sends)
    for waiter in waiters { waiter.resume() }
  }

  /// The second life: the actor may outlive its connections, and a job on a dead executor would hang for ever.
  private func runJobsOnly() {
    var turn = Mail()
    while true {
      collect(into: &turn)
      if turn.isParking { parkForExit() }
      let hadJobs = !turn.jobs.isEmpty
      runJobs(&turn)
      refuse(turn.starts.take(), turn.connects.take(), turn.sends.take())
      turn.cancels.removeAll()
      turn.resumes.removeAll()
      if hadJobs { continue }
      if turn.isStopping { return }
      let sleeps = mail.withLock { mail in
        mail.isSleeping = mail.isEmpty && !mail.hasOrder
        return mail.isSleeping
      }
      if sleeps { afterlife.wait() }
    }
  }

  private func refuse(
    _ starts: [CurlExchange.Start], _ connects: [CurlConnection.Start], _ sends: [CurlConnection.Send]
  ) {
    for start in starts { start.destination.fail(CurlEngine.shutdownError) }
    for start in connects { start.continuation.resume(throwing: CurlEngine.shutdownError) }
    for send in sends { send.continuation?.resume(throwing: CurlEngine.shutdownError) }
  }

  /// The process is exiting: the TLS library is torn down, so this thread must never enter it again.
  private func parkForExit() {
    parked.store(true, ordering: .releasing)
    while true { DispatchSemaphore(value: 0).wait() }
  }
}

extension Array {
  /// Hands over the elements and leaves none.
  fileprivate mutating func take() -> [Element] {
    let elements = self
    self = []
    return elements
  }
}
