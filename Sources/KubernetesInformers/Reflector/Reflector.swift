public import KubernetesCore
public import Logging

/// Keeps a copy of a collection up to date: reads what is there, follows the changes, and begins again when it must.
///
/// What it learns goes to a sink, in order: first a ``CacheChange/replace(_:)``, then changes in batches. The version
/// moves only after the sink has taken them: what the sink or the transform refuses is an error in the
/// ``ReflectorStatus``, and is read again after a delay.
///
/// It never throws a passing error and never goes quiet: ``status`` says what it is doing, what failed last and when it
/// tries again. Requests are made by nothing but ``run()``, which runs until its task is cancelled.
public actor Reflector<Object: KubernetesObject> {
  /// Takes what a reflector has learnt. Throws if it cannot; then the reflector reads everything again, after a delay.
  public typealias Sink = @Sendable ([CacheChange<Object>]) async throws -> Void
  /// Changes an object before it is handed on. It runs once for each object that is read, outside all actors.
  public typealias Transform = @Sendable (Object) throws -> Object

  nonisolated let source: any ListerWatcher<Object>
  nonisolated let transform: Transform?
  nonisolated let time: TimeSource
  nonisolated let observed: Observed<ReflectorStatus>
  nonisolated let random: @Sendable () -> Double
  nonisolated let logger: Logger?
  let sink: Sink
  var machine: ReflectorStateMachine
  var pages: [Object] = []
  var unreadable: [ObjectKey] = []
  private var isRunning = false

  /// Makes a reflector; nothing is read before ``run()``.
  ///
  /// - Parameters:
  ///   - source: Where to list and watch. Its calls must end when their task is cancelled.
  ///   - options: What to read, and how.
  ///   - transform: Applied to each object before it is handed on.
  ///   - logger: Where failures are logged, with the resource; nil for nowhere.
  ///   - clock: Times delays and watches.
  ///   - random: Numbers from 0 up to 1 for jitter.
  ///   - sink: Takes what is learnt.
  public init(
    _ source: any ListerWatcher<Object>, options: ReflectorOptions = ReflectorOptions(),
    transform: Transform? = nil, logger: Logger? = Logger(label: "kubernetes.informer"),
    clock: some Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, sink: @escaping Sink
  ) {
    self.init(
      source, options: options, transform: transform, logger: logger, time: TimeSource(clock), random: random,
      observed: Observed(ReflectorStatus()), sink: sink)
  }

  init(
    _ source: any ListerWatcher<Object>, options: ReflectorOptions, transform: Transform?, logger: Logger?,
    time: TimeSource, random: @escaping @Sendable () -> Double, observed: Observed<ReflectorStatus>,
    sink: @escaping Sink
  ) {
    self.source = source
    self.transform = transform
    self.logger = logger.map { Self.named($0, source) }
    self.time = time
    self.random = random
    self.observed = observed
    self.sink = sink
    machine = ReflectorStateMachine(options: options)
  }

  /// Makes a reflector that fills a queue.
  public init(
    _ source: any ListerWatcher<Object>, into fifo: DeltaFIFO<Object>, options: ReflectorOptions = ReflectorOptions(),
    transform: Transform? = nil, logger: Logger? = Logger(label: "kubernetes.informer"),
    clock: some Clock<Duration> = ContinuousClock()
  ) {
    self.init(source, options: options, transform: transform, logger: logger, clock: clock) {
      try await fifo.enqueue($0)
    }
  }

  /// The logger, with what is read in its metadata, unless somebody has said it already.
  private static func named(_ logger: Logger, _ source: any ListerWatcher<Object>) -> Logger {
    var logger = logger
    if logger[metadataKey: "resource"] == nil {
      logger[metadataKey: "resource"] = "\(source.watchedResource?.groupResource.description ?? "\(Object.self)")"
    }
    if let namespace = source.watchedNamespace { logger[metadataKey: "namespace"] = "\(namespace)" }
    return logger
  }

  /// What it is doing, and what it has lived through.
  public nonisolated var status: ReflectorStatus { observed.value }

  /// ``status`` as it changes.
  public nonisolated var statuses: ReflectorStatuses { ReflectorStatuses(observed) }

  /// Reads and follows until the task is cancelled; then returns. Can be called again: it then begins anew.
  ///
  /// - Throws: ``InformerError/alreadyRunning``.
  public func run() async throws(InformerError) {
    guard !isRunning else { throw .alreadyRunning }
    isRunning = true
    machine = ReflectorStateMachine(options: machine.options)
    observed.set(ReflectorStatus())
    defer {
      isRunning = false
      pages = []
      observed.update { $0.state = .idle }
    }
    var action = machine.start()
    while !Task.isCancelled { action = await perform(action) }
  }
}
