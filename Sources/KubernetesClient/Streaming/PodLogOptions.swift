public import KubernetesCore

/// Which part of a container's log, and how.
public struct PodLogOptions: Hashable, Sendable {
  /// The container; nil for the only one, or the one that the pod names as its default.
  public var container: String?
  /// Goes on with what is logged from now on, until the container ends.
  public var follow: Bool
  /// The log of the container's previous run.
  public var previous: Bool
  /// Only what was logged in the last so many seconds.
  public var sinceSeconds: Int64?
  /// Only what was logged since then; not together with ``sinceSeconds``.
  public var sinceTime: Time?
  /// Begins each line with its time.
  public var timestamps: Bool
  /// Only so many lines from the end.
  public var tailLines: Int64?
  /// Only so many bytes; the last line may be cut.
  public var limitBytes: Int64?
  /// Does not check the kubelet's certificate. Whoever sits in between can then invent the log.
  public var insecureSkipTLSVerifyBackend: Bool

  /// The whole log, as far as it goes.
  public init(
    container: String? = nil, follow: Bool = false, previous: Bool = false, sinceSeconds: Int64? = nil,
    sinceTime: Time? = nil, timestamps: Bool = false, tailLines: Int64? = nil, limitBytes: Int64? = nil,
    insecureSkipTLSVerifyBackend: Bool = false
  ) {
    self.container = container
    self.follow = follow
    self.previous = previous
    self.sinceSeconds = sinceSeconds
    self.sinceTime = sinceTime
    self.timestamps = timestamps
    self.tailLines = tailLines
    self.limitBytes = limitBytes
    self.insecureSkipTLSVerifyBackend = insecureSkipTLSVerifyBackend
  }

  var query: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) { if let value { items.append((name, value)) } }
    add("container", container)
    add("follow", follow ? "true" : nil)
    add("insecureSkipTLSVerifyBackend", insecureSkipTLSVerifyBackend ? "true" : nil)
    add("limitBytes", limitBytes.map(String.init))
    add("previous", previous ? "true" : nil)
    add("sinceSeconds", sinceSeconds.map(String.init))
    add("sinceTime", sinceTime?.description)
    add("tailLines", tailLines.map(String.init))
    add("timestamps", timestamps ? "true" : nil)
    return items
  }
}
