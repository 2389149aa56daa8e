extension DeleteOptions {
  /// The options as the JSON body of a request; always JSON, for custom resources take no Protobuf.
  public var body: Bytes {
    var text = #"{"kind":"DeleteOptions","apiVersion":"v1""#
    if let gracePeriodSeconds { text += #","gracePeriodSeconds":\#(gracePeriodSeconds)"# }
    if let propagationPolicy { text += #","propagationPolicy":"\#(propagationPolicy.rawValue)""# }
    if let preconditions, preconditions != Preconditions() {
      var members: [String] = []
      if let uid = preconditions.uid { members.append(#""uid":\#(Self.quoted(uid))"#) }
      if let version = preconditions.resourceVersion { members.append(#""resourceVersion":\#(Self.quoted(version))"#) }
      text += #","preconditions":{\#(members.joined(separator: ","))}"#
    }
    if dryRun { text += #","dryRun":["All"]"# }
    return Bytes(text + "}")
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..."\u{1f}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
