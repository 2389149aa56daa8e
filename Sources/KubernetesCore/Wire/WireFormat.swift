/// How objects are written on the wire.
public enum WireFormat: String, Hashable, Sendable, CaseIterable {
  /// `application/json`.
  case json
  /// `application/vnd.kubernetes.protobuf`, with the four-byte `k8s\0` envelope.
  case protobuf

  /// The media type of single objects and lists.
  public var mediaType: String {
    switch self {
    case .json: "application/json"
    case .protobuf: "application/vnd.kubernetes.protobuf"
    }
  }

  /// The media type of a watch's frames: lines of JSON, or length-prefixed Protobuf.
  public var watchMediaType: String {
    switch self {
    case .json: "application/json"
    case .protobuf: "application/vnd.kubernetes.protobuf;stream=watch"
    }
  }
}
