import Foundation
import KubernetesCore
import Yams

#if canImport(FoundationNetworking)
  // Reading from an address.
  import FoundationNetworking
#endif

/// A document that types are made of: a file, `-` for the standard input, or an address that needs no credentials, such
/// as that of `kubectl proxy`.
enum SourceDocument {
  static func text(_ source: String) throws -> String {
    let data: Data
    if source == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else if source.hasPrefix("http://") || source.hasPrefix("https://") {
      guard let url = URL(string: source) else { throw ImportError("no address: \(source)") }
      data = try Data(contentsOf: url)
    } else {
      data = try Data(contentsOf: URL(filePath: source))
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The documents of a YAML file, of which JSON is a part.
  static func yaml(_ source: String) throws -> [JSONValue] {
    // Anchors live as long as the sequence's parser.
    var sequence = try Yams.compose_all(yaml: text(source))
    var documents: [JSONValue] = []
    while let node = sequence.next() { documents.append(try JSONValue(node)) }
    // What breaks off a sequence of documents looks like its end otherwise.
    if let error = sequence.error { throw error }
    return documents.filter { !$0.isNull }
  }

  static func json(_ source: String) throws -> JSONValue { try JSONValue(json: text(source)) }
}

extension JSONValue {
  /// The value of a YAML node. Not by Yams' own constructors, to which `12:30` is a number, and which overflow on longer
  /// ones.
  fileprivate init(_ node: Node) throws {
    switch node {
    case .scalar(let scalar): self.init(node, scalar)
    case .sequence(let sequence): self = .array(try sequence.map { try JSONValue($0) })
    case .mapping(let mapping):
      self = .object(
        JSONObject(
          try mapping.map { key, value in
            guard let key = key.scalar?.string else { throw ImportError("a key is no text") }
            return (key, try JSONValue(value))
          }))
    case .alias: throw ImportError("an alias is not resolved")
    }
  }

  private init(_ node: Node, _ scalar: Node.Scalar) {
    guard scalar.style == .plain || scalar.style == .any else {
      self = .string(scalar.string)
      return
    }
    switch node.tag.rawValue {
    case Tag.Name.null.rawValue: self = .null
    case Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue: self.init(yamlScalar: scalar.string)
    default: self = .string(scalar.string)
    }
  }
}
