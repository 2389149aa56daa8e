import KubernetesCore

/// The columns of the tables.
enum TableColumns {
  struct Column: Sendable {
    var name: String
    var type = "string"
    var format = ""
    var priority = 0
    var cell: @Sendable (JSON, Time) -> JSON
  }

  static let name = Column(name: "Name", format: "name") { object, _ in object["metadata"]?["name"] ?? "" }
  static let age = Column(name: "Age") { object, now in .string(age(object["metadata"]?["creationTimestamp"], now)) }

  /// A duration since a time, as kubectl shows it.
  static func age(_ value: JSON?, _ now: Time) -> String {
    guard let text = value?.string, let time = try? Time(parsing: text) else { return "<unknown>" }
    return short(seconds: now.seconds - time.seconds)
  }

  /// A duration in at most two units.
  static func short(seconds: Int64) -> String {
    let seconds = max(0, seconds)
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400)
    switch seconds {
    case ..<120: return "\(seconds)s"
    case ..<600: return seconds % 60 == 0 ? "\(minutes)m" : "\(minutes)m\(seconds % 60)s"
    case ..<10_800: return "\(minutes)m"
    case ..<28_800: return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m"
    case ..<172_800: return "\(hours)h"
    case ..<691_200: return hours % 24 == 0 ? "\(days)d" : "\(days)d\(hours % 24)h"
    case ..<63_072_000: return "\(days)d"
    default: return days % 365 == 0 ? "\(days / 365)y" : "\(days / 365)y\(days % 365)d"
    }
  }

  /// The columns of a resource.
  static func columns(of definition: ResourceDefinition) -> [Column] {
    if let custom = definition.custom { return CustomColumns.columns(custom) }
    let own = BuiltInColumns.columns[definition.storage.description] ?? []
    if definition.resource.resource == "events" { return own }
    if own.contains(where: { $0.name == age.name }) { return [name] + own }
    // What only has a time of creation.
    if ["customresourcedefinitions", "roles", "clusterroles", "limitranges"].contains(definition.resource.resource) {
      return [
        name,
        Column(name: "Created At", type: "date") { object, _ in object["metadata"]?["creationTimestamp"] ?? .null },
      ]
    }
    return [name] + own.filter { $0.priority == 0 } + [age] + own.filter { $0.priority > 0 }
  }
}
