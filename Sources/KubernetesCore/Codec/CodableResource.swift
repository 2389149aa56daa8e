#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A custom resource of the application: any `Codable` struct with `metadata`. It works with every client, informer and
/// controller that the built-in types work with.
///
///     struct Widget: CodableResource {
///       typealias Scope = NamespacedScope
///       static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Widget")
///       static let groupVersionResource = GroupVersionResource(
///         group: "example.com", version: "v1", resource: "widgets")
///       var metadata: MetaV1.ObjectMeta
///       var spec: Spec
///     }
///
/// Where the definition has the subresources `status` or `scale`, the type conforms to ``StatusResource`` or
/// ``ScalableResource``, too.
///
/// What the server may leave out must be optional: a default value of a property does not help, since synthesized decoding
/// asks for the member all the same.
///
/// It is read and written as JSON by Foundation's coders, which is slower than generated types are. A `Date` is a text of
/// RFC 3339, to the second or, where it has a fraction, to the microsecond. Members that the struct does not have are lost
/// when an object is written back; patch or apply such objects, or read them as ``Unstructured``.
public protocol CodableResource: KubernetesResource, CollectionDeletableResource, Codable {}

extension CodableResource {
  /// JSON only.
  public static var wireFormats: [WireFormat] { [.json] }

  /// Reads JSON.
  ///
  /// - Throws: ``WireError`` with the path.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    guard format == .json else { throw WireError(.unsupported, "\(Self.self) can be read from JSON only") }
    if bytes.count > context.limits.maximumSize { throw WireError(.tooLarge, "the document is larger than the limit") }
    do {
      self = try JSONDecoder.ofAPI.decode(Self.self, from: bytes.withUnsafeBytes { Data($0) })
    } catch let error as DecodingError {
      throw WireError(error)
    }
  }

  /// Writes JSON, with `apiVersion` and `kind` of the type; everything else as the coder has written it, so that numbers
  /// keep all of their digits.
  public func wireBytes(format: WireFormat) throws -> [UInt8] {
    guard format == .json else { throw WireError(.unsupported, "\(Self.self) can be written as JSON only") }
    var members = try JSONWindows(Bytes(JSONEncoder.ofAPI.encode(self)))
    var writer = JSONWriter()
    writer.begin(UInt8(ascii: "{"))
    writer.key("kind")
    writer.string(Self.groupVersionKind.kind)
    writer.key("apiVersion")
    writer.string(Self.groupVersionKind.apiVersion)
    while let (name, value) = try members.nextMember() {
      if name.isEqual(to: "kind") || name.isEqual(to: "apiVersion") { continue }
      // The name keeps its escapes.
      writer.separate()
      writer.literal("\"")
      name.withUnsafeBytes { writer.raw($0) }
      writer.literal("\":")
      value.withUnsafeBytes { writer.raw($0) }
    }
    writer.end(UInt8(ascii: "}"))
    return try writer.finishArray()
  }
}

extension WireError {
  /// What Foundation's decoder did not like, and where.
  init(_ error: DecodingError) {
    let (code, context): (Code, DecodingError.Context) =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
        (.typeMismatch, context)
      case .dataCorrupted(let context): (.malformed, context)
      @unknown default: (.malformed, DecodingError.Context(codingPath: [], debugDescription: "\(error)"))
      }
    let path = context.codingPath.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    self.init(code, context.debugDescription, path: path)
  }
}
