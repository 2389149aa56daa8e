internal import KubernetesCore

/// The few metadata fields that lists, bookmarks and reports of unreadable objects need, read without the object.
struct WireMetadata {
  var name: String?
  var namespace: String?
  var resourceVersion: String?
  var continueToken: String?
  var remainingItemCount: Int64?
  var endsInitialEvents = false

  init() {}

  /// Reads a window that holds the JSON of an `ObjectMeta` or a `ListMeta`.
  init(json metadata: Bytes) throws {
    if metadata.isJSONNull { return }
    var members = try JSONWindows(metadata)
    while let (key, value) = try members.nextMember() {
      if value.isJSONNull { continue }
      if key.isEqual(to: "name") {
        name = try value.jsonString()
      } else if key.isEqual(to: "namespace") {
        namespace = try value.jsonString()
      } else if key.isEqual(to: "resourceVersion") {
        resourceVersion = try value.jsonString()
      } else if key.isEqual(to: "continue") {
        continueToken = try value.jsonString()
      } else if key.isEqual(to: "remainingItemCount") {
        remainingItemCount = try value.jsonInteger()
      } else if key.isEqual(to: "annotations") {
        var annotations = try JSONWindows(value)
        while let (key, value) = try annotations.nextMember() {
          if key.isEqual(to: "k8s.io/initial-events-end") { endsInitialEvents = value.isEqual(to: "\"true\"") }
        }
      }
    }
  }

  /// Reads the metadata of a whole object.
  init(object: Bytes, format: WireFormat) throws {
    switch format {
    case .json:
      var members = try JSONWindows(object)
      while let (key, value) = try members.nextMember() {
        if key.isEqual(to: "metadata") { try self.init(json: value); return }
      }
      self.init()
    case .protobuf:
      // Field 1 of every object of the API is its metadata. Items of a list have no envelope of their own.
      let hasEnvelope = object.count >= 4 && object[0..<4].isEqual(to: ProtobufWindows.magic)
      var fields = ProtobufWindows(hasEnvelope ? try ProtobufWindows.unwrapped(object) : object)
      while let (number, value) = try fields.nextField() {
        if number == 1, case .bytes(let bytes) = value { try self.init(objectMeta: bytes); return }
      }
      self.init()
    }
  }

  /// Field numbers of `ObjectMeta`: name 1, namespace 3, resourceVersion 6, annotations 12.
  private init(objectMeta: Bytes) throws {
    var fields = ProtobufWindows(objectMeta)
    while let (number, value) = try fields.nextField() {
      guard case .bytes(let bytes) = value else { continue }
      switch number {
      case 1: name = bytes.text
      case 3: namespace = bytes.text
      case 6: resourceVersion = bytes.text
      case 12:
        var entry = ProtobufWindows(bytes)
        var key = Bytes.empty
        while let (number, value) = try entry.nextField() {
          guard case .bytes(let bytes) = value else { continue }
          if number == 1 { key = bytes }
          if number == 2, key.isEqual(to: "k8s.io/initial-events-end") { endsInitialEvents = bytes.isEqual(to: "true") }
        }
      default: break
      }
    }
  }

  /// Field numbers of `ListMeta`: resourceVersion 2, continue 3, remainingItemCount 4.
  init(listMeta: Bytes) throws {
    var fields = ProtobufWindows(listMeta)
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (2, .bytes(let bytes)): resourceVersion = bytes.text
      case (3, .bytes(let bytes)): continueToken = bytes.text
      case (4, .number(let count)): remainingItemCount = Int64(bitPattern: count)
      default: break
      }
    }
  }
}

extension WatchBookmark {
  init(object: Bytes, format: WireFormat) throws {
    let metadata = try WireMetadata(object: object, format: format)
    guard let version = metadata.resourceVersion, !version.isEmpty else {
      throw WireError(.malformed, "a bookmark has no resourceVersion")
    }
    self.init(resourceVersion: version, endsInitialEvents: metadata.endsInitialEvents)
  }
}

extension UndecodableObject {
  /// Names the object where its metadata can be read.
  init(object: Bytes, format: WireFormat, index: Int? = nil, error: WireError, isDeleted: Bool = false) {
    let metadata = try? WireMetadata(object: object, format: format)
    let key = metadata?.name.map { ObjectKey(namespace: metadata?.namespace ?? "", name: $0) }
    self.init(
      key: key, resourceVersion: metadata?.resourceVersion, index: index, error: error, isDeleted: isDeleted)
  }
}
