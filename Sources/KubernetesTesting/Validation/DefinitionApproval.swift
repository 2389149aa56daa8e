import KubernetesCore

/// The approval that definitions in groups of the Kubernetes project need.
enum DefinitionApproval {
  private static let annotation = "api-approved.kubernetes.io"
  private static let place = "metadata.annotations[\(annotation)]"
  private static let proposal = "https://github.com/kubernetes/enhancements/pull/1111"

  private enum State: Hashable { case missing, bypassed, approved, invalid }

  /// - Parameter old: What the definition replaces: what is not approved may stay so.
  static func errors(_ tree: JSON, replacing old: JSON?) -> [FieldError] {
    let group = tree["spec"]?["group"]?.string ?? ""
    guard ["k8s.io", "kubernetes.io"].contains(where: { group == $0 || group.hasSuffix(".\($0)") }) else { return [] }
    let new = state(tree)
    if let old, state(old) == new { return [] }
    switch new {
    case .approved, .bypassed: return []
    case .missing:
      return [.required(place, "protected groups must have approval annotation \"\(annotation)\", see \(proposal)")]
    case .invalid:
      return [
        .invalid(
          place, tree["metadata"]?["annotations"]?[annotation] ?? "",
          "protected groups must have approval annotation \"\(annotation)\" with either a URL or a reason starting with \"unapproved\", see \(proposal)"
        )
      ]
    }
  }

  private static func state(_ tree: JSON) -> State {
    let text = tree["metadata"]?["annotations"]?[annotation]?.string ?? ""
    if text.isEmpty { return .missing }
    if text.hasPrefix("unapproved") { return .bypassed }
    guard let end = text.firstRange(of: "://"), end.lowerBound != text.startIndex else { return .invalid }
    let host = text[end.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return host.isEmpty || text.contains(where: \.isWhitespace) ? .invalid : .approved
  }
}
