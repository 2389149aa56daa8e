internal import HTTPTypes
internal import KubernetesCore

/// The status and header fields of an answer, parsed from the lines that libcurl hands over.
struct ResponseHead {
  var status: Int
  var headers: HTTPFields

  init(_ lines: [UInt8]) throws {
    var rest = lines[...]
    guard let statusLine = Self.line(&rest), let status = Self.status(statusLine) else {
      throw TransportError(.other, "the answer has no status line")
    }
    self.status = status
    headers = HTTPFields()
    while let line = Self.line(&rest) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
      else { continue }
      let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
      headers.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
    }
  }

  /// The next line without its end; nil after the last one and at the empty one.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    var line = rest[rest.startIndex..<end]
    rest = rest[(end < rest.endIndex ? end + 1 : end)...]
    if line.last == 0x0D { line.removeLast() }
    return line.isEmpty ? nil : line
  }

  /// `HTTP/2 200 ` or `HTTP/1.1 200 OK`.
  static func status(_ line: ArraySlice<UInt8>) -> Int? {
    let words = line.split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2 else { return nil }
    return Int(String(decoding: words[1], as: UTF8.self))
  }

  /// True when the body is gzip. The fields that say so, and how long it is compressed, are gone afterwards: they would
  /// describe bytes that nobody sees.
  mutating func takeGzip() -> Bool {
    guard headers[.contentEncoding]?.lowercased() == "gzip" else { return false }
    headers[.contentEncoding] = nil
    headers[.contentLength] = nil
    return true
  }
}
