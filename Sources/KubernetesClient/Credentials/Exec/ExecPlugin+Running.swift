internal import Foundation
internal import KubernetesCore

extension ExecPlugin {
  /// The most that is read of a program's output.
  ///
  /// A credential is a few kilobytes.
  static let outputLimit = 1 << 20
  /// How much of what a program writes to standard error goes into an error's message.
  static let errorTail = 2048

  /// Runs the program once and reads its answer.
  func answer(
    in environment: ConfigurationEnvironment, runner: any ExecRunner, clock: CredentialClock
  ) async throws -> ExecCredentialAnswer {
    let isInteractive = try isInteractive(in: environment)
    let executable = try executable(in: environment)
    var variables = environment.variables.mapValues { SensitiveString($0) }
    for variable in self.environment { variables[variable.name] = variable.value }
    variables[Self.informationVariable] = SensitiveString(
      try information(isInteractive: isInteractive))
    let invocation = ExecInvocation(
      executable: executable, arguments: arguments, environment: variables, isInteractive: isInteractive,
      outputLimit: Self.outputLimit)
    let limit = timeout ?? (isInteractive ? .seconds(600) : .seconds(120))
    let output = try await run(invocation, runner: runner, clock: clock, limit: limit)
    if let failure = output.failure {
      throw KubernetesError(.credentials, "\(label) has failed: \(failure)\(Self.tail(output.standardError))")
    }
    return try ExecCredentialAnswer(output: output.standardOutput.reveal(), plugin: self)
  }

  var label: String { "the credential plug-in \"\(command)\"" }

  private func run(
    _ invocation: ExecInvocation, runner: any ExecRunner, clock: CredentialClock, limit: Duration
  ) async throws -> ExecOutput {
    try await withThrowingTaskGroup(of: ExecOutput?.self) { group in
      group.addTask {
        do {
          return try await runner.run(invocation)
        } catch {
          // The error of an ended program says nothing that its ending does not.
          try Task.checkCancellation()
          throw KubernetesError(.credentials, "\(label) could not be run: \(error)", cause: error)
        }
      }
      group.addTask {
        try await clock.sleep(limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let output = try await group.next() ?? nil else {
        throw KubernetesError(
          .credentials, "\(label) has not answered within \(limit.components.seconds) s and was ended")
      }
      return output
    }
  }

  private func isInteractive(in environment: ConfigurationEnvironment) throws(KubernetesError) -> Bool {
    if interactiveMode == .never { return false }
    let reason =
      standardInputUnavailable ?? (environment.isStandardInputTerminal ? nil : "standard input is not a terminal")
    guard let reason, interactiveMode == .always else { return reason == nil }
    throw KubernetesError(.credentials, "\(label) has to ask the user, but it cannot: \(reason)")
  }

  /// Finds the program's file, after asking the policy.
  private func executable(in environment: ConfigurationEnvironment) throws(KubernetesError) -> String {
    if policy.rule == .denyAll {
      throw KubernetesError(.credentials, "\(label) is not run: the policy allows no credential plug-ins")
    }
    let found = Self.find(command, in: environment)
    if case .allow(let programs) = policy.rule {
      let allowed = programs.compactMap { Self.find($0, in: environment) }
      guard let found, allowed.contains(found) else {
        throw KubernetesError(.credentials, "\(label) is not run: the policy does not allow it")
      }
    }
    if let found { return found }
    let place = command.contains("/") ? "there is no such program" : "no folder of PATH has such a program"
    let hint = installHint.map { "\n\($0)" } ?? ""
    throw KubernetesError(.credentials, "\(label) could not be found: \(place)\(hint)")
  }

  /// Folders of `PATH` that are relative do not count: what is in the current folder must not answer for a plug-in.
  private static func find(_ command: String, in environment: ConfigurationEnvironment) -> String? {
    if command.contains("/") {
      let path = command.path(relativeTo: environment.currentDirectory)
      return environment.files.isExecutable(path) ? path : nil
    }
    let folders = environment.variables["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.filter { $0.first == "/" }.map { command.path(relativeTo: String($0)) }
      .first { environment.files.isExecutable($0) }
  }

  /// The end of what a program has said, without control characters.
  private static func tail(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.suffix(errorTail), as: UTF8.self)
    let clean = String(
      text.unicodeScalars.map { scalar in
        scalar == "\n" || scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
          ? Character(scalar) : " "
      }
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    return clean.isEmpty ? "" : "\n\(bytes.count > errorTail ? "…" : "")\(clean)"
  }
}
