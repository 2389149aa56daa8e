import Foundation

/// Writes what the embedded API server knows of the built-in types: a line a type, in the notation of its `TypeTable`.
struct TypeTableEmitter {
  let schema: Schema

  private struct Entry {
    var module: Schema.Module
    var type: Schema.TypeDefinition
    var name: String { "\(module.openAPIPackage).\(type.name)" }
  }

  func emit() -> String {
    let entries = schema.modules.filter { !$0.openAPIPackage.isEmpty }
      .flatMap { module in module.types.map { Entry(module: module, type: $0) } }
      .sorted { $0.name < $1.name }
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { places["\(entry.module.name).\(entry.type.name)"] = index }
    let lines = entries.map { "    " + line($0, places) }
    return ##"""
      \##(GeneratedFile.header)

      /// The built-in types: name, kinds, flags, fields. ``TypeTable`` says how a field is written.
      enum BuiltInTypes {
        static let text: StaticString = #"""
      \##(lines.joined(separator: "\n"))
          """#
      }

      """##
  }

  private func line(_ entry: Entry, _ places: [String: Int]) -> String {
    let type = entry.type
    var fields = type.fields.map { (name: $0.name, text: "\($0.name):\(value($0, places))\(marks($0))") }
    if type.isKind { fields += [("apiVersion", "apiVersion:s?"), ("kind", "kind:s?")] }
    fields.sort { $0.name < $1.name }
    return [
      entry.name.replacingOccurrences(of: "apimachinery.pkg.apis.", with: ""), kinds(entry),
      type.isAtomic ? "a" : "", fields.map(\.text).joined(separator: ";"),
    ].joined(separator: "|")
  }

  /// Types of the API machinery are of no group; tables and bare metadata have one of their own.
  private func kinds(_ entry: Entry) -> String {
    guard entry.type.isKind else { return "" }
    let own = ["Table", "PartialObjectMetadata", "PartialObjectMetadataList"]
    let isOwn = entry.module.name == "MetaV1" && own.contains(entry.type.name)
    return "\(isOwn ? "meta.k8s.io" : entry.module.group)/\(entry.module.version)/\(entry.type.name)"
  }

  // MARK: Fields

  private func value(_ field: Schema.FieldDefinition, _ places: [String: Int]) -> String {
    let element = field.kind.drop { "[]{}".contains($0) }
    let symbol =
      switch element {
      case "string", "duration": "s"
      case "int32": "i"
      case "int64": "l"
      case "bool": "b"
      case "double": "n"
      case "bytes": "B"
      case "time": "t"
      case "microtime": "u"
      case "quantity": "Q"
      case "intorstring": "I"
      case "strings": "[as"
      case "message": field.element.flatMap { places[$0] }.map { "#\($0)" } ?? "A"
      default: "A"
      }
    if field.kind.hasPrefix("{}") { return (field.isAtomicMap ? "{a" : "{g") + symbol }
    guard field.kind.hasPrefix("[]") else { return symbol }
    switch field.listType {
    case "set": return "[s" + symbol
    case "map": return "[m(\(field.listKeys.joined(separator: ",")))" + symbol
    default: return "[a" + symbol
    }
  }

  private func marks(_ field: Schema.FieldDefinition) -> String {
    var text = field.isPointer ? "?" : field.isAlwaysWritten ? "!" : ""
    if field.number > 0 { text += "&" + (field.path + [field.number]).map(String.init).joined(separator: ".") }
    if field.isRequired { text += "*" }
    if let strategy = field.patchStrategy { text += "~" + strategy }
    if let key = field.mergeKey { text += "@" + key }
    // What says that an absent number is zero is no default of the server's.
    if let value = field.defaultValue, value != "0", value != "false" { text += "=" + value }
    if !field.allowedValues.isEmpty { text += "^" + field.allowedValues.joined(separator: ",") }
    return text
  }
}
