import HTTPTypes
import KubernetesCore

/// A request for a resource, with what is known of it.
struct APICall: Sendable {
  let request: APIRequest
  let target: ResourceRequest
  let user: UserInfo
  let faults: [Fault]

  var query: APIRequest.Query { request.query }

  /// The manager of the fields that the request sets: the parameter, else the product in the user agent.
  var fieldManager: String {
    if let manager = query["fieldManager"] { return manager }
    let agent = request.header(.userAgent) ?? ""
    let product = agent.prefix { $0 != "/" }
    return product.isEmpty ? "unknown" : String(product.prefix(128))
  }

  /// Refuses what cannot be the name of a manager.
  func checkFieldManager() throws(APIError) {
    let errors = FieldManagers.nameErrors(query["fieldManager"] ?? "", "fieldManager")
    if !errors.isEmpty { throw Self.invalidOptions(optionsKind, errors) }
  }

  /// How unknown fields are treated; `Warn` unless asked otherwise.
  func fieldValidation() throws(APIError) -> FieldValidation {
    guard let text = query["fieldValidation"] else { return .warn }
    guard let validation = FieldValidation(rawValue: text) else {
      throw Self.invalidOptions(
        optionsKind, [.notSupported("fieldValidation", .string(text), ["", "Ignore", "Strict", "Warn"])])
    }
    return validation
  }

  var optionsKind: String {
    switch target.verb {
    case .create: "CreateOptions"
    case .update: "UpdateOptions"
    case .patch: "PatchOptions"
    default: "DeleteOptions"
    }
  }

  /// True when nothing shall be stored.
  func isDryRun() throws(APIError) -> Bool {
    let values = query.all("dryRun")
    guard values.allSatisfy({ $0 == "All" }) else {
      throw Self.invalidOptions(
        optionsKind, [.notSupported("dryRun", .array(values.map { .string($0) }), ["All"])])
    }
    return !values.isEmpty
  }

  /// What the client wants to be shown.
  func negotiation(_ definition: ResourceDefinition) throws(APIError) -> Negotiation {
    var negotiation = try Negotiation(
      accept: request.headers[.accept], allowsProtobuf: definition.allowsProtobuf)
    if negotiation.form == .table, let text = query["includeObject"] {
      guard let inclusion = Negotiation.Inclusion(rawValue: text) else {
        throw .badRequest(
          "Unable to convert to Table as requested: includeObject: Invalid value: \(JSON.string(text).text): must be 'Metadata', 'Object', 'None', or empty"
        )
      }
      negotiation.inclusion = inclusion
    }
    return negotiation
  }

  /// Refuses what cannot be answered in any form that the client takes, before anything is written.
  func checkAccept(_ definition: ResourceDefinition) throws(APIError) {
    _ = try Negotiation(accept: request.headers[.accept], allowsProtobuf: definition.allowsProtobuf)
  }

  static func invalidOptions(_ kind: String, _ errors: [FieldError]) -> APIError {
    .invalid(GroupKind(group: "meta.k8s.io", kind: kind), "", errors)
  }

  /// What a list, watch or deleteCollection selects.
  func selection(of definition: ResourceDefinition) throws(APIError) -> ObjectSelection {
    var selection = ObjectSelection(namespace: definition.isNamespaced ? target.namespace : nil)
    do {
      selection.labels = try LabelSelector(query["labelSelector"] ?? "")
    } catch {
      throw .badRequest(error.message)
    }
    do {
      selection.fields = try FieldSelector(query["fieldSelector"] ?? "")
    } catch {
      throw .badRequest(error.message)
    }
    let known = definition.selectableFields.map { $0.joined(separator: ".") }
    for requirement in selection.fields.requirements
    where !["metadata.name", "metadata.namespace"].contains(requirement.field) && !known.contains(requirement.field) {
      throw .badRequest(
        known.isEmpty && definition.custom == nil
          ? "\"\(requirement.field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
          : "field label not supported: \(requirement.field)")
    }
    return selection
  }
}
