extension JSONReader {
  /// Reads any value.
  @inline(never)
  package mutating func value() -> JSONValue {
    skipSpace()
    switch cursor.pointee {
    case UInt8(ascii: "{"): return .object(object())
    case UInt8(ascii: "["): return .array(array())
    case UInt8(ascii: "\""): return .string(string(interned: true))
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(boolean())
    case UInt8(ascii: "n"):
      if !takeNull() { fail(.malformed, "expected a value") }
      return .null
    default:
      switch number() {
      case .integer(let value): return .integer(value)
      case .decimal(let value): return .number(value)
      }
    }
  }

  private mutating func array() -> [JSONValue] {
    guard beginArray() else { return [] }
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<JSONValue>.stride)
    var isFirst = true
    while nextElement(&isFirst) {
      let value = value()
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: JSONValue.self, to: value)
    }
    let elements = frame.moveArray(of: JSONValue.self)
    state.fields.pointee.scratch.end(frame)
    return elements
  }

  /// Reads a member's value; an object or an array that was read before, below the same name, is taken instead.
  ///
  /// - Parameters:
  ///   - prefix: The first bytes of the name.
  ///   - length: The length of the name.
  @inline(__always)
  private mutating func memberValue(_ prefix: UInt64, _ length: Int) -> JSONValue {
    skipSpace()
    if context.state.sharesSubtrees, cursor.pointee | 0x20 == UInt8(ascii: "{") { return container(prefix, length) }
    return value()
  }

  @inline(never)
  private mutating func container(_ prefix: UInt64, _ length: Int) -> JSONValue {
    let subtrees = context.state.fields
    let isObject = cursor.pointee == UInt8(ascii: "{")
    // Names that meet here are judged together. Objects have even numbers, arrays odd ones: what is taken for an array
    // of members, or of values, is one.
    let slot = Int(truncatingIfNeeded: ((prefix ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15) >> 55)
    let field = slot << 1 | (isObject ? 0 : 1)
    guard subtrees.pointee.subtrees.isWorthTrying(field) else { return value() }
    let start = cursor
    guard let count = probeValue(field), isSound else { return value() }
    let key = subtrees.pointee.subtrees.key(field, start, count)
    // One reference, or zero.
    var reference: UInt = 0
    if subtrees.pointee.subtrees.take(field, key, to: &reference) {
      return withUnsafeMutableBytes(of: &reference) { memory in
        // Eight bytes have an address; the reference is moved out of them.
        let place = memory.baseAddress!
        return isObject
          ? .object(JSONObject(ordered: place.assumingMemoryBound(to: [JSONObject.Member].self).move()))
          : .array(place.assumingMemoryBound(to: [JSONValue].self).move())
      }
    }
    cursor = start
    let value = value()
    guard isSound, cursor - start == count else { return value }
    switch value {
    case .object(let object):
      withUnsafePointer(to: object.members) { subtrees.pointee.subtrees.insert(key, count, from: UnsafeRawPointer($0)) }
    case .array(let elements):
      withUnsafePointer(to: elements) { subtrees.pointee.subtrees.insert(key, count, from: UnsafeRawPointer($0)) }
    default: break
    }
    return value
  }

  /// A member and the first bytes of its name, by which members are sorted before anything else is compared.
  private struct Member {
    var prefix: UInt64
    var key: String
    var value: JSONValue
  }

  private mutating func object() -> JSONObject {
    guard beginObject() else { return JSONObject() }
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<Member>.stride)
    var isFirst = true
    var isSorted = true
    var hasOnlyASCII = true
    var last: UInt64 = 0
    while nextKey(&isFirst) {
      let prefix = Self.prefix(key)
      // Equal prefixes may be equal names.
      if frame.count > 0, prefix <= last { isSorted = false }
      if !key.isASCII { hasOnlyASCII = false }
      last = prefix
      let name = keyString()
      let value = memberValue(prefix, name.utf8.count)
      state.fields.pointee.scratch.place(&frame)
        .initializeMemory(as: Member.self, to: Member(prefix: prefix, key: name, value: value))
    }
    defer { state.fields.pointee.scratch.end(frame) }
    let count = frame.count
    if count == 0 { return JSONObject() }
    let members = frame.start.assumingMemoryBound(to: Member.self)
    if !isSorted || !hasOnlyASCII {
      guard hasOnlyASCII, count <= 24, Self.sort(members, count) else {
        defer { members.deinitialize(count: count) }
        return JSONObject(
          unordered: (0..<count).map { JSONObject.Member(key: members[$0].key, value: members[$0].value) })
      }
    }
    return JSONObject(
      ordered: Array(unsafeUninitializedCapacity: count) { buffer, initialized in
        for index in 0..<count {
          let member = (members + index).move()
          // `count` is positive, so there is an address.
          (buffer.baseAddress! + index).initialize(to: JSONObject.Member(key: member.key, value: member.value))
        }
        initialized = count
      })
  }

  /// Sorts a few members of ASCII names in place; false, with the members in their old order or another, if two names
  /// are equal.
  private static func sort(_ members: UnsafeMutablePointer<Member>, _ count: Int) -> Bool {
    for index in 1..<count {
      var place = index
      while place > 0 {
        let (a, b) = (members + (place - 1), members + place)
        if a.pointee.prefix < b.pointee.prefix { break }
        if a.pointee.prefix == b.pointee.prefix {
          if a.pointee.key < b.pointee.key { break }
          if a.pointee.key == b.pointee.key { return false }
        }
        swap(&a.pointee, &b.pointee)
        place -= 1
      }
    }
    return true
  }

  /// The first eight bytes as a number that sorts as they do.
  @inline(__always)
  private static func prefix(_ text: Text) -> UInt64 {
    let word = WordScan.load(text.start).byteSwapped
    return text.count >= 8 ? word : word & ~(UInt64.max >> UInt64(text.count * 8))
  }
}

extension ScratchStack.Frame {
  /// Moves the elements out into an array of exactly their number.
  @inline(__always)
  func moveArray<Element>(of type: Element.Type) -> [Element] {
    ArrayOperations.moved(as: type, start, count)
  }
}
