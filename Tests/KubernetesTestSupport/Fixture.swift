internal import Foundation
public import HTTPTypes
public import KubernetesCore

/// A recording of a real server, in `Tests/Fixtures`.
public struct Fixture: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: HTTPFields
  /// The body, as it was sent.
  public var body: Bytes

  /// Reads `NAME.body`, and `NAME.head` where there is one.
  public init(_ name: String) throws {
    body = try Self.bytes("\(name).body")
    status = 200
    headers = HTTPFields()
    guard let head = try? Self.bytes("\(name).head") else { return }
    for (index, line) in head.text.split(whereSeparator: \.isNewline).enumerated() {
      if index == 0 {
        status = Int(line.split(separator: " ")[1]) ?? 0
      } else if let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) {
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        headers.append(HTTPField(name: name, value: String(value)))
      }
    }
  }

  /// The bytes of a file of the fixtures.
  public static func bytes(_ file: String) throws -> Bytes {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Bytes(try Data(contentsOf: folder.appending(path: "Fixtures/1.36/\(file)")))
  }
}
