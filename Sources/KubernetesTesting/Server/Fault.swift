/// One way in which a server can misbehave.
public struct Fault: Sendable {
  enum Kind: Sendable {
    case latency(Duration)
    case status(Int, retryAfter: Int?)
    case cutBeforeResponse
    case cutAfterHead
    case cut(afterBytes: Int)
    case silence(afterBytes: Int)
    case slow(bytes: Int, every: Duration)
    case dropBookmarks
    case duplicateEvents
    case expiredContinue
    case noInitialEventsEnd
    case endWatch(afterEvents: Int)
    case expireWatch(afterEvents: Int)
  }
  let kind: Kind

  /// The answer comes late.
  public static func latency(_ duration: Duration) -> Fault { Fault(kind: .latency(duration)) }
  /// The answer is an error with this code, and the header `Retry-After` in seconds.
  public static func status(_ code: Int, retryAfter: Int? = nil) -> Fault {
    Fault(kind: .status(code, retryAfter: retryAfter))
  }
  /// The connection closes without an answer. The request is not carried out.
  public static let cutBeforeResponse = Fault(kind: .cutBeforeResponse)
  /// The connection closes behind the head of the answer. The request is carried out.
  public static let cutAfterHead = Fault(kind: .cutAfterHead)
  /// The connection closes after so many bytes of the body.
  public static func cut(afterBytes count: Int) -> Fault { Fault(kind: .cut(afterBytes: count)) }
  /// After so many bytes of the body nothing comes any more, and the connection stays.
  public static func silence(afterBytes count: Int) -> Fault { Fault(kind: .silence(afterBytes: count)) }
  /// The body comes in pieces of so many bytes, with a pause before each.
  public static func slow(bytes: Int, every pause: Duration) -> Fault {
    Fault(kind: .slow(bytes: max(1, bytes), every: pause))
  }
  /// Watches get no bookmarks, apart from the one that ends the initial events.
  public static let dropBookmarks = Fault(kind: .dropBookmarks)
  /// Watches get every event twice.
  public static let duplicateEvents = Fault(kind: .duplicateEvents)
  /// Continue tokens have expired (410).
  public static let expiredContinue = Fault(kind: .expiredContinue)
  /// Streaming lists never say that the initial events have ended.
  public static let noInitialEventsEnd = Fault(kind: .noInitialEventsEnd)
  /// Watches end, cleanly, after so many events.
  public static func endWatch(afterEvents count: Int) -> Fault { Fault(kind: .endWatch(afterEvents: count)) }
  /// Watches end with the event that says that the version is too old, after so many events.
  public static func expireWatch(afterEvents count: Int) -> Fault { Fault(kind: .expireWatch(afterEvents: count)) }
}
