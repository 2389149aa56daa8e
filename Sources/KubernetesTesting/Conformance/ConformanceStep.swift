import HTTPTypes
import KubernetesCore

/// One call of a conformance case.
struct ConformanceStep: Sendable {
  enum Kind: Sendable, Equatable {
    case call(HTTPRequest.Method)
    /// Reads so many frames of a watch; bookmarks count only where they end the initial events.
    case watch(frames: Int)
    /// Asks until the answer is 200, for what a server does a moment later.
    case await200
    /// Makes the server forget its history.
    case compact
  }

  /// In which way an older server answers otherwise.
  enum Age: String, Sendable {
    /// Not comparable at all.
    case skip
    /// Only the status is the same.
    case status
    /// The texts differ.
    case message
    /// The managers of the fields are noted otherwise.
    case managers
  }

  var kind: Kind
  var target: String
  var contentType: String?
  var accept: String
  /// Whether the body is sent as Protobuf.
  var sendsProtobuf = false
  var body: String?
  /// How a server that is older than the suite differs, and why.
  var age: (Age, reason: String)?
  /// The line of the table.
  var line: String

  private static let contentTypes: [String: String] = [
    "json": PatchKind.json.rawValue, "merge": PatchKind.merge.rawValue, "strategic": PatchKind.strategic.rawValue,
    "apply": PatchKind.apply.rawValue, "text": "text/plain", "yaml": "application/yaml", "cbor": "application/cbor",
    "protobytes": WireFormat.protobuf.mediaType,
  ]

  private static let accepts: [String: String] = [
    "table": "application/json;as=Table;g=meta.k8s.io;v=v1",
    "old": "application/json;as=Table;g=meta.k8s.io;v=v1beta1",
    "partial": "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
    "partials": "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "html": "text/html",
    "any": "*/*", "ayaml": "application/yaml", "proto": "application/vnd.kubernetes.protobuf",
    "protopartial": "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
    "protopartials": "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
    "prototable": "application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1",
    "badtable": "application/json;as=Nonsense;g=meta.k8s.io;v=v1",
    "fallback": "application/json;as=Nonsense;g=meta.k8s.io;v=v1,application/json",
    "aggregated": "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  ]

  /// Whether the call asks for something that servers of different ages have in different versions of the group `policy`.
  var usesPolicy: Bool { target.contains("{policy}") || body?.contains("{policy}") == true }

  /// Reads `METHOD[:modifier…] path [body]`, `WATCH[:modifier…] frames path`, `AWAIT path` or `COMPACT`; nil for anything
  /// else.
  init?(_ line: String, templates: [String: String]) {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    self.line = line
    contentType = "application/json"
    accept = "application/json"
    if parts == ["COMPACT"] {
      kind = .compact
      target = ""
      return
    }
    guard parts.count >= 2 else { return nil }
    let verb = parts[0].split(separator: ":").map(String.init)
    switch verb[0] {
    case "WATCH":
      guard parts.count == 3, let frames = Int(parts[1]) else { return nil }
      kind = .watch(frames: frames)
      target = parts[2]
    case "AWAIT":
      kind = .await200
      target = parts[1]
    default:
      guard let method = HTTPRequest.Method(verb[0]) else { return nil }
      kind = .call(method)
      target = parts[1]
      body = parts.count > 2 ? Self.expanded(parts[2], templates) : nil
    }
    for modifier in verb.dropFirst() {
      if modifier == "none" {
        contentType = nil
      } else if let type = Self.contentTypes[modifier] {
        contentType = type
      } else if let type = Self.accepts[modifier] {
        accept = type
      } else if modifier == "sendproto" {
        contentType = WireFormat.protobuf.mediaType
        sendsProtobuf = true
      } else {
        return nil
      }
    }
  }

  /// Puts the arguments of `name(a | b | c)` into the template of that name.
  private static func expanded(_ body: String, _ templates: [String: String]) -> String {
    guard body.hasSuffix(")"), let open = body.firstIndex(of: "("), let template = templates[String(body[..<open])]
    else { return body }
    let inside = body[body.index(after: open)...].dropLast()
    var arguments: [String] = []
    var rest = inside
    while let bar = rest.firstRange(of: " |") {
      arguments.append(String(rest[..<bar.lowerBound].trimmed))
      rest = rest[bar.upperBound...]
    }
    arguments.append(String(rest.trimmed))
    return (1...9).reversed().reduce(template) { text, number in
      text.replacing("$\(number)", with: number <= arguments.count ? arguments[number - 1] : "")
    }
  }
}
