import Foundation

/// What a run has measured so far. Kept in a file after each round, so that one that was interrupted can go on.
struct Progress: Codable {
  /// The samples of one group.
  struct Group: Codable {
    var rounds = 0
    var seconds = 0.0
    var ours: [String: [Double]] = [:]
    var peer: [String: [Double]] = [:]
  }

  /// What was measured with what, and how: samples of another kind of run do not go together.
  let key: String
  /// When the run began.
  let date: String
  var groups: [String: Group] = [:]

  init(key: String, date: String) {
    self.key = key
    self.date = date
  }

  /// The run that was interrupted, if it was of this kind.
  static func resume(_ file: URL, key: String) throws -> Progress? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let progress = try JSONDecoder().decode(Progress.self, from: Data(contentsOf: file))
    return progress.key == key ? progress : nil
  }

  func save(_ file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try JSONEncoder().encode(self).write(to: file, options: .atomic)
  }
}
