extension Schema {
  /// Checks that all names can be written as Swift's names and texts: facts come from files and servers, and must not become
  /// anything else.
  func checkNames() throws(SchemaError) {
    for module in modules {
      guard Self.isIdentifier(module.name) else {
        throw SchemaError("not a module's name: \(module.name.debugDescription)")
      }
      for text in [module.group, module.version] + module.resources.map(\.name) where !Self.isPlain(text) {
        throw SchemaError("\(module.name): not the name of a group, a version or a resource: \(text.debugDescription)")
      }
      for type in module.types {
        guard Self.isIdentifier(type.name) else {
          throw SchemaError("\(module.name): not a type's name: \(type.name.debugDescription)")
        }
        for field in type.fields where !FieldDefinition.isUsable(name: field.name) {
          throw SchemaError("\(module.name).\(type.name): no type can have the property \(field.name.debugDescription)")
        }
      }
    }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

extension Schema.FieldDefinition {
  /// Whether a property can have this name: it stands in a schema, and in the text of a field table, between spaces and
  /// semicolons, and is written to JSON as it is.
  static func isUsable(name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.value > 0x20 && scalar.value != 0x7F && !";\"\\".unicodeScalars.contains(scalar)
      }
  }
}

extension SchemaError: CustomStringConvertible {
  var description: String { message }
}
