/// What the engine needs to know of a value's Swift type, where it has no case of its own for it: an optional value, an
/// array or a map of values at an address.
///
/// Functions, and no methods of a generic class: those would run unspecialized, and look up type metadata at every call.
/// Addresses are those of an optional value, an array or a map, as the names say.
final class ValueOperations: Sendable {
  /// The type of a value.
  let type: any WireValue.Type
  /// The layout of an optional value.
  let optionalSize: Int
  let optionalAlignment: Int
  /// Whether an optional value is one reference, or zero.
  let isReference: Bool
  /// Whether a value can be copied byte by byte.
  let isTrivial: Bool
  /// The Protobuf wire type of a value.
  let wireType: UInt8

  typealias Place = UnsafeMutableRawPointer
  typealias ConstPlace = UnsafeRawPointer

  let initializeAbsent: @Sendable (Place) -> Void
  let destroyOptional: @Sendable (Place) -> Void
  /// From an address to uninitialised memory.
  let copyOptional: @Sendable (ConstPlace, Place) -> Void
  let isOptionalEqual: @Sendable (ConstPlace, ConstPlace) -> Bool
  let isArrayEqual: @Sendable (ConstPlace, ConstPlace) -> Bool
  let isMapEqual: @Sendable (ConstPlace, ConstPlace) -> Bool
  let hashOptional: @Sendable (ConstPlace, inout Hasher) -> Void
  let hashArray: @Sendable (ConstPlace, inout Hasher) -> Void
  let hashMap: @Sendable (ConstPlace, inout Hasher) -> Void
  let isPresent: @Sendable (ConstPlace) -> Bool
  let isArrayEmpty: @Sendable (ConstPlace) -> Bool
  let isMapEmpty: @Sendable (ConstPlace) -> Bool

  /// Reads a value of JSON; the last parameter says whether equal strings are to be shared.
  let readOptionalJSON: @Sendable (inout JSONReader, Place, Bool) -> Void
  let readArrayJSON: @Sendable (inout JSONReader, Place) -> Void
  let readMapJSON: @Sendable (inout JSONReader, Place) -> Void
  let writeOptionalJSON: @Sendable (inout JSONWriter, ConstPlace) -> Void
  let writeArrayJSON: @Sendable (inout JSONWriter, ConstPlace) -> Void
  let writeMapJSON: @Sendable (inout JSONWriter, ConstPlace) -> Void

  /// Reads a value of Protobuf behind its tag: whether equal strings are to be shared, whether an empty value is none.
  let readOptional: @Sendable (inout ProtobufReader, Place, Bool, Bool) -> Void
  /// Reads one element, or all of them when they are packed.
  let readElement: @Sendable (inout ProtobufReader, Place, Bool) -> Void
  /// Reads the entries of a map that follow one another, each behind this tag.
  let readEntries: @Sendable (inout ProtobufReader, Place, UInt64) -> Void
  let writeOptional: @Sendable (inout ProtobufWriter, Int32, ConstPlace) -> Void
  let writeArray: @Sendable (inout ProtobufWriter, Int32, ConstPlace) -> Void
  let writeMap: @Sendable (inout ProtobufWriter, Int32, ConstPlace) -> Void

  /// The operations of one type of value.
  private init<Value: WireValue>(_ type: Value.Type) {
    self.type = type
    optionalSize = MemoryLayout<Value?>.size
    optionalAlignment = MemoryLayout<Value?>.alignment
    isReference = Value.self == RawJSON.self || Value.self == [UInt8].self || Value.self == [String].self
    isTrivial = _isPOD(Value.self)
    wireType = Value.wireType

    initializeAbsent = { $0.initializeMemory(as: Value?.self, to: nil) }
    destroyOptional = { $0.assumingMemoryBound(to: Value?.self).deinitialize(count: 1) }
    copyOptional = { source, destination in
      destination.initializeMemory(as: Value?.self, to: source.assumingMemoryBound(to: Value?.self).pointee)
    }
    isOptionalEqual = {
      switch ($0.assumingMemoryBound(to: Value?.self).pointee, $1.assumingMemoryBound(to: Value?.self).pointee) {
      case (let a?, let b?): a.isSame(as: b)
      case (nil, nil): true
      default: false
      }
    }
    isArrayEqual = {
      $0.assumingMemoryBound(to: [Value].self).pointee
        .elementsEqual($1.assumingMemoryBound(to: [Value].self).pointee) { $0.isSame(as: $1) }
    }
    isMapEqual = {
      $0.assumingMemoryBound(to: [String: Value].self).pointee
        .isSame(as: $1.assumingMemoryBound(to: [String: Value].self).pointee) { $0.isSame(as: $1) }
    }
    hashOptional = { $1.combine($0.assumingMemoryBound(to: Value?.self).pointee) }
    hashArray = { $1.combine($0.assumingMemoryBound(to: [Value].self).pointee) }
    hashMap = { $1.combine($0.assumingMemoryBound(to: [String: Value].self).pointee) }
    isPresent = { $0.assumingMemoryBound(to: Value?.self).pointee != nil }
    isArrayEmpty = { $0.assumingMemoryBound(to: [Value].self).pointee.isEmpty }
    isMapEmpty = { $0.assumingMemoryBound(to: [String: Value].self).pointee.isEmpty }

    readOptionalJSON = { reader, place, interned in
      place.assumingMemoryBound(to: Value?.self).pointee = Value.read(&reader, interned: interned)
    }
    readArrayJSON = { reader, place in
      guard reader.beginArray() else { return }
      let state = reader.context.state
      var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<Value>.stride)
      var isFirst = true
      while reader.nextElement(&isFirst) {
        let value = Value.readElement(&reader)
        state.fields.pointee.scratch.place(&frame).initializeMemory(as: Value.self, to: value)
      }
      place.assumingMemoryBound(to: [Value].self).pointee = frame.moveArray(of: Value.self)
      state.fields.pointee.scratch.end(frame)
    }
    readMapJSON = { reader, place in
      place.assumingMemoryBound(to: [String: Value].self).pointee = reader.dictionary {
        Value.readElement(&$0)
      }
    }
    writeOptionalJSON = { writer, place in place.assumingMemoryBound(to: Value?.self).pointee?.write(&writer) }
    writeArrayJSON = { writer, place in
      writer.begin(UInt8(ascii: "["))
      for element in place.assumingMemoryBound(to: [Value].self).pointee {
        writer.separate()
        element.write(&writer)
      }
      writer.end(UInt8(ascii: "]"))
    }
    writeMapJSON = { writer, place in
      writer.dictionary(place.assumingMemoryBound(to: [String: Value].self).pointee) { writer, value in
        value.write(&writer)
      }
    }

    readOptional = { reader, place, interned, zeroIsAbsent in
      let value = Value.read(&reader, interned: interned)
      place.assumingMemoryBound(to: Value?.self).pointee = zeroIsAbsent && value?.isZero == true ? nil : value
    }
    readElement = { reader, place, isPacked in
      let array = place.assumingMemoryBound(to: [Value].self)
      if isPacked {
        let saved = reader.enter()
        while reader.hasMore { array.pointee.append(Value.read(&reader, interned: false) ?? Value.fallback) }
        reader.leave(saved)
      } else {
        array.pointee.append(Value.read(&reader, interned: true) ?? Value.fallback)
      }
    }
    readEntries = { reader, place, tag in
      reader.entries(&place.assumingMemoryBound(to: [String: Value].self).pointee, tag, absent: Value.fallback) {
        Value.read(&$0, interned: true) ?? Value.fallback
      }
    }
    writeOptional = { writer, number, place in
      guard let value = place.assumingMemoryBound(to: Value?.self).pointee else { return }
      value.write(&writer)
      writer.tag(number, Value.wireType)
    }
    writeArray = { writer, number, place in
      for element in place.assumingMemoryBound(to: [Value].self).pointee.reversed() {
        element.write(&writer)
        writer.tag(number, Value.wireType)
      }
    }
    writeMap = { writer, number, place in
      writer.dictionary(number, place.assumingMemoryBound(to: [String: Value].self).pointee) { writer, value in
        value.write(&writer)
        writer.tag(2, Value.wireType)
      }
    }
  }
}

extension ValueOperations {
  private static let string = ValueOperations(String.self)
  private static let int32 = ValueOperations(Int32.self)
  private static let int64 = ValueOperations(Int64.self)
  private static let bool = ValueOperations(Bool.self)
  private static let double = ValueOperations(Double.self)
  private static let time = ValueOperations(Time.self)
  private static let microTime = ValueOperations(MicroTime.self)
  private static let rawTime = ValueOperations(RawTime.self)
  private static let duration = ValueOperations(GoDuration.self)
  private static let quantity = ValueOperations(Quantity.self)
  private static let intOrString = ValueOperations(IntOrString.self)
  private static let raw = ValueOperations(RawJSON.self)
  private static let bytes = ValueOperations([UInt8].self)
  private static let strings = ValueOperations([String].self)

  /// The operations for a name of the table's notation.
  static func named(_ name: Substring) -> ValueOperations {
    switch name {
    case "string": string
    case "int32": int32
    case "int64": int64
    case "bool": bool
    case "double": double
    case "time": time
    case "microtime": microTime
    case "rawtime": rawTime
    case "duration": duration
    case "quantity": quantity
    case "intorstring": intOrString
    case "raw": raw
    case "bytes": bytes
    case "strings": strings
    default: preconditionFailure("unknown kind of field: \(name)")
    }
  }
}
