import KubernetesCore

/// The decisions of a ``Reflector``: what to ask the server for next, from which version, and when.
///
/// Pure: time and randomness come in, actions go out, objects never pass through. client-go's rules, bettered where
/// they are known to lose or hang: the wait for the end of a streaming list is bounded, a streaming list that ended
/// early is asked for again after a delay, and nothing advances the version but what was handed on.
struct ReflectorStateMachine: Sendable {
  /// What is to be done next; its result comes back as an event.
  enum Action: Sendable, Equatable {
    /// Read a page. Forget the pages so far if `isFirst`.
    case list(ListOptions, isFirst: Bool)
    /// Hand on what the list or stream has collected.
    case replace(version: String)
    /// Open a watch. Collect its events up to the end bookmark first if `isInitial`.
    case watch(ListOptions, isInitial: Bool)
    /// Come back with ``ReflectorStateMachine/resumed()`` at that time.
    case sleep(until: Duration)
  }

  private enum Next: Sendable { case cycle, watch }

  private struct Listing: Sendable {
    /// The version asked for: empty for the most recent state.
    var version: String
    var limit: Int?
    var pages = 0
    var token: String?
    /// The version of the first page, from which the watch is safe: what it repeats is ignored.
    var result: String?
    /// True for the one attempt to get everything at once after a token has expired.
    var isWhole = false
  }

  let options: ReflectorOptions
  private(set) var backoff = Backoff()

  /// The version up to which everything has been handed on.
  private(set) var version: String?
  /// True when ``version`` cannot be used: the most recent state must be asked for, once.
  private var isVersionUnavailable = false
  /// True once a list at version "0" came in pages: the server has no watch cache, and lists ask for the most recent state.
  private var isPaged = false
  /// Why streaming lists are not tried any more.
  private(set) var streamingRefusal: (any Error)?
  /// True if this cycle reads pages although streaming lists are possible.
  private var listsThisCycle = false
  private var incompleteStreams = 0
  private var listing = Listing(version: "")
  private var next = Next.cycle

  /// When the present watch was accepted, or else asked for.
  private var watchOpened: Duration = .zero
  private var isAccepted = false
  private var watchSeconds = 0
  private var lastProgress: Duration = .zero
  private var hasEvents = false
  private var isInitial = false

  private var internalErrorsSince: Duration?

  /// A failure that nobody but the machine knows of; see ``takeFound()``.
  private var found: ReflectorError?

  init(options: ReflectorOptions) { self.options = options }

  /// What the machine has found wrong with the last event, once: it is to be noted like a failure that was told to it.
  mutating func takeFound() -> ReflectorError? {
    defer { found = nil }
    return found
  }

  private mutating func note(_ error: ReflectorError) -> ReflectorFailure {
    found = error
    return ReflectorFailure(error)
  }

  // MARK: Cycles

  /// Begins to read everything.
  mutating func start() -> Action {
    listsThisCycle = false
    return cycle()
  }

  /// The delay is over.
  mutating func resumed() -> Action {
    switch next {
    case .cycle: start()
    case .watch: watch()
    }
  }

  private mutating func cycle() -> Action {
    if options.listing == .streaming, streamingRefusal == nil, !listsThisCycle { return stream() }
    return list()
  }

  private mutating func fail(
    _ failure: ReflectorFailure, then next: Next, now: Duration, random: Double
  ) -> Action {
    self.next = next
    return .sleep(until: now + backoff.next(now: now, random: random, suggestion: failure.suggestedDelay))
  }

  // MARK: Lists

  private mutating func list() -> Action {
    var version = isVersionUnavailable ? "" : self.version ?? "0"
    // A limit and a concrete version together ask for exactly that version, not for one that is no older: with a server
    // that has it in its storage, and forgot it in its watch cache, list and watch would refuse each other for minutes.
    if version != "0", options.pageSize != nil || isPaged { version = "" }
    // At a concrete version a limit would also keep the server from answering out of its watch cache.
    let pages = version.isEmpty || version == "0"
    listing = Listing(version: version, limit: pages ? options.pageSize ?? 500 : nil)
    return .list(listOptions, isFirst: true)
  }

  private var listOptions: ListOptions {
    var options = options.selection
    options.limit = listing.limit
    if let token = listing.token {
      // The token stands for the version.
      options.continueToken = token
    } else if !listing.version.isEmpty {
      options.resourceVersion = listing.version
    }
    return options
  }

  /// A page has come.
  mutating func listed(version: String, continueToken: String?, now: Duration, random: Double) -> Action {
    listing.pages += 1
    if listing.result == nil { listing.result = version }
    if let token = continueToken, !token.isEmpty {
      if token == listing.token {
        return fail(note(.repeatedContinueToken), then: .cycle, now: now, random: random)
      }
      listing.token = token
      return .list(listOptions, isFirst: false)
    }
    if listing.pages > 1, listing.version == "0", options.pageSize == nil { isPaged = true }
    return .replace(version: listing.result ?? version)
  }

  /// A page could not be read.
  mutating func listFailed(_ failure: ReflectorFailure, now: Duration, random: Double) -> Action {
    switch failure.kind {
    case .expired where listing.pages > 0 && !listing.isWhole:
      // The pages took longer than the server keeps their version: all at once, then.
      listing = Listing(version: listing.version, limit: nil, isWhole: true)
      return .list(listOptions, isFirst: true)
    case .expired where !listing.version.isEmpty, .tooLarge where !listing.version.isEmpty:
      // In the same cycle, without a delay, and only once: the next list has no version that could be wrong.
      isVersionUnavailable = true
      listing = Listing(version: "", limit: listing.limit)
      return .list(listOptions, isFirst: true)
    default: return fail(failure, then: .cycle, now: now, random: random)
    }
  }

  /// The list has been handed on.
  mutating func replaced(version: String) -> Action {
    self.version = version
    isVersionUnavailable = false
    incompleteStreams = 0
    return watch()
  }

  /// What was read could not be handed on, or not transformed. The version stays, so that it is read again.
  mutating func handOverFailed(_ failure: ReflectorFailure, now: Duration, random: Double) -> Action {
    fail(failure, then: .cycle, now: now, random: random)
  }

  // MARK: Streaming lists

  private mutating func stream() -> Action {
    var options = options.selection
    if !isVersionUnavailable, let version { options.resourceVersion = version }
    options.resourceVersionMatch = .notOlderThan
    options.sendInitialEvents = true
    options.allowWatchBookmarks = true
    isInitial = true
    return .watch(options, isInitial: true)
  }

  /// The bookmark that ends the initial events has come, and they have been handed on. The stream goes on as a watch.
  mutating func initialEventsReplaced(version: String, now: Duration) {
    self.version = version
    isVersionUnavailable = false
    incompleteStreams = 0
    isInitial = false
    hasEvents = true
    lastProgress = now
  }

  private mutating func streamFailed(_ failure: ReflectorFailure, now: Duration, random: Double) -> Action {
    switch failure.kind {
    case .rejected:
      streamingRefusal = failure.error
      return list()
    case .expired where !isVersionUnavailable && version != nil,
      .tooLarge where !isVersionUnavailable && version != nil:
      isVersionUnavailable = true
      return stream()
    case .refused, .tooManyRequests, .expired, .tooLarge:
      return fail(failure, then: .cycle, now: now, random: random)
    case .broken:
      return incomplete(failure, now: now, random: random)
    case .internalError, .other:
      listsThisCycle = true
      return list()
    }
  }

  /// The stream broke off: what it gave is thrown away. After three in a row pages are read, this time.
  private mutating func incomplete(_ failure: ReflectorFailure, now: Duration, random: Double) -> Action {
    incompleteStreams += 1
    guard incompleteStreams >= 3 else { return fail(failure, then: .cycle, now: now, random: random) }
    incompleteStreams = 0
    listsThisCycle = true
    return list()
  }

  // MARK: Watches

  private mutating func watch() -> Action {
    var options = options.selection
    options.resourceVersion = version
    options.allowWatchBookmarks = true
    isInitial = false
    return .watch(options, isInitial: false)
  }

  /// The options of a watch with its time limit, which is random.
  mutating func timed(_ options: ListOptions, random: Double) -> ListOptions {
    let range = self.options.watchSeconds
    watchSeconds = range.lowerBound + Int(Double(range.upperBound - range.lowerBound) * random)
    var options = options
    options.timeoutSeconds = watchSeconds
    return options
  }

  /// A watch is about to be opened.
  mutating func opening(now: Duration) {
    watchOpened = now
    lastProgress = now
    hasEvents = false
    isAccepted = false
  }

  /// The server has accepted the watch. Its times count from now.
  mutating func accepted(now: Duration) {
    watchOpened = now
    lastProgress = now
    isAccepted = true
  }

  /// Something has come.
  mutating func received(now: Duration) {
    hasEvents = true
    lastProgress = now
  }

  /// Changes up to a version have been handed on. An empty version is none, and an older one changes nothing.
  ///
  /// A server that gave no real version with its list begins the watch with additions for what is there, in any order:
  /// they say nothing about the version.
  mutating func advanced(to version: String, onlyAdditions: Bool = false) {
    if version.isEmpty { return }
    let old = self.version ?? ""
    if onlyAdditions, old.isEmpty || old == "0" { return }
    if ResourceVersion(version).order(relativeTo: ResourceVersion(old)) == .older { return }
    self.version = version
  }

  /// When the present watch must have been accepted; and then, when it must have given something, or have ended.
  var deadline: Duration {
    // A server that is busy says so, and is asked again, before it accepts.
    guard isAccepted else { return watchOpened + .seconds(90) }
    guard isInitial else { return watchOpened + .seconds(watchSeconds + 30) }
    return min(lastProgress + options.initialEventsSilence, watchOpened + options.initialEventsLimit)
  }

  /// The deadline has passed.
  mutating func overdue(now: Duration, random: Double) -> Action {
    let duration = now - watchOpened
    guard isAccepted else {
      let failure = note(.watchNotAccepted(after: duration))
      guard isInitial else { return fail(failure, then: .watch, now: now, random: random) }
      // It says nothing about streaming lists.
      listsThisCycle = true
      return list()
    }
    guard isInitial else {
      found = .watchOverdue
      return watch()
    }
    streamingRefusal = note(.missingInitialEventsEnd(after: duration)).error
    return list()
  }

  /// The watch could not be opened.
  mutating func watchRefused(_ failure: ReflectorFailure, now: Duration, random: Double) -> Action {
    if isInitial { return streamFailed(failure, now: now, random: random) }
    switch failure.kind {
    case .refused, .tooManyRequests: return fail(failure, then: .watch, now: now, random: random)
    default: return fail(failure, then: .cycle, now: now, random: random)
    }
  }

  /// The watch has ended: cleanly, without a failure, or with one.
  mutating func watchEnded(_ failure: ReflectorFailure?, now: Duration, random: Double) -> Action {
    if isInitial {
      guard let failure else {
        return incomplete(note(.incompleteInitialEvents), now: now, random: random)
      }
      return streamFailed(failure, now: now, random: random)
    }
    let duration = now - watchOpened
    let isShort = duration < .seconds(1) && !hasEvents
    guard let failure else {
      guard isShort else { return watch() }
      return fail(note(.shortWatch(after: duration)), then: .cycle, now: now, random: random)
    }
    switch failure.kind {
    case .broken: return isShort ? fail(failure, then: .watch, now: now, random: random) : watch()
    case .tooManyRequests: return fail(failure, then: .watch, now: now, random: random)
    case .internalError where mayRetryInternalError(now: now):
      return fail(failure, then: .watch, now: now, random: random)
    default: return fail(failure, then: .cycle, now: now, random: random)
    }
  }

  private mutating func mayRetryInternalError(now: Duration) -> Bool {
    guard options.internalErrorRetry > .zero else { return false }
    guard let since = internalErrorsSince, now - since <= options.internalErrorRetry + .seconds(60) else {
      internalErrorsSince = now
      return true
    }
    return now - since <= options.internalErrorRetry
  }
}
