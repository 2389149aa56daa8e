public import KubernetesCore
internal import Yams

/// Objects in YAML or JSON text, several documents in one file, as `kubectl` reads and writes them.
public enum Manifest {
  /// How deeply a document may be nested.
  private static let maximumDepth = 511

  /// The objects in a text, in their order. Empty documents are passed over. A list is taken apart: a document with a
  /// kind that ends in `List` and an array of `items`. Items of a `ConfigMapList` without a kind are ConfigMaps.
  ///
  /// Aliases and merge keys are resolved, with a bound to what they may grow to. What YAML has and JSON has not, such as
  /// dates, stays text.
  ///
  /// - Throws: `KubernetesError` with the code `decoding` that names the document.
  public static func objects(in text: String) throws -> [Unstructured] {
    var objects: [Unstructured] = []
    try forEachDocument(in: text) { value throws(WireError) in
      if value.isNull { return }
      objects += try Self.objects(of: value).map { item throws(WireError) in try Unstructured(item) }
    }
    for (index, object) in objects.enumerated() where object.groupVersionKind == nil {
      throw KubernetesError(.decoding, "object \(index + 1) (\(object)) lacks apiVersion or kind")
    }
    return objects
  }

  /// The objects of a document: the items of a list, or the document itself.
  package static func objects(of document: JSONValue) -> [JSONValue] {
    guard let kind = document["kind"]?.string, kind.hasSuffix("List"), let items = document["items"]?.array else {
      return [document]
    }
    return items.flatMap { item in
      guard kind != "List", var members = item.object, members["kind"] == nil else { return objects(of: item) }
      members["kind"] = .string(String(kind.dropLast("List".count)))
      if members["apiVersion"] == nil { members["apiVersion"] = document["apiVersion"] }
      return objects(of: .object(members))
    }
  }

  /// The value in a text of one document, YAML or JSON; null for a text without one.
  ///
  /// - Throws: `KubernetesError` with the code `decoding`.
  public static func value(in text: String) throws -> JSONValue {
    let values = try values(in: text)
    guard values.count <= 1 else { throw KubernetesError(.decoding, "there is more than one document") }
    return values.first ?? .null
  }

  /// The values of all documents of a text, those that are null included.
  ///
  /// - Throws: `KubernetesError` with the code `decoding` that names the document.
  package static func values(in text: String) throws -> [JSONValue] {
    var values: [JSONValue] = []
    try forEachDocument(in: text) { values.append($0) }
    return values
  }

  private static func forEachDocument(in text: String, _ body: (JSONValue) throws(WireError) -> Void) throws {
    var number = 1
    do {
      var documents = try YAMLDocuments(text, maximumDepth: maximumDepth)
      while let value = try documents.next() {
        do { try body(value.jsonValue) } catch {
          throw KubernetesError(.decoding, "document \(number) is not an object: \(error)", cause: error)
        }
        number += 1
      }
    } catch let error as WireError {
      throw KubernetesError(.decoding, "document \(number) is not YAML: \(error)", cause: error)
    }
  }

  /// A value as YAML, members in the order of their names, long texts broken at spaces.
  public static func yaml(_ value: JSONValue) throws -> String {
    do {
      return try serialize(node: Node(value), indent: 2, width: 80, allowUnicode: true)
    } catch {
      throw KubernetesError(.encoding, "the value cannot be written as YAML: \(error)", cause: error)
    }
  }
}

extension Node {
  fileprivate init(_ value: JSONValue) {
    switch value {
    case .null: self = Node("null", Tag(.null))
    case .bool(let value): self = Node(value ? "true" : "false", Tag(.bool))
    case .integer(let value): self = Node(String(value), Tag(.int))
    case .number(let value): self = Node(value.description, Tag(.float))
    case .string(let value): self.init(text: value)
    case .array(let elements): self = Node(elements.map { Node($0) }, Tag(.seq), elements.isEmpty ? .flow : .block)
    case .object(let object):
      self = Node(
        object.map { (Node(text: $0.key), Node($0.value)) }, Tag(.map), object.isEmpty ? .flow : .block)
    }
  }

  private init(text: String) {
    let style: Node.Scalar.Style =
      text.contains("\n") ? .literal : PlainScalar.isText(text) ? .plain : .doubleQuoted
    self = Node(text, Tag(.str), style)
  }
}
