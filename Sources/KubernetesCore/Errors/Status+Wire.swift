extension Status {
  /// Reads a `Status`: the body of a failed call, or the object of an `ERROR` event.
  ///
  /// - Throws: ``WireError``, also for an object of another kind.
  public init(wire bytes: Bytes, format: WireFormat) throws(WireError) {
    self.init()
    do {
      switch format {
      case .json: try read(json: bytes)
      case .protobuf: try read(protobuf: bytes)
      }
    } catch let error as WireError {
      throw error
    } catch {
      throw WireError(.malformed, String(describing: error))
    }
  }

  /// Reads the body of an answer, if it is a `Status` in one of the formats.
  ///
  /// - Parameter contentType: The answer's media type. Without one the body is taken for JSON.
  public init?(body: Bytes, contentType: String?) {
    let type = (contentType ?? WireFormat.json.mediaType).prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    guard let format = WireFormat.allCases.first(where: { $0.mediaType == type }),
      let status = try? Status(wire: body, format: format)
    else { return nil }
    self = status
  }

  /// Reads a `Status` that does not say that it is one, as kubelets send it when a command has ended.
  package init(untypedJSON bytes: Bytes) throws(WireError) {
    self.init()
    do {
      try read(json: bytes, isTyped: false)
    } catch let error as WireError {
      throw error
    } catch {
      throw WireError(.malformed, String(describing: error))
    }
  }

  // MARK: JSON

  private mutating func read(json bytes: Bytes, isTyped: Bool = true) throws {
    var members = try JSONWindows(bytes)
    var kind: String?
    while let (name, value) = try members.nextMember() {
      if value.isJSONNull { continue }
      switch name.text {
      case "kind": kind = try value.jsonString()
      case "status": status = try value.jsonString()
      case "message": message = try value.jsonString()
      case "reason": reason = StatusReason(nonEmpty: try value.jsonString())
      case "code": code = Int(try value.jsonInteger())
      case "details": details = try Details(json: value)
      default: break
      }
    }
    guard kind == "Status" || (kind == nil && !isTyped) else {
      throw WireError(.typeMismatch, "expected a Status", path: "kind")
    }
  }

  // MARK: Protobuf

  private mutating func read(protobuf bytes: Bytes) throws {
    var envelope = ProtobufWindows(bytes[min(ProtobufWindows.magic.count, bytes.count)..<bytes.count])
    while let (number, value) = try envelope.nextField() {
      guard number == 1, case .bytes(let typeMeta) = value else { continue }
      var fields = ProtobufWindows(typeMeta)
      while let (number, value) = try fields.nextField() {
        if number == 2, case .bytes(let kind) = value, !kind.isEqual(to: "Status") {
          throw WireError(.typeMismatch, "expected a Status", path: "kind")
        }
      }
    }
    var fields = ProtobufWindows(try ProtobufWindows.unwrapped(bytes))
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (2, .bytes(let bytes)): status = bytes.nonEmptyText
      case (3, .bytes(let bytes)): message = bytes.nonEmptyText
      case (4, .bytes(let bytes)): reason = StatusReason(nonEmpty: bytes.text)
      case (5, .bytes(let bytes)): details = try Details(protobuf: bytes)
      case (6, .number(let number)): code = Int(Int32(truncatingIfNeeded: number))
      default: break
      }
    }
    if code == 0 { code = nil }
  }
}

extension Status.Details {
  fileprivate init(json bytes: Bytes) throws {
    self.init()
    var members = try JSONWindows(bytes)
    while let (member, value) = try members.nextMember() {
      if value.isJSONNull { continue }
      switch member.text {
      case "name": name = try value.jsonString()
      case "group": group = try value.jsonString()
      case "kind": kind = try value.jsonString()
      case "uid": uid = try value.jsonString()
      case "retryAfterSeconds": retryAfterSeconds = Int(try value.jsonInteger())
      case "causes":
        var elements = try JSONWindows(value)
        while let element = try elements.nextElement() { add(try Status.Cause(json: element)) }
      default: break
      }
    }
  }

  fileprivate init(protobuf bytes: Bytes) throws {
    self.init()
    var fields = ProtobufWindows(bytes)
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (1, .bytes(let bytes)): name = bytes.nonEmptyText
      case (2, .bytes(let bytes)): group = bytes.nonEmptyText
      case (3, .bytes(let bytes)): kind = bytes.nonEmptyText
      case (4, .bytes(let bytes)): add(try Status.Cause(protobuf: bytes))
      case (5, .number(let number)) where number != 0: retryAfterSeconds = Int(Int32(truncatingIfNeeded: number))
      case (6, .bytes(let bytes)): uid = bytes.nonEmptyText
      default: break
      }
    }
  }

  /// More causes than any server sends; the rest is dropped, so that a hostile answer cannot fill the memory.
  private static let largestCauseCount = 1_000

  private mutating func add(_ cause: Status.Cause) {
    if causes.count < Self.largestCauseCount { causes.append(cause) }
  }
}

extension Status.Cause {
  fileprivate init(json bytes: Bytes) throws {
    self.init()
    var members = try JSONWindows(bytes)
    while let (name, value) = try members.nextMember() {
      if value.isJSONNull { continue }
      switch name.text {
      case "reason": reason = try value.jsonString()
      case "message": message = try value.jsonString()
      case "field": field = try value.jsonString()
      default: break
      }
    }
  }

  fileprivate init(protobuf bytes: Bytes) throws {
    self.init()
    var fields = ProtobufWindows(bytes)
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (1, .bytes(let bytes)): reason = bytes.nonEmptyText
      case (2, .bytes(let bytes)): message = bytes.nonEmptyText
      case (3, .bytes(let bytes)): field = bytes.nonEmptyText
      default: break
      }
    }
  }
}

extension StatusReason {
  fileprivate init?(nonEmpty text: String) {
    guard !text.isEmpty else { return nil }
    self.init(rawValue: text)
  }
}

extension Bytes {
  /// Protobuf messages of Kubernetes carry empty strings for what is not there.
  fileprivate var nonEmptyText: String? { isEmpty ? nil : text }
}
