import Kubernetes

/// What a command says on standard error when it has failed: kubectl's words where kubectl has its own.
struct FailureText {
  /// The server that was asked, for failures to reach it.
  var server: String

  /// Several failures are a line each; one alone says more.
  func text(_ errors: [any Error]) -> String {
    if errors.count == 1 { return alone(errors[0]) }
    return errors.map(line).joined(separator: "\n")
  }

  private func alone(_ error: any Error) -> String {
    if let invalid = (error as? KubernetesError).flatMap(invalid) { return invalid }
    let line = line(error)
    let isMarked = ["error: ", "Error from server", "Unable to", "The connection"].contains { line.hasPrefix($0) }
    return isMarked ? line : "error: \(line)"
  }

  private func line(_ error: any Error) -> String {
    guard let error = error as? KubernetesError else { return "\(error)" }
    if let status = error.status {
      switch status.reason {
      case .unauthorized?: return "error: You must be logged in to the server (\(error.message))"
      case let reason?: return "Error from server (\(reason)): \(error.message)"
      case nil: return "Error from server: \(error.message)"
      }
    }
    switch (error.cause as? TransportError)?.code {
    case .connect?:
      return "The connection to the server \(server) was refused - did you specify the right host or port?"
    case .some: return "Unable to connect to the server: \(error.message)"
    case nil: return error.message
    }
  }

  /// The group-versions that discovery could not read, each with its reason.
  static func unread(_ failures: [GroupVersion: KubernetesError]) -> String {
    failures.map { "\($0.key): \($0.value.message)" }.sorted().joined(separator: ", ")
  }

  /// What is wrong with an object, field by field; nil for another failure.
  private func invalid(_ error: KubernetesError) -> String? {
    guard let status = error.status, status.reason == .invalid else { return nil }
    guard let details = status.details else { return "The request is invalid: \(error.message)" }
    let (kind, name) = (details.kind ?? "", details.name ?? "")
    var text = "The request is invalid"
    if !kind.isEmpty || !name.isEmpty {
      text = "The \(kind) \"\(name)\" is invalid"
    } else if details.causes.isEmpty {
      text += ": \(error.message)"
    }
    var causes: [String] = []
    for cause in details.causes {
      let line = "\(cause.field ?? ""): \(cause.message ?? "")"
      if !causes.contains(line) { causes.append(line) }
    }
    switch causes.count {
    case 0: return text
    case 1: return "\(text): \(causes[0])"
    default: return "\(text): \n" + causes.map { "* \($0)" }.joined(separator: "\n")
    }
  }
}

extension KubernetesError {
  /// The same failure, with what was being done in front of the server's words.
  func whileDoing(_ verb: String, _ source: String) -> KubernetesError {
    var error = self
    error.message = "error when \(verb) \"\(source)\": \(message)"
    return error
  }
}
