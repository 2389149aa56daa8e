/// What a command in a container is connected to.
public struct ExecOptions: Hashable, Sendable {
  /// The container; nil for the only one, or the one that the pod names as its default.
  public var container: String?
  /// Whether something will be written to its standard input.
  public var stdin: Bool
  /// Whether its standard output is wanted.
  public var stdout: Bool
  /// Whether its standard error is wanted; with a terminal there is none of its own.
  public var stderr: Bool
  /// Whether it gets a terminal, which can be resized.
  public var tty: Bool

  /// Output and errors, no input, no terminal.
  public init(
    container: String? = nil, stdin: Bool = false, stdout: Bool = true, stderr: Bool = true, tty: Bool = false
  ) {
    self.container = container
    self.stdin = stdin
    self.stdout = stdout
    self.stderr = stderr
    self.tty = tty
  }

  func query(_ command: [String]) -> [(name: String, value: String)] {
    var items = command.map { (name: "command", value: $0) }
    if let container { items.append(("container", container)) }
    // The server refuses a terminal together with a standard error.
    for (name, isSet) in [("stdin", stdin), ("stdout", stdout), ("stderr", stderr && !tty), ("tty", tty)] where isSet {
      items.append((name, "true"))
    }
    return items
  }
}
