internal import Foundation

extension ExecPlugin {
  /// The variable that the program finds its input in.
  static let informationVariable = "KUBERNETES_EXEC_INFO"

  /// The program's input: an `ExecCredential` in JSON.
  func information(isInteractive: Bool) -> String {
    var json = "{\"kind\":\"ExecCredential\",\"apiVersion\":\(apiVersion.rawValue.jsonText),\"spec\":{"
    if providesClusterInfo { json += "\"cluster\":\(cluster.json)," }
    return json + "\"interactive\":\(isInteractive)}}"
  }
}

extension ExecPlugin.Cluster {
  fileprivate var json: String {
    var fields = ["\"server\":\(server.jsonText)"]
    if let tlsServerName { fields.append("\"tls-server-name\":\(tlsServerName.jsonText)") }
    if insecureSkipTLSVerify { fields.append("\"insecure-skip-tls-verify\":true") }
    if let data = certificateAuthorityData {
      fields.append("\"certificate-authority-data\":\"\(Data(data).base64EncodedString())\"")
    }
    if let proxyURL { fields.append("\"proxy-url\":\(proxyURL.rawValue.jsonText)") }
    if disableCompression { fields.append("\"disable-compression\":true") }
    if let config = config["config"] { fields.append("\"config\":\(config.json)") }
    return "{\(fields.joined(separator: ","))}"
  }
}

extension YAMLValue {
  /// The value as JSON. Plain scalars become numbers and booleans where JSON can say them, otherwise text.
  var json: String {
    switch self {
    case .null: "null"
    case .string(let text): text.jsonText
    case .plain(let text): bool.map { $0 ? "true" : "false" } ?? (text.isJSONNumber ? text : text.jsonText)
    case .sequence(let items): "[\(items.map(\.json).joined(separator: ","))]"
    case .mapping(let members):
      "{\(members.map { "\($0.name.jsonText):\($0.value.json)" }.joined(separator: ","))}"
    }
  }
}

extension String {
  /// The text as a JSON string.
  fileprivate var jsonText: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  fileprivate var isJSONNumber: Bool {
    var rest = utf8[...]
    func digits(_ rest: inout Substring.UTF8View) -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    guard whole > 0, !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits(&rest) > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }
}
