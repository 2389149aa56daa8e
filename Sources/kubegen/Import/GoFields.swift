/// The fields of Go's API structs, from a table with a row a field: what neither the Protobuf files nor OpenAPI say.
struct GoFields {
  struct Row {
    var package: String
    var type: String
    var field: String
    var goType: String
    var json: String
    var omitsEmpty: Bool
    var isInline: Bool
    var number: Int?
    var patchStrategy: String?
    var mergeKey: String?

    var isPointer: Bool { goType.hasPrefix("*") }
    var isTypeMeta: Bool { isInline && goType.hasSuffix("TypeMeta") }
  }

  private(set) var rows: [String: [Row]] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count >= 8 else { continue }
      let tag = columns[7].split(separator: ",", omittingEmptySubsequences: false)
      let row = Row(
        package: columns[0], type: columns[1], field: columns[2], goType: columns[3], json: columns[4],
        omitsEmpty: columns[5] == "true", isInline: columns[6] == "true", number: tag.count > 1 ? Int(tag[1]) : nil,
        patchStrategy: columns.count > 8 && !columns[8].isEmpty ? columns[8] : nil,
        mergeKey: columns.count > 9 && !columns[9].isEmpty ? columns[9] : nil)
      rows["\(row.package).\(row.type)", default: []].append(row)
    }
  }

  func fields(_ package: String, _ type: String) -> [Row] { rows["\(package).\(type)"] ?? [] }
}
