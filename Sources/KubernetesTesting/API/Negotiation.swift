import HTTPTypes
import KubernetesCore

/// What the client wants to be answered with.
struct Negotiation: Sendable, Equatable {
  /// How objects are shown.
  enum Form: Sendable, Equatable {
    case object
    case partialMetadata
    case table
  }

  /// What the rows of a table carry beside their cells.
  enum Inclusion: String, Sendable {
    case metadata = "Metadata"
    case object = "Object"
    case none = "None"
  }

  var form: Form = .object
  var inclusion = Inclusion.metadata
  /// True when the metadata of a list, and not of an object, was asked for.
  var isOfList = false
  /// The version of the table or metadata kind.
  var version = "v1"
  var format: WireFormat = .json
  var isPretty = false

  /// One range of an `Accept` header.
  private struct Range {
    var type: String
    var parameters: [String: String]
  }

  /// Picks the first range that can be served.
  ///
  /// - Throws: 406 when there is none.
  init(accept: String?, allowsProtobuf: Bool = false) throws(APIError) {
    guard let accept, !accept.isEmpty else { return }
    for range in Self.ranges(accept) {
      switch range.type {
      case "application/json", "*/*", "application/*": format = .json
      case "application/vnd.kubernetes.protobuf" where allowsProtobuf: format = .protobuf
      default: continue
      }
      guard let name = range.parameters["as"] else {
        form = .object
        return
      }
      guard range.parameters["g"] == "meta.k8s.io", ["v1", "v1beta1"].contains(range.parameters["v"] ?? "")
      else { continue }
      version = range.parameters["v"] ?? "v1"
      switch name {
      case "Table" where format == .json: form = .table
      case "PartialObjectMetadata", "PartialObjectMetadataList":
        form = .partialMetadata
        isOfList = name == "PartialObjectMetadataList"
      default: continue
      }
      return
    }
    throw APIError.notAcceptable
  }

  private static func ranges(_ accept: String) -> [Range] {
    accept.split(separator: ",").map { text in
      let parts = text.split(separator: ";").map { $0.trimmed }
      var parameters: [String: String] = [:]
      for part in parts.dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1)
        if pair.count == 2 { parameters[String(pair[0])] = String(pair[1]) }
      }
      return Range(type: parts.first.map { $0.lowercased() } ?? "", parameters: parameters)
    }
  }
}

extension StringProtocol {
  /// Without spaces at both ends.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}
