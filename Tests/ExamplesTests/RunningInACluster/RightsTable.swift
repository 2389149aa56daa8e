/// The table of rights in the guide.
struct RightsTable {
  /// One row: what a program does, and what has to be granted for it.
  struct Row {
    var what: String
    fileprivate var group: String
    fileprivate var resources: String
    fileprivate var verbs: String
  }

  let rows: [Row]

  init(page: String) {
    rows = page.split(separator: "\n").drop { !$0.hasPrefix("| what the program does |") }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }
      .map { line in
        let cells = line.dropFirst().dropLast().split(separator: "|").map { Self.trimmed($0) }
        return Row(what: cells[0], group: cells[1], resources: cells[2], verbs: cells[3])
      }
  }

  /// What stands between backticks.
  private static func code(_ text: some StringProtocol) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let text = text.drop { $0 == " " }
    return String(text.prefix(text.count - text.reversed().prefix { $0 == " " }.count))
  }

  /// What a row grants for a resource. Several resources are apart by semicolons, and so are their verbs.
  static func permissions(of row: Row, for subject: (group: String, resource: String)) -> [Permission] {
    let group = row.group == "core" ? "" : code(row.group).first ?? subject.group
    return zip(row.resources.split(separator: ";"), row.verbs.split(separator: ";")).flatMap { resource, verbs in
      let name =
        switch trimmed(resource) {
        case "the resource": subject.resource
        case let text where text.hasPrefix("its "): subject.resource + code(text).joined()
        case let text: code(text).joined()
        }
      return code(verbs).map { Permission(verb: $0, group: group, resource: name) }
    }
  }
}
