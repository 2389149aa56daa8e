/// A type whose fields are described by a ``FieldTable``, from which it is read, written, compared and hashed.
///
/// Generated types conform to one of the two refinements; nothing else should.
public protocol Model: Hashable, Sendable, Codable, CustomDebugStringConvertible, CustomReflectable {
  /// The fields, parsed once, on first use.
  static var fieldTable: FieldTable { get }
  /// The formats it can be read from and written in, the preferred one first.
  static var wireFormats: [WireFormat] { get }
  /// A value in which nothing is set.
  init()
}

/// A ``Model`` that is one reference to shared storage, copied when it is written to: for types with many fields.
///
/// Copying is one retain, reading a field is one load, and a nested value that is absent takes eight bytes.
public protocol StoredModel: Model {
  /// The storage.
  var modelStorage: ModelStorage { get }
  /// A value with this storage, which must be of the type's own ``Model/fieldTable``: see ``ModelStorage/checked(_:)``.
  init(modelStorage: ModelStorage)
}

/// A ``Model`` that is a plain struct: for types with few fields, which lie in arrays without memory of their own.
///
/// The first stored property is ``unknownFields``; the others have the types, and the order, of the field table.
public protocol InlineModel: Model {
  /// What was read and is not in the table.
  var unknownFields: UnknownFields? { get set }
}

extension StoredModel {
  /// A value in which nothing is set; all such values share one storage.
  public init() { self.init(modelStorage: Self.fieldTable.emptyStorage) }

  /// What was read and is not in the table; kept, and written back in the format it came in.
  public var unknownFields: UnknownFields? {
    get { modelStorage[0] }
    set { withMutableFields { $0.assumingMemoryBound(to: UnknownFields?.self).pointee = newValue } }
  }

  /// Compares every field, also unknown ones, and texts by their bytes; at once when both share their storage.
  public static func == (a: Self, b: Self) -> Bool {
    let (a, b) = (a.modelStorage.object, b.modelStorage.object)
    return withExtendedLifetime((a, b)) {
      a === b || Self.fieldTable.isEqual(UnsafeRawPointer(a.fields), UnsafeRawPointer(b.fields))
    }
  }

  /// Feeds every field.
  public func hash(into hasher: inout Hasher) {
    let object = modelStorage.object
    Self.fieldTable.hash(UnsafeRawPointer(object.fields), into: &hasher)
    withExtendedLifetime(object) {}
  }
}

extension InlineModel {
  /// Compares every field, also unknown ones, and texts by their bytes.
  public static func == (a: Self, b: Self) -> Bool {
    withUnsafeBytes(of: a) { a in
      // A value that is not empty has an address; every model has at least one stored property.
      withUnsafeBytes(of: b) { b in Self.fieldTable.isEqual(a.baseAddress!, b.baseAddress!) }
    }
  }

  /// Feeds every field.
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes(of: self) { Self.fieldTable.hash($0.baseAddress!, into: &hasher) }  // See `==`.
  }
}

extension Model {
  /// Calls `body` with the memory of the fields.
  func withFields<R>(_ body: (UnsafeRawPointer) throws -> R) rethrows -> R {
    if let stored = self as? any StoredModel {
      let object = stored.modelStorage.object
      defer { withExtendedLifetime(object) {} }
      return try body(UnsafeRawPointer(object.fields))
    }
    return try withUnsafeBytes(of: self) { try body($0.baseAddress!) }  // See `==` of inline models.
  }

  /// Calls `body` with the memory of the fields, for writing.
  mutating func withMutableFields<R>(_ body: (UnsafeMutableRawPointer) throws -> R) rethrows -> R {
    if Self.fieldTable.isReference {
      // The value is one reference to its storage and nothing else.
      return try withUnsafeMutableBytes(of: &self) { memory in
        // See `withFields`.
        let reference = memory.baseAddress!.assumingMemoryBound(to: StorageObject.self)
        return try body(StorageObject.uniqueFields(&reference.pointee))
      }
    }
    return try withUnsafeMutableBytes(of: &self) { try body($0.baseAddress!) }  // See `withFields`.
  }
}
