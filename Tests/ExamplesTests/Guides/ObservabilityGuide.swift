import Kubernetes
import Logging

func logMore() {
  LoggingSystem.bootstrap { label in
    var handler = StreamLogHandler.standardError(label: label)
    handler.logLevel = label == "kubernetes.client" ? .debug : .info
    return handler
  }
}

func watchReconciles(_ controller: Controller<Site>) async {
  for await outcome in controller.outcomes() { print(outcome.key, outcome.duration) }
}

/// What a readiness probe is answered with.
func isReady(_ controller: Controller<Site>, _ elector: LeaderElector) -> Bool {
  // A replica that waits for the lease is ready, too: it takes over when the leader goes.
  controller.state == .working || elector.leader.map { $0 != elector.identity } == true
}
