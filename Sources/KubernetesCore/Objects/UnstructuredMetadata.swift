/// A typed view of the `metadata` of an ``Unstructured`` object.
///
/// Members it does not know stay as they are.
///
/// A member of the wrong type counts as missing. Setting nil, or a collection without elements, removes a member.
public struct UnstructuredMetadata: ObjectMetadata, Hashable, Sendable {
  /// The members.
  public var fields: JSONObject

  /// A view of these members.
  public init(_ fields: JSONObject = JSONObject()) { self.fields = fields }

  private func string(_ name: String) -> String? { fields[name]?.string }
  private mutating func set(_ name: String, _ value: String?) { fields[name] = value.map { .string($0) } }

  private func strings(_ name: String) -> [String: String] {
    guard let members = fields[name]?.object else { return [:] }
    return Dictionary(members.compactMap { member in member.value.string.map { (member.key, $0) } }) { $1 }
  }

  private mutating func set(_ name: String, _ values: [String: String]) {
    fields[name] = values.isEmpty ? nil : .object(JSONObject(values.map { ($0.key, .string($0.value)) }))
  }

  /// Unique within a namespace and resource.
  public var name: String? {
    get { string("name") }
    set { set("name", newValue) }
  }
  /// The prefix from which the server makes a name when none is given.
  public var generateName: String? {
    get { string("generateName") }
    set { set("generateName", newValue) }
  }
  /// Nil for cluster-scoped objects.
  public var namespace: String? {
    get { string("namespace") }
    set { set("namespace", newValue) }
  }
  /// Unique in time and space.
  public var uid: String? {
    get { string("uid") }
    set { set("uid", newValue) }
  }
  /// The server's opaque version of the object.
  public var resourceVersion: String? {
    get { string("resourceVersion") }
    set { set("resourceVersion", newValue) }
  }
  /// Counts changes of the desired state.
  public var generation: Int64? {
    get { fields["generation"]?.integer }
    set { fields["generation"] = newValue.map { .integer($0) } }
  }
  /// Empty when there are none.
  public var labels: [String: String] {
    get { strings("labels") }
    set { set("labels", newValue) }
  }
  /// Empty when there are none.
  public var annotations: [String: String] {
    get { strings("annotations") }
    set { set("annotations", newValue) }
  }
  /// What must be removed before a deletion completes.
  public var finalizers: [String] {
    get { fields["finalizers"]?.array?.compactMap(\.string) ?? [] }
    set { fields["finalizers"] = newValue.isEmpty ? nil : .array(newValue.map { .string($0) }) }
  }
  /// The objects with which this one is deleted; elements that are no owner references are left out.
  public var ownerReferences: [MetaV1.OwnerReference] {
    get { fields["ownerReferences"]?.array?.compactMap { $0.object.map(MetaV1.OwnerReference.init(members:)) } ?? [] }
    set { fields["ownerReferences"] = newValue.isEmpty ? nil : .array(newValue.map { .object($0.members) }) }
  }
  /// True once deletion has been asked for and finalizers are awaited.
  public var isBeingDeleted: Bool { fields["deletionTimestamp"]?.string != nil }

  /// When the object was made.
  public var creationTimestamp: Time? {
    get { time("creationTimestamp") }
    set { set("creationTimestamp", newValue?.description) }
  }
  /// When deletion was asked for, or when it is due; nil for an object that is not being deleted.
  public var deletionTimestamp: Time? {
    get { time("deletionTimestamp") }
    set { set("deletionTimestamp", newValue?.description) }
  }

  /// One label, without the cost of a dictionary of all of them.
  public func label(_ key: String) -> String? { fields["labels"]?[key]?.string }
  /// One annotation, without the cost of a dictionary of all of them.
  public func annotation(_ key: String) -> String? { fields["annotations"]?[key]?.string }

  private func time(_ name: String) -> Time? { string(name).flatMap { try? Time(parsing: $0) } }
}
