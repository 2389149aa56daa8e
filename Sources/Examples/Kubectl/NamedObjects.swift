/// Objects of one type that a command is to deal with.
struct NamedObjects: Equatable {
  var type: String
  var names: [String]

  /// What arguments name: `TYPE NAME...`, or `TYPE/NAME...`.
  static func parse(_ first: String, _ others: [String]) throws -> [NamedObjects] {
    if !first.contains("/") {
      if let other = others.first(where: { $0.contains("/") }) {
        throw Complaint("an argument TYPE/NAME has its own type, there is none to be given before it: \(other)")
      }
      return [NamedObjects(type: first, names: others)]
    }
    return try ([first] + others).map { argument in
      let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Complaint("arguments are TYPE/NAME, all of them or none: \(argument)")
      }
      return NamedObjects(type: parts[0], names: [parts[1]])
    }
  }

  /// The type and the name of what is one object, or a type alone.
  static func one(_ resource: String, _ name: String?) throws -> (type: String, name: String?) {
    let all = try parse(resource, name.map { [$0] } ?? [])
    guard all.count == 1 else { throw Complaint("only one object can be named here: \(resource)") }
    return (all[0].type, all[0].names.first)
  }
}
