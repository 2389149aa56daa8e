/// One server's command line and the file that its output goes to.
struct ServerCommand: Hashable, Sendable {
  /// The server's name in messages.
  let name: String
  let binary: String
  let arguments: [String]
  /// Output is appended to it, over restarts too.
  let log: String
}
