import ArgumentParser
import KubernetesCore

/// The text form of a schema: one fact a line, so that a change of the API is a readable difference.
///
///     module AppsV1 apps v1 openapi=api.apps.v1
///     type Deployment kind
///     field spec 2 message AppsV1.DeploymentSpec
///     field replicas 1 int32 pointer default=1
///     resource deployments Deployment namespaced singular=deployment verbs=create,get short=deploy
///     sub scale autoscaling/v1/Scale get,patch,update
extension Schema {
  var text: String {
    var lines = [
      "# \(source)", "# Made by `kubegen import`; facts only. Each line: what, name, and what is known of it.",
    ]
    for module in modules {
      lines.append("")
      lines.append(
        "module \(module.name) \(module.group.isEmpty ? "-" : module.group) \(module.version)"
          + (module.hasProtobuf ? "" : " json")
          + (module.openAPIPackage.isEmpty ? "" : " openapi=\(module.openAPIPackage)"))
      for resource in module.resources { lines += resource.lines }
      for type in module.types {
        lines.append("type \(type.name)" + (type.isKind ? " kind" : "") + (type.isAtomic ? " atomic" : ""))
        lines += type.fields.map { "  " + $0.line }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads the text form.
  mutating func read(_ text: String, name: String) throws {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      do {
        try read(first, Array(words.dropFirst()))
      } catch {
        throw ValidationError("\(name):\(index + 1): \(error.message)")
      }
    }
  }

  private mutating func read(_ keyword: String, _ words: [String]) throws(SchemaError) {
    switch keyword {
    case "module":
      guard words.count >= 3 else { throw SchemaError("a module has a name, a group and a version") }
      modules.append(
        Module(
          name: words[0], group: words[1] == "-" ? "" : words[1], version: words[2],
          openAPIPackage: words.first { $0.hasPrefix("openapi=") }.map { String($0.dropFirst(8)) } ?? "",
          hasProtobuf: !words.contains("json")))
    case "type":
      guard let name = words.first, !modules.isEmpty else { throw SchemaError("a type has a name and a module") }
      modules[modules.count - 1].types.append(
        TypeDefinition(
          name: name, isKind: words.dropFirst().contains("kind"), isAtomic: words.dropFirst().contains("atomic")))
    case "field":
      guard !modules.isEmpty, !modules[modules.count - 1].types.isEmpty else { throw SchemaError("a field has a type") }
      let types = modules[modules.count - 1].types.count
      modules[modules.count - 1].types[types - 1].fields.append(try FieldDefinition(words))
    case "resource":
      guard !modules.isEmpty else { throw SchemaError("a resource has a module") }
      modules[modules.count - 1].resources.append(try Resource(words))
    case "sub":
      guard !modules.isEmpty, !modules[modules.count - 1].resources.isEmpty, words.count == 3 else {
        throw SchemaError("a subresource has a name, a kind and verbs")
      }
      let resources = modules[modules.count - 1].resources.count
      modules[modules.count - 1].resources[resources - 1].subresources.append(
        Subresource(
          name: words[0], kind: words[1] == "-" ? "" : words[1], verbs: words[2].split(separator: ",").map(String.init))
      )
    default: throw SchemaError("unknown keyword \(keyword)")
    }
  }
}

/// A line of a schema that cannot be read.
struct SchemaError: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

extension Schema.FieldDefinition {
  var line: String {
    var words = [
      "field", name, ([number] + path).map(String.init).joined(separator: "<"), kind + (zeroIsAbsent ? "~" : ""),
    ]
    if let element { words.append(element) }
    if isPointer { words.append("pointer") }
    if isAlwaysWritten { words.append("always") }
    if isRequired { words.append("required") }
    if isAtomicMap { words.append("atomic") }
    if let listType { words.append("list=\(listType)") }
    if !listKeys.isEmpty { words.append("keys=\(listKeys.joined(separator: ","))") }
    if let patchStrategy { words.append("patch=\(patchStrategy)") }
    if let mergeKey { words.append("merge=\(mergeKey)") }
    if let defaultValue { words.append("default=\(Self.escaped(defaultValue))") }
    if !allowedValues.isEmpty { words.append("enum=\(allowedValues.map(Self.escaped).joined(separator: ","))") }
    return words.joined(separator: " ")
  }

  init(_ words: [String]) throws(SchemaError) {
    guard words.count >= 3 else { throw SchemaError("a field has a name, a number and a kind") }
    let numbers = words[1].split(separator: "<").compactMap { Int($0) }
    guard let number = numbers.first else { throw SchemaError("expected a number: \(words[1])") }
    zeroIsAbsent = words[2].hasSuffix("~")
    kind = zeroIsAbsent ? String(words[2].dropLast()) : words[2]
    name = words[0]
    self.number = number
    path = Array(numbers.dropFirst())
    var rest = words.dropFirst(3)
    if kind.hasSuffix("message") {
      guard let type = rest.popFirst() else { throw SchemaError("a message has a type") }
      element = type
    }
    for word in rest {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      switch (parts[0], parts.count > 1 ? parts[1] : nil) {
      case ("pointer", nil): isPointer = true
      case ("always", nil): isAlwaysWritten = true
      case ("required", nil): isRequired = true
      case ("atomic", nil): isAtomicMap = true
      case ("patch", let value?): patchStrategy = value
      case ("list", let value?): listType = value
      case ("keys", let value?): listKeys = value.split(separator: ",").map(String.init)
      case ("merge", let value?): mergeKey = value
      case ("default", let value?): defaultValue = try Self.unescaped(value)
      case ("enum", let value?):
        allowedValues = []
        for part in value.split(separator: ",", omittingEmptySubsequences: false) {
          allowedValues.append(try Self.unescaped(String(part)))
        }
      default: throw SchemaError("unknown fact \(word)")
      }
    }
  }

  /// Words hold no spaces, lists no commas, and lines no line breaks.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "%" || scalar == "," {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += (scalar.value < 16 ? "%0" : "%") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func unescaped(_ text: String) throws(SchemaError) -> String {
    guard let result = PercentEncoding.decode(text) else { throw SchemaError("a broken escape: \(text)") }
    return result
  }
}

extension Schema.Resource {
  var lines: [String] {
    var words = ["resource", name, kind, isNamespaced ? "namespaced" : "cluster", "singular=\(singular)"]
    words.append("verbs=\(verbs.joined(separator: ","))")
    if !shortNames.isEmpty { words.append("short=\(shortNames.joined(separator: ","))") }
    return [words.joined(separator: " ")]
      + subresources.map { "  sub \($0.name) \($0.kind.isEmpty ? "-" : $0.kind) \($0.verbs.joined(separator: ","))" }
  }

  init(_ words: [String]) throws(SchemaError) {
    guard words.count >= 3 else { throw SchemaError("a resource has a name, a kind and a scope") }
    name = words[0]
    kind = words[1]
    isNamespaced = words[2] == "namespaced"
    singular = words[1].lowercased()
    verbs = []
    for word in words.dropFirst(3) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let values = parts.count > 1 ? parts[1].split(separator: ",").map(String.init) : []
      switch parts[0] {
      case "verbs": verbs = values
      case "short": shortNames = values
      case "singular": singular = values.first ?? singular
      default: throw SchemaError("unknown fact \(word)")
      }
    }
  }
}
