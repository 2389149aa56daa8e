/// What the server says of a failed (or, for some deletions, of a finished) call.
public struct Status: Hashable, Sendable {
  /// `Success` or `Failure`.
  public var status: String?
  /// What happened, for people.
  public var message: String?
  /// What happened, for programs.
  public var reason: StatusReason?
  /// The HTTP status code.
  public var code: Int?
  /// What it is about.
  public var details: Details?

  /// Joins the parts.
  public init(
    status: String? = nil, message: String? = nil, reason: StatusReason? = nil, code: Int? = nil,
    details: Details? = nil
  ) {
    self.status = status
    self.message = message
    self.reason = reason
    self.code = code
    self.details = details
  }

  /// What a ``Status`` is about.
  public struct Details: Hashable, Sendable {
    /// The object's name.
    public var name: String?
    /// The object's group.
    public var group: String?
    /// The object's kind, or its resource's name.
    public var kind: String?
    /// The object's uid.
    public var uid: String?
    /// Every single cause.
    public var causes: [Cause]
    /// After how many seconds to try again.
    public var retryAfterSeconds: Int?

    /// Joins the parts.
    public init(
      name: String? = nil, group: String? = nil, kind: String? = nil, uid: String? = nil, causes: [Cause] = [],
      retryAfterSeconds: Int? = nil
    ) {
      self.name = name
      self.group = group
      self.kind = kind
      self.uid = uid
      self.causes = causes
      self.retryAfterSeconds = retryAfterSeconds
    }
  }

  /// One of the reasons of a failure.
  public struct Cause: Hashable, Sendable {
    /// The kind of cause, such as `FieldValueInvalid`.
    public var reason: String?
    /// The cause, for people.
    public var message: String?
    /// The field that caused it, such as `spec.replicas`.
    public var field: String?

    /// Joins the parts.
    public init(reason: String? = nil, message: String? = nil, field: String? = nil) {
      self.reason = reason
      self.message = message
      self.field = field
    }
  }
}
