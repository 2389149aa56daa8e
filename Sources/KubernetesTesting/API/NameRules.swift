/// The rules for names and labels, with the API server's words for what breaks them. Each returns nil for a good value.
enum NameRules {
  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (byte >= 0x41 && byte <= 0x5A)
  }

  private static func isLabelText(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, isLowerAlphanumeric(first), isLowerAlphanumeric(last) else {
      return false
    }
    return bytes.allSatisfy { isLowerAlphanumeric($0) || $0 == 0x2D }
  }

  /// RFC 1123 subdomain: most names.
  static func subdomain(_ name: String) -> String? {
    if name.utf8.count > 253 { return "must be no more than 253 characters" }
    if name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ isLabelText($0) }) { return nil }
    return
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
  }

  /// RFC 1123 label: namespaces.
  static func label(_ name: String) -> String? {
    if name.utf8.count > 63 { return "must be no more than 63 characters" }
    if isLabelText(name) { return nil }
    return
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
  }

  /// RFC 1035 label: services.
  static func dnsLabel(_ name: String) -> String? {
    if name.utf8.count > 63 { return "must be no more than 63 characters" }
    if isLabelText(name), let first = name.utf8.first, first >= 0x61 { return nil }
    return
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
  }

  /// A segment of a path: roles and their bindings.
  static func pathSegment(_ name: String) -> String? {
    if name == "." || name == ".." { return "may not be '\(name)'" }
    for character in ["/", "%"] where name.contains(character) { return "may not contain '\(character)'" }
    return nil
  }

  /// The key of a label or annotation: everything that is wrong with it.
  ///
  /// - Parameter kind: What the key is called in the answer when it has too many parts.
  static func qualifiedName(_ key: String, kind: String = "qualified name") -> [String] {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      return ["a \(kind) \(qualifiedRule) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"]
    }
    var problems: [String] = []
    let name = parts.last.map(String.init) ?? ""
    if parts.count == 2 {
      if parts[0].isEmpty {
        problems.append("prefix part must be non-empty")
      } else if let problem = subdomain(String(parts[0])) {
        problems.append("prefix part " + problem)
      }
    }
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else if name.utf8.count > 63 {
      problems.append("name part must be no more than 63 bytes")
    }
    if !isQualified(name) { problems.append("name part \(qualifiedRule)") }
    return problems
  }

  private static let qualifiedRule =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

  private static func isQualified(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first), isAlphanumeric(last) else {
      return false
    }
    return bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
  }

  /// The value of a label.
  static func labelValue(_ value: String) -> String? {
    if value.isEmpty { return nil }
    if value.utf8.count > 63 { return "must be no more than 63 bytes" }
    if isQualified(value) { return nil }
    return
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
  }
}

extension NameRules {
  /// The name of a port, as a service of the internet has one: everything that is wrong with it.
  static func portName(_ name: String) -> [String] {
    var problems: [String] = []
    let bytes = Array(name.utf8)
    if bytes.count > 15 { problems.append("must be no more than 15 characters") }
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    if !bytes.allSatisfy({ isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }) || bytes.isEmpty {
      problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
    }
    if !bytes.contains(where: isLetter) { problems.append("must contain at least one letter (a-z)") }
    if name.contains("--") { problems.append("must not contain consecutive hyphens") }
    if name.hasPrefix("-") || name.hasSuffix("-") { problems.append("must not begin or end with a hyphen") }
    return problems
  }
}
