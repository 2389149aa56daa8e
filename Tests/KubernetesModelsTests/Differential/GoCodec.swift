import Foundation
import KubernetesCore

/// Go's codec, as a program that reads documents and writes them again. Built by `.ci/go-codec`.
enum GoCodec {
  /// What Go makes of a document.
  struct Answer {
    var json: Bytes
    var protobuf: Bytes
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// The program; nil when it was not built.
  static var program: String? {
    guard let path = ProcessInfo.processInfo.environment["TEST_ASSET_GO_CODEC"],
      FileManager.default.isExecutableFile(atPath: path)
    else { return nil }
    return path
  }

  static let reason = #"Go's codec is not there: .ci/go-codec build; eval "$(.ci/go-codec env)""#

  /// Lets Go read documents and write them again.
  static func answers(to documents: [Bytes]) throws -> [Result<Answer, Failure>] {
    guard let program else { throw Failure(description: reason) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "go-codec-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appending(path: "in"), folder.appending(path: "out"))
    try Data(documents.map { Data($0.array).base64EncodedString() + "\n" }.joined().utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [input.path(), output.path()]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "\(program) has failed") }
    let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
    guard lines.count == documents.count else { throw Failure(description: "\(lines.count) answers") }
    return lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0] != "error", let json = Data(base64Encoded: String(parts[0])),
        let protobuf = Data(base64Encoded: String(parts[1]))
      else { return .failure(Failure(description: String(line))) }
      return .success(Answer(json: Bytes(json), protobuf: Bytes(protobuf)))
    }
  }
}
