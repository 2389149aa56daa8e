/// Memory for the fields of one model: a header that leads to the ``FieldTable``, and behind it the fields at the
/// offsets of the table.
///
/// The fields are of `Sendable` types and are written only while one reference exists (`uniqueFields(_:)`), or before
/// the object is known to anybody but its maker.
public final class StorageObject: ManagedBuffer<Unmanaged<FieldTable>, UInt64> {
  // Field tables are never freed (`FieldTable.init`), so the unretained reference in the header stays valid.

  deinit { header._withUnsafeGuaranteedRef { $0.destroyFields(fields) } }

  /// The memory of the fields.
  @inlinable
  var fields: UnsafeMutableRawPointer {
    @inline(__always) get { withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) } }
  }

  /// The memory of the fields for writing; copies the object first when it is shared.
  @usableFromInline
  @inline(never)
  static func uniqueFields(_ object: inout StorageObject) -> UnsafeMutableRawPointer {
    if !isKnownUniquelyReferenced(&object) {
      let copy = object.header._withUnsafeGuaranteedRef { table in
        let copy = table.makeStorage()
        table.copyFields(from: object.fields, to: copy.fields)
        return copy
      }
      object = copy
    }
    return object.fields
  }
}

/// The storage of a ``StoredModel``. For generated code: the offsets and types given to it must be those of the model's
/// ``FieldTable``; nothing checks them.
///
/// `@unchecked Sendable`: the object is copied before it is written to unless this is the only reference.
@frozen
public struct ModelStorage: @unchecked Sendable {
  @usableFromInline var object: StorageObject

  @usableFromInline
  init(_ object: StorageObject) { self.object = object }

  /// This storage, once it is known to be of a table.
  ///
  /// - Precondition: It is. The fields of another type would be read at the places of this one's.
  public func checked(_ table: FieldTable) -> ModelStorage {
    let isOfTable = object.header.toOpaque() == Unmanaged.passUnretained(table).toOpaque()
    precondition(isOfTable, "the storage is not of \(table.typeName)")
    return self
  }

  /// The field of type `Value` at `offset`. Writing copies the storage first when it is shared.
  @inlinable
  public subscript<Value>(offset: Int) -> Value {
    @inline(__always) get {
      // Nothing else keeps the object from being freed before the load: the pointer does not.
      withExtendedLifetime(object) { (object.fields + offset).assumingMemoryBound(to: Value.self).pointee }
    }
    @inline(__always) _modify {
      yield &(StorageObject.uniqueFields(&object) + offset).assumingMemoryBound(to: Value.self).pointee
    }
  }

  /// The box at `offset`.
  @inlinable
  public subscript<Value: InlineModel>(box offset: Int, of type: Value.Type) -> ModelBox<Value> {
    get {
      withExtendedLifetime(object) { (object.fields + offset).assumingMemoryBound(to: ModelBox<Value>.self).pointee }
    }
    _modify {
      yield &(StorageObject.uniqueFields(&object) + offset).assumingMemoryBound(to: ModelBox<Value>.self).pointee
    }
  }

  /// The nested model at `offset`; an empty one when it is absent, which writing to it makes.
  @inlinable
  public subscript<Value: StoredModel>(present offset: Int) -> Value {
    get {
      withExtendedLifetime(object) { (object.fields + offset).assumingMemoryBound(to: Value?.self).pointee } ?? Value()
    }
    _modify {
      let place = (StorageObject.uniqueFields(&object) + offset).assumingMemoryBound(to: Value?.self)
      var value = place.pointee ?? Value()
      place.pointee = nil
      // What is left untouched stays absent.
      defer { place.pointee = value.modelStorage.object === Value.fieldTable.emptyStorage.object ? nil : value }
      yield &value
    }
  }
}

extension ModelStorage {
  /// The boxed model at `offset`; an empty one when it is absent, which writing to it makes.
  @inlinable
  public subscript<Value: InlineModel>(present offset: Int) -> Value {
    get { self[box: offset, of: Value.self].value ?? Value() }
    _modify {
      var value = self[box: offset, of: Value.self].value ?? Value()
      // What is left empty stays absent.
      defer { self[box: offset, of: Value.self].value = value == Value() ? nil : value }
      yield &value
    }
  }
}

/// An optional ``InlineModel`` in memory of its own: eight bytes where it is absent. For generated code.
///
/// `@unchecked Sendable`: the object is never written to after it was made.
@frozen
public struct ModelBox<Value: InlineModel>: @unchecked Sendable {
  @usableFromInline var object: StorageObject?

  /// A box with a value, or an empty one.
  @inlinable
  public init(_ value: Value? = nil) {
    object = nil
    if let value { put(value) }
  }

  /// The value; nil when the box is empty.
  @inlinable
  public var value: Value? {
    get {
      guard let object else { return nil }
      return withExtendedLifetime(object) { object.fields.assumingMemoryBound(to: Value.self).pointee }
    }
    _modify {
      var value = self.value
      // Unless somebody else has the box, what it holds is now held by `value` alone, and changed in place.
      object = nil
      defer { if let value { put(value) } }
      yield &value
    }
  }

  @usableFromInline
  mutating func put(_ value: Value) {
    let storage = Value.fieldTable.makeStorage()
    storage.fields.initializeMemory(as: Value.self, to: value)
    object = storage
  }
}
