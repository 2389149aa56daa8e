/// Why a manager cannot run.
public enum ManagerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `run()` is being executed already.
  case alreadyRunning
  /// Two controllers have the same name, so that their metrics could not be told apart.
  case duplicateName(String)

  /// For people.
  public var description: String {
    switch self {
    case .alreadyRunning: "the manager is running already"
    case .duplicateName(let name): "two controllers are named \(name)"
    }
  }
}
