/// A list of changes to a JSON document, made in order, all or none (RFC 6902).
///
/// ```swift
/// let patch: JSONPatch = [
///   .test("/metadata/resourceVersion", .string(version)),
///   .add(["metadata", "annotations", "example.com/owner"], "team"),
/// ]
/// ```
public struct JSONPatch: Hashable, Sendable {
  /// One change.
  public enum Operation: Hashable, Sendable {
    /// Inserts an element into an array (`-` as the index appends it), or sets a member.
    case add(JSONPointer, JSONValue)
    /// Removes the value.
    case remove(JSONPointer)
    /// Replaces the value that is there.
    case replace(JSONPointer, JSONValue)
    /// Removes the value from one place and adds it at another.
    case move(from: JSONPointer, to: JSONPointer)
    /// Adds the value of one place at another as well.
    case copy(from: JSONPointer, to: JSONPointer)
    /// Fails the whole patch unless the value is there and equal.
    ///
    /// Numbers are compared by value.
    case test(JSONPointer, JSONValue)
  }

  /// The changes, in order.
  public var operations: [Operation]

  /// The most operations that are read or applied, as in API servers.
  public static let largestOperationCount = 10_000

  /// Joins changes.
  public init(_ operations: [Operation]) { self.operations = operations }
}

extension JSONPatch: ExpressibleByArrayLiteral {
  /// Joins changes.
  public init(arrayLiteral elements: Operation...) { operations = elements }
}

extension JSONPatch {
  /// The patch as a JSON document.
  public var json: JSONValue { .array(operations.map(\.json)) }

  /// Reads a patch from a JSON document.
  ///
  /// Members that an operation does not have are ignored, as the RFC wants it.
  ///
  /// - Throws: ``JSONPatchError`` with the code `malformed` or `tooLarge`.
  public init(json: JSONValue) throws(JSONPatchError) {
    guard case .array(let elements) = json else { throw JSONPatchError(.malformed, "a JSON Patch is an array") }
    guard elements.count <= Self.largestOperationCount else {
      throw JSONPatchError(.tooLarge, "more than \(Self.largestOperationCount) operations")
    }
    operations = []
    for (index, element) in elements.enumerated() {
      do {
        operations.append(try Operation(json: element))
      } catch {
        throw JSONPatchError(error.code, error.message, operation: index)
      }
    }
  }
}

extension JSONPatch.Operation {
  /// The operation as a JSON object.
  public var json: JSONValue {
    var object = JSONObject()
    switch self {
    case .add(let path, let value):
      object["op"] = .string("add")
      object["path"] = .string(path.description)
      object["value"] = value
    case .remove(let path):
      object["op"] = .string("remove")
      object["path"] = .string(path.description)
    case .replace(let path, let value):
      object["op"] = .string("replace")
      object["path"] = .string(path.description)
      object["value"] = value
    case .move(let from, let path):
      object["op"] = .string("move")
      object["from"] = .string(from.description)
      object["path"] = .string(path.description)
    case .copy(let from, let path):
      object["op"] = .string("copy")
      object["from"] = .string(from.description)
      object["path"] = .string(path.description)
    case .test(let path, let value):
      object["op"] = .string("test")
      object["path"] = .string(path.description)
      object["value"] = value
    }
    return .object(object)
  }

  /// Reads an operation from a JSON object.
  ///
  /// - Throws: ``JSONPatchError`` with the code `malformed`.
  public init(json: JSONValue) throws(JSONPatchError) {
    guard case .object(let object) = json else { throw JSONPatchError(.malformed, "an operation is an object") }
    guard case .string(let name) = object["op"] else { throw JSONPatchError(.malformed, "the operation has no op") }
    func value() throws(JSONPatchError) -> JSONValue {
      guard let value = object["value"] else { throw JSONPatchError(.malformed, "\(name): the value is missing") }
      return value
    }
    func pointer(_ member: String) throws(JSONPatchError) -> JSONPointer {
      guard case .string(let text) = object[member] else {
        throw JSONPatchError(.malformed, "\(name): the \(member) is missing")
      }
      do {
        return try JSONPointer(parsing: text)
      } catch {
        throw JSONPatchError(.malformed, "\(name): \(error)")
      }
    }
    let path = try pointer("path")
    switch name {
    case "add": self = .add(path, try value())
    case "remove": self = .remove(path)
    case "replace": self = .replace(path, try value())
    case "move": self = .move(from: try pointer("from"), to: path)
    case "copy": self = .copy(from: try pointer("from"), to: path)
    case "test": self = .test(path, try value())
    default:
      throw JSONPatchError(
        .malformed, "\(SelectorError.quoted(name)) is none of add, remove, replace, move, copy and test")
    }
  }
}
