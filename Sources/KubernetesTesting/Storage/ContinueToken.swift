import KubernetesCore

/// Where a paged list goes on; the same text form as the API server's.
struct ContinueToken: Equatable {
  /// The state that the list shows; -1 for the current one (after the first state has expired).
  var revision: Int
  /// The first key of the next page.
  var start: String

  /// A token that is not one.
  struct Malformed: Error, Equatable { var message: String }

  init(revision: Int, start: String) {
    self.revision = revision
    self.start = start
  }

  /// Reads base64 (URL alphabet, no padding) of JSON.
  init(_ text: String) throws(Malformed) {
    var bits = 0
    var width = 0
    var bytes: [UInt8] = []
    for (index, character) in text.utf8.enumerated() {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = character - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = character - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0") + 52
      case UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "_"): digit = 63
      default:
        throw Malformed(message: "continue key is not valid: illegal base64 data at input byte \(index)")
      }
      bits = (bits << 6 | Int(digit)) & 0xFFFF
      width += 6
      if width >= 8 {
        width -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> width))
      }
    }
    guard text.utf8.count % 4 != 1 else {
      throw Malformed(message: "continue key is not valid: illegal base64 data at input byte \(text.utf8.count - 1)")
    }
    let json: JSON
    do { json = try JSONParser.parse(Bytes(bytes)) } catch {
      throw Malformed(message: "continue key is not valid: \(error.message)")
    }
    guard json["v"]?.string == "meta.k8s.io/v1" else {
      throw Malformed(
        message:
          "continue key is not valid: server does not recognize this encoded version \(json["v"]?.string ?? "")")
    }
    guard let revision = json["rv"]?.int, revision != 0 else {
      throw Malformed(
        message: "continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)")
    }
    guard let start = json["start"]?.string, !start.isEmpty else {
      throw Malformed(message: "continue key is not valid: encoded start key empty (version meta.k8s.io/v1)")
    }
    self.revision = Int(revision)
    self.start = String(start.hasPrefix("/") ? start.dropFirst() : start[...])
  }

  /// The token as text.
  var text: String {
    let json = JSON.object(
      {
        var object = JSONObject()
        object["v"] = "meta.k8s.io/v1"
        object["rv"] = .int(Int64(revision))
        object["start"] = .string("/" + start)
        return object
      }())
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    var bits = 0
    var width = 0
    for byte in json.encoded.array {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      width += 8
      while width >= 6 {
        width -= 6
        text.append(alphabet[bits >> width & 63])
      }
    }
    if width > 0 { text.append(alphabet[bits << (6 - width) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }
}
