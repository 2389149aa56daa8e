public import KubernetesCore
internal import Yams

/// Objects in YAML or JSON text, several documents in one file, as `kubectl` reads and writes them.
public enum Manifest {
  /// The objects in a text, in their order. Empty documents are passed over; the items of a `List` are taken out of it.
  ///
  /// - Throws: `KubernetesError` with the code `decoding` that names the document.
  public static func objects(in text: String) throws -> [Unstructured] {
    var objects: [Unstructured] = []
    var number = 0
    do {
      var documents = try compose_all(yaml: text)
      while let node = documents.next() {
        number += 1
        let value = try JSONValue(node, depth: 0)
        if value.isNull { continue }
        let object = try Unstructured(value)
        if object.kind == "List", let items = object["items"]?.array {
          objects += try items.map { item throws(WireError) in try Unstructured(item) }
        } else {
          objects.append(object)
        }
      }
      // What breaks off a sequence of documents looks like its end otherwise.
      if let error = documents.error { throw error }
    } catch let error as YamlError {
      throw KubernetesError(.decoding, "document \(number + 1) is not YAML: \(error)", cause: error)
    } catch let error as WireError {
      throw KubernetesError(.decoding, "document \(number) is not an object: \(error)", cause: error)
    }
    for (index, object) in objects.enumerated() where object.groupVersionKind == nil {
      throw KubernetesError(.decoding, "object \(index + 1) (\(object)) lacks apiVersion or kind")
    }
    return objects
  }

  /// The value in a text of one document, YAML or JSON.
  ///
  /// - Throws: `KubernetesError` with the code `decoding`.
  public static func value(in text: String) throws -> JSONValue {
    do {
      return try compose(yaml: text).map { node throws(WireError) in try JSONValue(node, depth: 0) } ?? .null
    } catch {
      throw KubernetesError(.decoding, "not YAML: \(error)", cause: error)
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

extension JSONValue {
  /// The value of a YAML node. Keys must be texts; dates stay texts.
  fileprivate init(_ node: Node, depth: Int) throws(WireError) {
    guard depth < 512 else { throw WireError(.tooDeep, "nested deeper than 512") }
    switch node {
    case .scalar(let scalar): self = JSONValue(node, scalar)
    case .sequence(let sequence):
      self = .array(try sequence.map { element throws(WireError) in try JSONValue(element, depth: depth + 1) })
    case .mapping(let mapping):
      self = .object(
        JSONObject(
          try mapping.map { entry throws(WireError) in
            guard let key = entry.key.scalar?.string else { throw WireError(.typeMismatch, "a key is no text") }
            return (key, try JSONValue(entry.value, depth: depth + 1))
          }))
    case .alias: throw WireError(.unsupported, "aliases are not supported here")
    }
  }

  private init(_ node: Node, _ scalar: Node.Scalar) {
    // What is quoted is a text, whatever it looks like.
    guard scalar.style == .plain || scalar.style == .any else {
      self = .string(scalar.string)
      return
    }
    switch node.tag.rawValue {
    case "tag:yaml.org,2002:null": self = .null
    case "tag:yaml.org,2002:bool": self = node.bool.map { .bool($0) } ?? .string(scalar.string)
    case "tag:yaml.org,2002:int":
      self = node.int.map { .integer(Int64($0)) } ?? node.float.map { .number($0) } ?? .string(scalar.string)
    case "tag:yaml.org,2002:float":
      self = node.float.flatMap { $0.isFinite ? .number($0) : nil } ?? .string(scalar.string)
    default: self = .string(scalar.string)
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
