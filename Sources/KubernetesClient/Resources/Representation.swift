/// What answers hold, as parameters of the media types that they are asked for in.
struct Representation: Hashable, Sendable {
  /// Of single objects, and of the objects in a watch.
  var object: String
  /// Of lists.
  var list: String

  /// Objects as they are.
  static let whole = Representation(object: "", list: "")
  /// Their metadata only.
  static let partialMetadata = Representation(
    object: ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1", list: ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
}
