extension Unstructured {
  /// A typed object without its type, by way of its JSON.
  ///
  /// Costs writing and reading the whole object.
  ///
  /// - Throws: ``WireError`` if the object cannot be written as JSON.
  public init(converting object: some WireCodable) throws {
    try self.init(wire: try object.encoded(format: .json), format: .json, context: DecodingContext())
  }

  /// The object as a type, by way of its JSON.
  ///
  /// Costs writing and reading the whole object.
  ///
  /// - Throws: ``WireError`` with the path of what does not fit the type.
  public func converted<Object: WireCodable>(to type: Object.Type = Object.self) throws -> Object {
    try Object(wire: try encoded(format: .json), format: .json, context: DecodingContext())
  }
}
