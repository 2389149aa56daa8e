import KubernetesLocks

@testable import KubernetesClient

/// Answers runs from a list, each when the test says so.
final class ScriptedRunner: ExecRunner {
  enum Answer: Sendable {
    case output(String)
    case failure(String, standardError: String)
    case error(any Error)
    /// Never answers; ends when it is cancelled.
    case hang
  }

  private let state: Lock<State>

  private struct State {
    var answers: [Answer]
    var invocations: [ExecInvocation] = []
    var cancellations = 0
    var isHeld = false
    var held: [CheckedContinuation<Void, Never>] = []
    var watchers: [(runs: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  init(_ answers: [Answer]) { state = Lock(State(answers: answers)) }

  var invocations: [ExecInvocation] { state.withLock { $0.invocations } }
  var cancellations: Int { state.withLock { $0.cancellations } }

  /// Runs wait from now on until ``release()``.
  func hold() { state.withLock { $0.isHeld = true } }

  func release() {
    let held = state.withLock { state in
      state.isHeld = false
      defer { state.held = [] }
      return state.held
    }
    for continuation in held { continuation.resume() }
  }

  /// Returns when so many runs have begun.
  func waitForRuns(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        guard state.invocations.count < count else { return true }
        state.watchers.append((count, continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
  }

  func run(_ invocation: ExecInvocation) async throws -> ExecOutput {
    let (answer, watchers, isHeld) = state.withLock { state in
      state.invocations.append(invocation)
      let count = state.invocations.count
      let watchers = state.watchers.filter { $0.runs <= count }.map(\.continuation)
      state.watchers.removeAll { $0.runs <= count }
      let answer = state.answers.isEmpty ? Answer.hang : state.answers.removeFirst()
      return (answer, watchers, state.isHeld)
    }
    for watcher in watchers { watcher.resume() }
    if isHeld {
      await withCheckedContinuation { continuation in
        let isFree = state.withLock { state in
          guard state.isHeld else { return true }
          state.held.append(continuation)
          return false
        }
        if isFree { continuation.resume() }
      }
    }
    switch answer {
    case .output(let text): return ExecOutput(standardOutput: SensitiveBytes(text))
    case .failure(let reason, let text):
      return ExecOutput(failure: reason, standardOutput: SensitiveBytes(""), standardError: Array(text.utf8))
    case .error(let error): throw error
    case .hang:
      do {
        try await Task.sleep(for: .seconds(1_000_000))
      } catch {
        state.withLock { $0.cancellations += 1 }
        throw error
      }
      return ExecOutput(standardOutput: SensitiveBytes(""))
    }
  }

}

extension ScriptedRunner.Answer {
  /// An answer with a token.
  static func token(_ token: String, expires: String? = nil, version: ExecAPIVersion = .v1) -> Self {
    let date = expires.map { #","expirationTimestamp":"\#($0)""# } ?? ""
    return .output(
      #"{"kind":"ExecCredential","apiVersion":"\#(version.rawValue)","status":{"token":"\#(token)"\#(date)}}"#)
  }

  /// An answer with a certificate.
  static func certificate(_ name: String, token: String? = nil) -> Self {
    func text(_ pem: String) -> String { pem.split(separator: "\n").joined(separator: #"\n"#) + #"\n"# }
    let token = token.map { #","token":"\#($0)""# } ?? ""
    return .output(
      #"{"kind":"ExecCredential","apiVersion":"\#(ExecAPIVersion.v1.rawValue)","status":{"clientCertificateData":""#
        + text(TestPEM.certificate(name)) + #"","clientKeyData":""# + text(TestPEM.key(name)) + #"""# + token + "}}")
  }
}
