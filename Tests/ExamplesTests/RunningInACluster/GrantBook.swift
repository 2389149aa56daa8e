import KubernetesLocks
import KubernetesTesting

/// Lets one user do what was granted and nothing else, and remembers what it has used; everybody else may do everything.
final class GrantBook: RequestAuthorization {
  private struct State {
    var granted: [Permission] = []
    var used: Set<Permission> = []
    var refused: [RequestAttributes] = []
  }
  private let user: String
  private let state = Lock(State())

  init(user: String) { self.user = user }

  func grant(_ permissions: [Permission]) { state.withLock { $0.granted = permissions } }

  /// What was granted and never asked for.
  var unused: [Permission] { state.withLock { state in state.granted.filter { !state.used.contains($0) } } }

  /// What was asked for and not granted.
  var refused: [String] {
    state.withLock { state in
      state.refused.map {
        Permission(
          verb: $0.verb, group: $0.group, resource: Permission.resource(of: $0), namespace: $0.namespace, name: $0.name
        ).description
      }
    }
  }

  func refusal(of attributes: RequestAttributes) async -> String? {
    guard attributes.user.name == user else { return nil }
    return state.withLock { state in
      let granting = state.granted.filter { $0.allows(attributes) }
      state.used.formUnion(granting)
      guard granting.isEmpty else { return nil }
      state.refused.append(attributes)
      return "no rule"
    }
  }
}
