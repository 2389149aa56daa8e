import KubernetesCore
import Logging

extension Reflector {
  /// Does what the machine wants and tells it the result.
  func perform(_ action: ReflectorStateMachine.Action) async -> ReflectorStateMachine.Action {
    switch action {
    case .list(let options, let isFirst): await list(options, isFirst: isFirst)
    case .replace(let version): await replace(version)
    case .watch(let options, let isInitial): await watch(options, isInitial: isInitial)
    case .sleep(let deadline): await sleep(until: deadline)
    }
  }

  private func list(_ options: ListOptions, isFirst: Bool) async -> ReflectorStateMachine.Action {
    if isFirst {
      pages = []
      unreadable = []
      observed.update {
        $0.state = .listing
        $0.lists += 1
        $0.streamingRefusal = machine.streamingRefusal
      }
    }
    let page: ListPage<Object>
    do {
      page = try await self.page(options, within: machine.options.pageLimit)
    } catch {
      return machine.listFailed(failed(error), now: time.now(), random: random())
    }
    report(page.failures)
    unreadable += page.failures.compactMap(\.key)
    do {
      let items = try await Self.prepared(page.items, transform)
      // A whole list in one page is not copied.
      if pages.isEmpty { pages = items.objects } else { pages += items.objects }
      report(items.failures)
    } catch {
      pages = []
      return machine.handOverFailed(failed(error), now: time.now(), random: random())
    }
    return noting(
      machine.listed(
        version: page.resourceVersion, continueToken: page.continueToken, now: time.now(), random: random()))
  }

  /// Reads a page, for no longer than ``ReflectorOptions/pageLimit``.
  private nonisolated func page(_ options: ListOptions, within limit: Duration) async throws -> ListPage<Object> {
    try await time.within(time.now() + limit) {
      try await self.source.list(options)
    } late: {
      throw ReflectorError.listOverdue(after: limit)
    }
  }

  private func replace(_ version: String) async -> ReflectorStateMachine.Action {
    let replacement = Replacement(items: pages, resourceVersion: version, retained: unreadable)
    pages = []
    do {
      try await sink([.replace(replacement)])
    } catch {
      let failure = failed(ReflectorError.handOverFailed(error))
      return machine.handOverFailed(failure, now: time.now(), random: random())
    }
    observed.update { $0.resourceVersion = version }
    return machine.replaced(version: version)
  }

  private func sleep(until deadline: Duration) async -> ReflectorStateMachine.Action {
    let error = observed.value.lastError ?? CancellationError()
    let delay = max(deadline - time.now(), .zero)
    observed.update { $0.state = .backingOff(error: error, delay: delay) }
    // Cancelled: the loop ends.
    try? await time.sleep(deadline)
    return machine.resumed()
  }

  /// What the machine wants, after noting what it has found wrong itself.
  func noting(_ action: ReflectorStateMachine.Action) -> ReflectorStateMachine.Action {
    if let error = machine.takeFound() { _ = failed(error) }
    return action
  }

  /// Notes a failure.
  func failed(_ error: any Error) -> ReflectorFailure {
    // Being stopped is no failure.
    if !Task.isCancelled {
      observed.update {
        $0.lastError = error
        $0.failures += 1
      }
    }
    let failure = ReflectorFailure(error)
    if !Task.isCancelled {
      // Versions grow too old in the course of things.
      logger?.log(
        level: failure.kind == .expired ? .debug : .warning, "The resource cannot be read; trying again",
        metadata: ["error": "\(error)"])
    }
    return failure
  }

  /// Notes objects that could not be read.
  func report(_ failures: [UndecodableObject]) {
    guard let last = failures.last else { return }
    observed.update {
      $0.undecodable += failures.count
      $0.lastUndecodable = last
    }
    for failure in failures {
      let key = failure.key?.description ?? "unknown"
      logger?.error("An object cannot be read", metadata: ["key": "\(key)", "error": "\(failure.error)"])
    }
  }

  /// Transforms objects, and leaves out those that cannot be told apart from others, having no name.
  @concurrent
  static func prepared(
    _ objects: [Object], _ transform: Transform?
  ) async throws -> (objects: [Object], failures: [UndecodableObject]) {
    var failures: [UndecodableObject] = []
    if transform == nil, objects.allSatisfy(hasName) { return (objects, []) }
    var result: [Object] = []
    result.reserveCapacity(objects.count)
    for object in objects {
      guard let prepared = try prepared(object, transform, &failures) else { continue }
      result.append(prepared)
    }
    return (result, failures)
  }

  static func prepared(
    _ object: Object, _ transform: Transform?, _ failures: inout [UndecodableObject], isDeleted: Bool = false
  ) throws -> Object? {
    guard hasName(object) else {
      let error = WireError(.typeMismatch, "an object has no name", path: "metadata.name")
      failures.append(
        UndecodableObject(
          key: nil, resourceVersion: object.metadata.resourceVersion, error: error, isDeleted: isDeleted))
      return nil
    }
    guard let transform else { return object }
    do {
      return try transform(object)
    } catch {
      throw ReflectorError.transformFailed(object.key, error)
    }
  }

  static func hasName(_ object: Object) -> Bool { !(object.metadata.name ?? "").isEmpty }
}
