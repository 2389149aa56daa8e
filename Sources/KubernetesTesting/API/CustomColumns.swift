import KubernetesCore

/// The `additionalPrinterColumns` of a custom resource.
enum CustomColumns {
  static func columns(_ custom: CustomResource) -> [TableColumns.Column] {
    if custom.columns.isEmpty {
      var age = TableColumns.age
      age.type = "date"
      return [TableColumns.name, age]
    }
    return [TableColumns.name]
      + custom.columns.map { column in
        let path = PrinterPath(column["jsonPath"]?.string ?? "")
        let type = column["type"]?.string ?? "string"
        return TableColumns.Column(
          name: column["name"]?.string ?? "", type: type, format: column["format"]?.string ?? "",
          priority: Int(column["priority"]?.int ?? 0)
        ) { object, now in
          path?.value(in: object).map { cell($0, type, now) } ?? .null
        }
      }
  }

  /// A value in the type of its column; null where it does not fit.
  private static func cell(_ value: JSON, _ type: String, _ now: Time) -> JSON {
    switch (type, value) {
    case ("string", .null): "<no value>"
    case ("string", .string): value
    case ("string", .array), ("string", .object): .string(value.sorted.text)
    case ("string", _): .string(value.goText)
    case ("integer", .int): value
    case ("integer", .double(let number)): Int64(exactly: number.rounded(.towardZero)).map { .int($0) } ?? .null
    case ("number", .int), ("number", .double), ("boolean", .bool): value
    case ("date", .string(let text)):
      (try? Time(parsing: text)) == nil ? "<invalid>" : .string(TableColumns.age(value, now))
    default: .null
    }
  }
}
