import KubernetesCore

extension Reflector {
  /// How a watch came to its end.
  enum Ending: Sendable {
    case ended
    case failed(any Error)
    case notHandedOver(any Error)
    case overdue
  }

  /// The server has not accepted a watch in time.
  private struct NotAccepted: Error {}

  /// Opens a watch and follows it to its end, or until it is overdue.
  func watch(_ options: ListOptions, isInitial: Bool) async -> ReflectorStateMachine.Action {
    let options = machine.timed(options, random: random())
    machine.opening(now: time.now())
    observed.update {
      $0.watches += 1
      if isInitial {
        $0.state = .streaming
        $0.lists += 1
      }
    }
    let stream: AsyncThrowingStream<WatchBatch<Object>, any Error>
    do {
      stream = try await open(options, until: machine.deadline)
    } catch is NotAccepted {
      return noting(machine.overdue(now: time.now(), random: random()))
    } catch {
      return machine.watchRefused(failed(error), now: time.now(), random: random())
    }
    machine.accepted(now: time.now())
    if !isInitial { observed.update { $0.state = .watching } }
    let ending = await withTaskGroup(of: Ending.self) { group in
      group.addTask { await self.follow(stream, isInitial: isInitial) }
      group.addTask { await self.awaitDeadline() }
      let ending = await group.next() ?? .ended
      group.cancelAll()
      return ending
    }
    let now = time.now()
    switch ending {
    case .ended: return noting(machine.watchEnded(nil, now: now, random: random()))
    case .failed(let error): return machine.watchEnded(failed(error), now: now, random: random())
    case .notHandedOver(let error): return machine.handOverFailed(failed(error), now: now, random: random())
    case .overdue: return noting(machine.overdue(now: now, random: random()))
    }
  }

  private nonisolated func open(
    _ options: ListOptions, until deadline: Duration
  ) async throws -> AsyncThrowingStream<WatchBatch<Object>, any Error> {
    try await time.within(deadline) {
      try await self.source.watch(options)
    } late: {
      throw NotAccepted()
    }
  }

  private func awaitDeadline() async -> Ending {
    while time.now() < machine.deadline {
      do { try await time.sleep(machine.deadline) } catch { return .ended }
    }
    return .overdue
  }

  @concurrent
  private nonisolated func follow(
    _ stream: AsyncThrowingStream<WatchBatch<Object>, any Error>, isInitial: Bool
  ) async -> Ending {
    var initial = isInitial ? InitialEvents<Object>() : nil
    do {
      for try await batch in stream {
        if Task.isCancelled { break }
        if let error = await take(batch, &initial) { return .notHandedOver(error) }
      }
    } catch {
      return .failed(error)
    }
    return .ended
  }

  /// Works on one batch outside the actor, and hands on what came of it. Returns why that failed, if it did.
  private nonisolated func take(
    _ batch: WatchBatch<Object>, _ initial: inout InitialEvents<Object>?
  ) async -> (any Error)? {
    var work = BatchWork<Object>(failures: batch.failures)
    await received(batch.events.count)
    do {
      if initial != nil {
        // Only the next list can tell what it was.
        if batch.failures.contains(where: { $0.isDeleted && $0.key == nil }) { throw ReflectorError.unreadDeletion }
        initial?.note(batch.failures)
      }
      for event in batch.events {
        if initial == nil {
          try work.add(event, transform)
        } else if let end = try work.add(event, transform, to: &initial) {
          if let replacement = initial?.replacement(at: end) { try await replaceInitial(replacement) }
          initial = nil
        }
      }
      if initial == nil { try work.addUnreadDeletions() }
      try await handOver(work)
      return nil
    } catch {
      // What came before the failure is good; but a deletion that could not be read may have come before it too, and
      // where is not known. Then the whole batch will come again.
      if initial == nil, !(error is HandOverError), !work.failures.contains(where: \.isDeleted) {
        try? await handOver(work)
      }
      return (error as? HandOverError)?.error ?? error
    }
  }

  /// A failure of the sink, as opposed to one of the transform.
  private struct HandOverError: Error { var error: any Error }

  private func received(_ count: Int) {
    machine.received(now: time.now())
    observed.update { $0.events += count }
  }

  private func replaceInitial(_ replacement: Replacement<Object>) async throws {
    do {
      try await sink([.replace(replacement)])
    } catch {
      throw HandOverError(error: ReflectorError.handOverFailed(error))
    }
    machine.initialEventsReplaced(version: replacement.resourceVersion, now: time.now())
    observed.update {
      $0.state = .watching
      $0.resourceVersion = replacement.resourceVersion
    }
  }

  private func handOver(_ work: BatchWork<Object>) async throws {
    report(work.failures)
    guard !work.changes.isEmpty else { return }
    do {
      try await sink(work.changes)
    } catch {
      throw HandOverError(error: ReflectorError.handOverFailed(error))
    }
    machine.advanced(to: work.version, onlyAdditions: work.onlyAdditions)
    let version = machine.version ?? ""
    observed.update { $0.resourceVersion = version }
  }
}
