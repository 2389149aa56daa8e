/// Collects query items in the order of the calls, which is fixed, so that equal options give equal URLs.
struct QueryItems {
  private(set) var items: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { items.append((name, value)) }
  }

  mutating func add(_ name: String, _ value: Bool?) {
    if let value { items.append((name, value ? "true" : "false")) }
  }

  /// - Throws: ``KubernetesError`` with the code `invalidRequest` for a negative number.
  mutating func add(_ name: String, _ value: Int?) throws(KubernetesError) {
    guard let value else { return }
    guard value >= 0 else { throw KubernetesError(.invalidRequest, "the option \(name) may not be negative: \(value)") }
    items.append((name, String(value)))
  }
}

extension QueryItems {
  /// What all changing calls have in common.
  mutating func add(dryRun: Bool, fieldManager: String?, fieldValidation: FieldValidation?) {
    if dryRun { add("dryRun", "All") }
    add("fieldManager", fieldManager)
    add("fieldValidation", fieldValidation?.rawValue)
  }
}

extension KubernetesError {
  /// A selector that cannot be sent.
  static func invalid(_ error: SelectorError) -> KubernetesError {
    KubernetesError(.invalidRequest, "invalid selector: \(error)", cause: error)
  }
}
