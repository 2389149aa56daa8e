internal import Foundation
internal import Yams

extension YAMLValue {
  /// Reads every document of a file.
  ///
  /// UTF-8 is expected; a byte order mark may say otherwise. What is read is bounded in depth and size, aliases
  /// included.
  static func documents(in bytes: [UInt8], file: String?) throws(ConfigurationError) -> [YAMLValue] {
    let text = try decodeText(bytes, file: file)
    var nodes: [Node] = []
    do {
      let parser = try Parser(yaml: text)
      while let node = try parser.nextRoot() { nodes.append(node) }
    } catch {
      throw syntaxError(error, file: file)
    }
    var budget = Budget()
    var values: [YAMLValue] = []
    for node in nodes { values.append(try budget.value(node, depth: 0, file: file)) }
    return values
  }

  private static func decodeText(_ bytes: [UInt8], file: String?) throws(ConfigurationError) -> String {
    let text: String? =
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        String(validating: bytes.dropFirst(3), as: UTF8.self)
      } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        String(data: Data(bytes), encoding: .utf16)
      } else {
        String(validating: bytes, as: UTF8.self)
      }
    guard let text else {
      throw ConfigurationError(
        .invalidSyntax, "the file is not valid UTF-8 text", file: file, remedy: "save it as UTF-8")
    }
    return text
  }

  /// Yams' errors carry the whole document and quote lines of it, so only place and problem are taken from them.
  private static func syntaxError(_ error: any Error, file: String?) -> ConfigurationError {
    func at(_ mark: Mark, _ problem: String) -> ConfigurationError {
      ConfigurationError(
        .invalidSyntax, "not valid YAML at line \(mark.line), column \(mark.column): \(problem)", file: file,
        remedy: "correct the file")
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _): return at(mark, problem)
    case .parser(_, let problem, let mark, _): return at(mark, problem)
    case .composer(_, let problem, let mark, _): return at(mark, problem)
    case .duplicatedKeysInMapping(let names, let context):
      return at(context.mark, "the same key twice: \(names.joined(separator: ", "))")
    case .reader(let problem, _, _, _):
      return ConfigurationError(
        .invalidSyntax, "not valid YAML: \(problem)", file: file, remedy: "correct the file")
    default:
      return ConfigurationError(.invalidSyntax, "not valid YAML", file: file, remedy: "correct the file")
    }
  }
}

extension YAMLValue {
  /// Bounds what a document may grow to; aliases count each time they are used.
  private struct Budget {
    var nodes = 1_000_000
    static let depth = YAMLValue.maximumDepth

    mutating func value(_ node: Node, depth: Int, file: String?) throws(ConfigurationError) -> YAMLValue {
      nodes -= 1
      guard depth <= Self.depth, nodes >= 0 else {
        throw ConfigurationError(.invalidSyntax, "the document is nested too deeply or too large", file: file)
      }
      switch node {
      case .scalar(let scalar): return Self.scalar(scalar)
      case .sequence(let sequence):
        var items: [YAMLValue] = []
        for item in sequence { items.append(try value(item, depth: depth + 1, file: file)) }
        return .sequence(items)
      case .mapping(let mapping): return try self.mapping(mapping, depth: depth, file: file)
      case .alias: return .null  // made by Yams' encoder only, never by its parser
      }
    }

    private mutating func mapping(
      _ mapping: Node.Mapping, depth: Int, file: String?
    ) throws(ConfigurationError) -> YAMLValue {
      var members: [Member] = []
      var merged: [Member] = []
      for (key, node) in mapping {
        guard case .scalar(let scalar) = key else {
          let line = key.mark.map { " at line \($0.line)" } ?? ""
          throw ConfigurationError(.invalidSyntax, "a key is not text\(line)", file: file)
        }
        let value = try value(node, depth: depth + 1, file: file)
        guard scalar.string == "<<", Self.isPlain(scalar) else {
          members.append(Member(scalar.string, value))
          continue
        }
        switch value {
        case .mapping(let other): merged += other
        case .sequence(let others):
          for case .mapping(let other) in others { merged += other }
        case .null, .string, .plain:
          throw ConfigurationError(.invalidSyntax, "a merge key needs a mapping", file: file)
        }
      }
      if !merged.isEmpty {
        var names = Set(members.map(\.name))
        for member in merged where names.insert(member.name).inserted { members.append(member) }
      }
      return .mapping(members)
    }

    private static func isPlain(_ scalar: Node.Scalar) -> Bool { scalar.style == .plain || scalar.style == .any }

    private static func scalar(_ scalar: Node.Scalar) -> YAMLValue {
      guard isPlain(scalar) else { return .string(scalar.string) }
      // Reading the tag resolves it from the scalar's spelling unless the document gives one.
      return switch Node.scalar(scalar).tag.rawValue {
      case Tag.Name.null.rawValue: .null
      case Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue, Tag.Name.timestamp.rawValue:
        .plain(scalar.string)
      default: .string(scalar.string)
      }
    }
  }
}
