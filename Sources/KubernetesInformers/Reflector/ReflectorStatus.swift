public import KubernetesCore

/// The state of a reflector, and what it has lived through since it was started.
public struct ReflectorStatus: Sendable {
  /// What it is doing.
  public internal(set) var state: ReflectorState = .idle
  /// The last failure, also after it has been overcome; nil if there was none.
  public internal(set) var lastError: (any Error)?
  /// How many failures there were.
  public internal(set) var failures = 0
  /// The version up to which everything has been handed on; empty at first.
  public internal(set) var resourceVersion = ""
  /// How often everything was read, as pages or as a stream.
  public internal(set) var lists = 0
  /// How many watches were opened, streaming lists included.
  public internal(set) var watches = 0
  /// How many events came, bookmarks included.
  public internal(set) var events = 0
  /// How many objects could not be read and were left out.
  public internal(set) var undecodable = 0
  /// The last object that could not be read.
  public internal(set) var lastUndecodable: UndecodableObject?
  /// Why streaming lists are not used; nil while they are, or are not wanted.
  public internal(set) var streamingRefusal: (any Error)?
}
