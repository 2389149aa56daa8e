/// Why a ``LocalControlPlane`` could not be started, used or stopped.
public struct ControlPlaneError: Error, Sendable, CustomStringConvertible {
  /// What failed.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String {
      case missingBinary, files, certificates, ports, launch, exited, notReady, notRunning, alreadyRan, etcd
    }
    private let wrapped: Wrapped

    /// A server's binary was not found, or is not executable.
    public static let missingBinary = Code(wrapped: .missingBinary)
    /// The control plane's folder could not be written.
    public static let files = Code(wrapped: .files)
    /// A key or a certificate could not be made.
    public static let certificates = Code(wrapped: .certificates)
    /// Too few free loopback ports were found, or another program took one before its server did.
    public static let ports = Code(wrapped: .ports)
    /// A server's process could not be created.
    public static let launch = Code(wrapped: .launch)
    /// A server ended that nobody had stopped.
    public static let exited = Code(wrapped: .exited)
    /// A server was not ready within the configured time, and was ended.
    public static let notReady = Code(wrapped: .notReady)
    /// The request needs a server that is running, or a running control plane.
    public static let notRunning = Code(wrapped: .notRunning)
    /// A control plane runs once.
    public static let alreadyRan = Code(wrapped: .alreadyRan)
    /// etcd refused a request, or answered with something else than expected.
    public static let etcd = Code(wrapped: .etcd)

    /// The code's name.
    public var description: String { wrapped.rawValue }
  }

  /// What failed.
  public let code: Code
  /// What failed, for people.
  public let message: String
  /// The end of the server's log, where a server failed; empty otherwise.
  public let logTail: String

  init(_ code: Code, _ message: String, logTail: String = "") {
    self.code = code
    self.message = message
    self.logTail = logTail
  }

  /// Code and message, then the end of the server's log.
  public var description: String {
    logTail.isEmpty ? "\(code): \(message)" : "\(code): \(message); the end of its log:\n\(logTail)"
  }
}
