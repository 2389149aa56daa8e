import KubernetesCore

/// One version of one object: immutable, encoded once.
///
/// What lists, selectors and the garbage collector ask for is kept beside the bytes, so that none of them parses.
final class StoredObject: Sendable {
  /// `namespace/name`, or the name in cluster scope: the order of lists.
  let key: String
  let namespace: String
  let name: String
  let uid: String
  let revision: Int
  let labels: [String: String]
  /// The values of the resource's selectable fields.
  let fields: [String: String]
  let owners: [OwnerReference]
  /// True when a deletion waits for finalizers or for grace.
  let isDeleting: Bool
  let hasFinalizers: Bool
  /// What no other object may have at the same time.
  let claims: [String]
  /// The volume claims that the object, a pod, uses.
  let volumeClaims: [String]
  /// The object as JSON; `kind` and `apiVersion` come first.
  let json: Bytes
  /// Where the members behind `kind` and `apiVersion` begin.
  let bodyOffset: Int
  /// Where the digits of `metadata.resourceVersion` are.
  private let revisionRange: Range<Int>

  /// One owner of an object.
  struct OwnerReference: Hashable, Sendable {
    var uid: String
    var apiVersion: String
    var kind: String
    var name: String
    var blocksOwnerDeletion: Bool
  }

  /// Encodes a tree as the version `revision`.
  init(_ tree: JSON, revision: Int, selectableFields: [[String]]) {
    let metadata = tree["metadata"]?.object ?? JSONObject()
    namespace = metadata["namespace"]?.string ?? ""
    name = metadata["name"]?.string ?? ""
    key = namespace.isEmpty ? name : "\(namespace)/\(name)"
    uid = metadata["uid"]?.string ?? ""
    self.revision = revision
    labels = Dictionary(metadata["labels"]?.texts ?? [], uniquingKeysWith: { _, last in last })
    owners = (metadata["ownerReferences"]?.array ?? []).map {
      OwnerReference(
        uid: $0["uid"]?.string ?? "", apiVersion: $0["apiVersion"]?.string ?? "", kind: $0["kind"]?.string ?? "",
        name: $0["name"]?.string ?? "", blocksOwnerDeletion: $0["blockOwnerDeletion"]?.bool ?? false)
    }
    isDeleting = metadata["deletionTimestamp"]?.string != nil
    hasFinalizers = metadata["finalizers"]?.array?.isEmpty == false
    fields = Self.fields(of: tree, selectableFields)
    claims = Self.claims(of: tree)
    volumeClaims = VolumeProtection.claims(of: tree)

    var writer = JSONWriter(capacity: 1024)
    writer.raw("{\"kind\":")
    writer.write(tree["kind"] ?? "")
    writer.raw(",\"apiVersion\":")
    writer.write(tree["apiVersion"] ?? "")
    writer.raw(",")
    bodyOffset = writer.bytes.count
    writer.raw("\"metadata\":{")
    var ordered = metadata
    ordered["resourceVersion"] = .string(String(revision))
    ordered.moveToFront(Self.metadataOrder)
    var range = 0..<0
    for (index, member) in ordered.members.enumerated() {
      if index > 0 { writer.raw(",") }
      writer.key(member.key)
      let start = writer.bytes.count
      writer.write(member.value)
      if member.key == "resourceVersion" { range = start + 1..<writer.bytes.count - 1 }
    }
    writer.raw("}")
    for member in tree.object?.members ?? [] where !Self.envelope.contains(member.key) {
      writer.raw(",")
      writer.key(member.key)
      writer.write(member.value)
    }
    writer.raw("}")
    json = writer.result
    revisionRange = range
  }

  private static func fields(of tree: JSON, _ paths: [[String]]) -> [String: String] {
    guard !paths.isEmpty else { return [:] }
    var fields: [String: String] = [:]
    fields.reserveCapacity(paths.count)
    for path in paths {
      let text: String? =
        switch tree[path: path] {
        case .string(let value)?: value
        case .bool(let value)?: String(value)
        case .int(let value)?: String(value)
        default: nil
        }
      if let text { fields[path.joined(separator: ".")] = text }
    }
    return fields
  }

  private static let envelope: Set<String> = ["kind", "apiVersion", "metadata"]
  /// The order in which the API server writes metadata.
  private static let metadataOrder = [
    "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp",
    "deletionTimestamp", "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers",
    "managedFields",
  ]

  /// The object as JSON, with another resource version: for the event that ends it.
  func json(revision: Int) -> Bytes {
    if revision == self.revision { return json }
    var builder = BytesBuilder(capacity: json.count + 8)
    builder.append(json[0..<revisionRange.lowerBound])
    builder.append(contentsOf: String(revision).utf8)
    builder.append(json[revisionRange.upperBound..<json.count])
    return builder.finish()
  }

  /// The members without `kind` and `apiVersion`, with the closing brace, as lists of built-in types carry them.
  var body: Bytes { json[bodyOffset..<json.count] }

  /// The object as an editable tree. Parses.
  var tree: JSON {
    do {
      return try JSONParser.parse(json, depth: JSONParser.storedDepth)
    } catch {
      // The server wrote these bytes itself, from a tree that ``ObjectDecoder`` has found shallow enough. To go on with
      // anything else than the object, without its finalizers for one, would destroy it.
      preconditionFailure("an object cannot be read back: \(error.message)")
    }
  }
}
