internal import KubernetesCore

/// One frame of a watch: the event's type, and the object still encoded.
struct WatchFrame {
  var type: String
  var object: Bytes

  init(_ frame: Bytes, format: WireFormat) throws {
    switch format {
    case .json: try self.init(json: frame)
    case .protobuf: try self.init(protobuf: frame)
    }
  }

  private init(json frame: Bytes) throws {
    // The depth of the object is its decoder's matter.
    var members = try JSONWindows(frame, maximumDepth: .max)
    var type: String?
    var object: Bytes?
    while let (name, value) = try members.nextMember() {
      if name.isEqual(to: "type") {
        guard value.count >= 2 else { throw WireError(.typeMismatch, "the event's type is not a string") }
        type = value[1..<(value.count - 1)].text
      } else if name.isEqual(to: "object") {
        object = value
      }
    }
    guard let type, let object else { throw WireError(.malformed, "the watch frame has no type or no object") }
    self.type = type
    self.object = object
  }

  /// `WatchEvent { type = 1, object = 2 { raw = 1 } }`; the raw object is in an envelope, the event itself is not.
  private init(protobuf frame: Bytes) throws {
    var fields = ProtobufWindows(frame)
    var type: String?
    var object: Bytes?
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (1, .bytes(let bytes)): type = bytes.text
      case (2, .bytes(let bytes)):
        var raw = ProtobufWindows(bytes)
        while let (number, value) = try raw.nextField() {
          if number == 1, case .bytes(let bytes) = value { object = bytes }
        }
      default: break
      }
    }
    guard let type, let object else { throw WireError(.malformed, "the watch frame has no type or no object") }
    self.type = type
    self.object = object
  }
}
