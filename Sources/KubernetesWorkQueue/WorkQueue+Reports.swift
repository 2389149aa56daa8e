internal import KubernetesLocks

extension WorkQueue {
  /// Records what a critical section has noted.
  @usableFromInline
  nonisolated func record(_ notes: WorkQueueNotes, with meter: WorkQueueMeter) {
    meter.record(notes)
    if notes.startsReports { Task { await self.startReports(to: meter) } }
  }

  /// Takes what is left in the queue out of the metrics, which outlive it. Nobody may work on its items any more.
  ///
  /// Not needed for a queue that goes at once: its end does it. Only the first call does something.
  package nonisolated func retireMetrics() {
    guard let meter, let outstanding = state.withLock({ $0.times?.retire() }) else { return }
    meter.retire(outstanding)
  }

  /// Reports the ages of the work in progress, at intervals, for as long as there is any.
  private func startReports(to meter: WorkQueueMeter) {
    reports?.cancel()
    reports = Task { [weak self, clock] in
      var time = clock.now()
      repeat {
        let (next, isOver) = time.addingReportingOverflow(meter.interval.clampedNanoseconds)
        time = isOver ? .max : next
        do { try await clock.sleep(time) } catch { return }
      } while await self?.report(to: meter) ?? false
    }
  }

  /// - Returns: Whether there will be more to report.
  private func report(to meter: WorkQueueMeter) -> Bool {
    let now = clock.now()
    guard let (progress, isLast) = state.withLock({ $0.times?.progress(at: now) }) else { return false }
    meter.report(progress)
    return !isLast
  }
}
