public import KubernetesCore

extension ScriptedKubelet {
  /// Which part of which log is wanted.
  public struct LogRequest: Hashable, Sendable {
    /// The container.
    public var container: Container
    /// Whether the stream goes on with what is written later.
    public var follows = false
    /// Whether the log of the run before the last restart is meant.
    public var isPrevious = false
    /// Whether each line begins with its time.
    public var showsTimestamps = false
    /// Only lines of the last so many seconds.
    public var sinceSeconds: Int64?
    /// Only lines from a time on.
    public var sinceTime: Time?
    /// Only the last so many lines.
    public var tailLines: Int64?
    /// At most so many bytes.
    public var limitBytes: Int64?
  }
}
