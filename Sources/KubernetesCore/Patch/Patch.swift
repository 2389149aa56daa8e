/// A change to parts of an object, in one of the forms that API servers understand.
public enum Patch: Hashable, Sendable {
  /// A list of operations.
  ///
  /// Fails as a whole if one of them does; a `test` of the version makes it safe.
  case json(JSONPatch)
  /// A partial object, in which null removes and lists are replaced.
  case merge(JSONValue)
  /// A partial object, in which lists are merged by keys.
  ///
  /// Only for built-in types.
  case strategic(JSONValue)
  /// The parts of an object that a field manager wants to be so (server-side apply).
  case apply(JSONValue, fieldManager: String, force: Bool = false)

  /// The kind of patch, which gives the media type.
  public var type: PatchType {
    switch self {
    case .json: .json
    case .merge: .merge
    case .strategic: .strategic
    case .apply: .apply
    }
  }

  /// The patch as a JSON document.
  public var json: JSONValue {
    switch self {
    case .json(let patch): patch.json
    case .merge(let value), .strategic(let value), .apply(let value, _, _): value
    }
  }
}
