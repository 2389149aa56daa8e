import ArgumentParser
import Kubernetes
import Logging
import UnixSignals

/// The controller at work, in front of one's eyes.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the controller, give it work, and show what it does.",
    discussion: """
      Everything runs in this process, on an API server in memory. With --kubeconfig the same happens on a real cluster, \
      in a namespace that is removed afterwards. Ctrl-C ends it early: the controller drains, what was made is removed, \
      and the exit code is 0. It is 1 when something could not be done, or not be removed.
      """)

  @Option(help: "How long to give the controller work.")
  var seconds = 20.0

  @Option(help: "The kubeconfig file of a real cluster.")
  var kubeconfig: String?

  @Option(help: "The context to use.")
  var context: String?

  func validate() throws {
    if seconds < 5 || seconds > 3600 { throw ValidationError("--seconds must be from 5 to 3600.") }
  }

  private enum Ending: Sendable {
    case interrupted, finished, other
  }

  func run() async throws {
    let view = DemoView()
    // From now on an interrupt waits until somebody cleans up after it.
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let cluster = try await DemoCluster.start(kubeconfig: kubeconfig, context: context, view)
    let tally = DemoTally()
    let events = Controller<Foo>.recorder(cluster.client)
    var options = ControllerOptions(name: "foo", maximumConcurrentReconciles: 4)
    // What fails is in the view.
    options.logger.logLevel = .critical
    let controller = Controller<Foo>.foos(
      cluster.client, events: events, namespaces: [cluster.namespace], options: options)
    let load = DemoLoad(cluster: cluster, view: view, controller: controller, seconds: seconds)
    let outcomes = controller.outcomes(newest: 100_000)
    var failure: (any Error)?
    do {
      // Events are written until the controller has drained.
      let ending = try await events.run {
        try await withThrowingTaskGroup(of: Ending.self) { group in
          group.addTask {
            for await _ in signals { return .interrupted }
            return .other
          }
          group.addTask {
            try await cluster.simulate()
            return .other
          }
          group.addTask {
            for await outcome in outcomes {
              tally.add(outcome)
              view.show(outcome)
            }
            return .other
          }
          group.addTask {
            try await controller.run()
            return .other
          }
          group.addTask {
            await view.showEvents(of: cluster)
            return .other
          }
          group.addTask {
            await view.showStatus(of: controller, cluster, tally, events)
            return .other
          }
          group.addTask {
            try await load.run()
            return .finished
          }
          defer { group.cancelAll() }
          // Without an interrupt the load is the first to end; a failure ends everything.
          while let ending = try await group.next() {
            if ending != .other { return ending }
          }
          return .other
        }
      }
      if ending == .interrupted { view.say("interrupted: the controller has drained; cleaning up") }
    } catch {
      failure = error
    }
    let isClean = await cluster.cleanUp(view)
    view.showSummary(tally, events.statistics)
    if let failure { throw failure }
    if !isClean { throw ExitCode.failure }
  }
}
