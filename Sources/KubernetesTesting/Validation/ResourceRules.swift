import KubernetesCore

/// What containers may ask for.
enum ResourceRules {
  static func errors(_ value: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for kind in ["limits", "requests"] {
      for (name, text) in value[kind]?.texts ?? [] {
        let place = "\(path).\(kind)[\(name)]"
        errors += names(name, place)
        if let quantity = try? Quantity(parsing: text), quantity < Quantity(0) {
          errors.append(.invalid(place, .string(text), "must be greater than or equal to 0"))
        }
      }
    }
    for (name, text) in value["requests"]?.texts ?? [] {
      guard let limit = value[path: "limits", name]?.string, let request = try? Quantity(parsing: text),
        let bound = try? Quantity(parsing: limit), request > bound
      else { continue }
      errors.append(
        .invalid("\(path).requests", .string(text), "must be less than or equal to \(name) limit of \(limit)"))
    }
    return errors
  }

  private static func names(_ name: String, _ path: String) -> [FieldError] {
    let value = JSON.string(name)
    let wrong = NameRules.qualifiedName(name)
    if !wrong.isEmpty { return wrong.map { .invalid(path, value, $0) } }
    guard !name.contains("/"), !["cpu", "memory", "ephemeral-storage"].contains(name), !name.hasPrefix("hugepages-")
    else { return [] }
    let isOfQuotas = ["storage", "pods", "services", "secrets", "configmaps", "persistentvolumeclaims"].contains(name)
    let standard = FieldError.invalid(path, value, "must be a standard resource type or fully qualified")
    return (isOfQuotas ? [] : [standard]) + [.invalid(path, value, "must be a standard resource for containers")]
  }
}
