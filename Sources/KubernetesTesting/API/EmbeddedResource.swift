import KubernetesCore

/// Objects inside of custom resources, where the schema says `x-kubernetes-embedded-resource`.
enum EmbeddedResource {
  /// The metadata of an embedded object without the fields that metadata does not have. What is no metadata at all stays
  /// for the validation.
  static func metadata(_ metadata: JSON, path: String, _ unknown: inout [String]) -> JSON {
    guard metadata.object != nil, let place = TypeTable.metadata else { return metadata }
    var normalizer = FieldNormalizer(rootKind: "ObjectMeta", prefix: path.isEmpty ? "metadata" : "\(path).metadata")
    var read = normalizer.object(metadata, TypeTable.builtIn[place], path: "")
    guard normalizer.typeError == nil else { return metadata }
    unknown += normalizer.unknown
    if read["creationTimestamp"]?.isNull == true { read["creationTimestamp"] = nil }
    return read
  }

  /// What is wrong with the embedded objects of a value.
  static func errors(_ value: JSON, _ schema: JSON, path: String) -> [FieldError] {
    switch value {
    case .array(let list):
      guard let items = schema["items"] else { return [] }
      return list.enumerated().flatMap { errors($1, items, path: "\(path)[\($0)]") }
    case .object(let object):
      let own = schema["x-kubernetes-embedded-resource"]?.bool == true ? self.own(object, path) : []
      let properties = schema["properties"]
      let additional = schema["additionalProperties"]
      return own
        + object.members.flatMap { member -> [FieldError] in
          let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
          if let property = properties?[member.key] { return errors(member.value, property, path: inner) }
          guard let additional, additional.object != nil else { return [] }
          return errors(member.value, additional, path: "\(path)[\(member.key)]")
        }
    default: return []
    }
  }

  private static func own(_ object: JSONObject, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for key in ["apiVersion", "kind"] {
      let place = "\(path).\(key)"
      guard let value = object[key] else {
        errors.append(.required(place))
        continue
      }
      guard let text = value.string else {
        errors.append(.invalid(place, value, "must be a string"))
        continue
      }
      if text.isEmpty {
        errors.append(.invalid(place, "", "must not be empty"))
      } else if key == "apiVersion", GroupVersion(text) == nil {
        errors.append(.invalid(place, value, "unexpected GroupVersion string: \(text)"))
      } else if key == "kind", let problem = NameRules.dnsLabel(text.lowercased()) {
        errors.append(.invalid(place, value, "may have mixed case, but should otherwise match: \(problem)"))
      }
    }
    guard let metadata = object["metadata"], let type = TypeTable.metadata else { return errors }
    var normalizer = FieldNormalizer(rootKind: "ObjectMeta")
    var read = normalizer.object(metadata, TypeTable.builtIn[type], path: "")
    if let problem = normalizer.typeError { return errors + [.invalid("\(path).metadata", metadata, problem)] }
    // An embedded object need not have a name.
    if read["name"]?.isEmpty != false { read["name"] = "name" }
    return errors
      + MetadataValidation.errors(["metadata": read], isCustom: true, name: NameRules.pathSegment).map { error in
        var error = error
        error.field = "\(path).\(error.field)"
        return error
      }
  }
}
