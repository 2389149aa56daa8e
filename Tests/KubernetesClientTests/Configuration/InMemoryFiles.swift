import KubernetesLocks

@testable import KubernetesClient

/// Files that exist in a test only.
final class InMemoryFiles: ConfigurationFiles {
  private let contents: Lock<[String: Entry]>

  struct Entry: Sendable {
    var bytes: [UInt8]
    var isExecutable = false
    var error: FileAccessError.Code?
    var readings = 0
    /// Runs once, before the file is read.
    var event: (@Sendable () -> Void)?
  }

  init(_ texts: [String: String] = [:]) {
    contents = Lock(texts.mapValues { Entry(bytes: Array($0.utf8)) })
  }

  subscript(path: String) -> String? {
    get { contents.withLock { $0[path].map { String(decoding: $0.bytes, as: UTF8.self) } } }
    set {
      contents.withLock { contents in
        guard let newValue else {
          contents[path] = nil
          return
        }
        contents[path, default: Entry(bytes: [])].bytes = Array(newValue.utf8)
        contents[path]?.error = nil
      }
    }
  }

  func set(_ path: String, _ bytes: [UInt8]) { contents.withLock { $0[path] = Entry(bytes: bytes) } }

  func fail(_ path: String, with code: FileAccessError.Code) {
    contents.withLock { $0[path, default: Entry(bytes: [])].error = code }
  }

  func makeExecutable(_ path: String) {
    contents.withLock { $0[path, default: Entry(bytes: [])].isExecutable = true }
  }

  func readings(of path: String) -> Int { contents.withLock { $0[path]?.readings ?? 0 } }

  /// Runs a closure once, when the file is about to be read.
  func beforeReading(_ path: String, _ event: @escaping @Sendable () -> Void) {
    contents.withLock { $0[path]?.event = event }
  }

  var paths: [String] { contents.withLock { $0.keys.sorted() } }

  func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
    let event = contents.withLock { contents in
      defer { contents[path]?.event = nil }
      return contents[path]?.event
    }
    event?()
    let result = contents.withLock { contents -> Result<[UInt8], FileAccessError> in
      guard contents[path] != nil else { return .failure(FileAccessError(.notFound, path: path)) }
      contents[path]?.readings += 1
      if let code = contents[path]?.error { return .failure(FileAccessError(code, path: path)) }
      let bytes = contents[path]?.bytes ?? []
      return bytes.count > limit ? .failure(FileAccessError(.tooLarge, path: path)) : .success(bytes)
    }
    return try result.get()
  }

  func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) { set(path, bytes) }

  func createExclusively(_ path: String) throws(FileAccessError) {
    let isNew = contents.withLock { contents in
      guard contents[path] == nil else { return false }
      contents[path] = Entry(bytes: [])
      return true
    }
    if !isNew { throw FileAccessError(.alreadyExists, path: path) }
  }

  func remove(_ path: String) throws(FileAccessError) {
    let old = contents.withLock { $0.removeValue(forKey: path) }
    if old == nil { throw FileAccessError(.notFound, path: path) }
  }

  func isExecutable(_ path: String) -> Bool { contents.withLock { $0[path]?.isExecutable ?? false } }
  func isFile(_ path: String) -> Bool { contents.withLock { $0[path] != nil } }
}

extension ConfigurationEnvironment {
  /// An environment of a test: home is `/home/me`, the current folder `/work`.
  static func test(
    _ files: InMemoryFiles = InMemoryFiles(), variables: [String: String] = [:], isTerminal: Bool = false
  ) -> ConfigurationEnvironment {
    ConfigurationEnvironment(
      variables: variables, homeDirectory: "/home/me", currentDirectory: "/work",
      isStandardInputTerminal: isTerminal, files: files)
  }
}

/// PEM blocks that are well-formed and mean nothing.
enum TestPEM {
  static func certificate(_ text: String = "certificate") -> String { block("CERTIFICATE", text) }
  static func key(_ text: String = "key") -> String { block("PRIVATE KEY", text) }

  static func block(_ label: String, _ text: String) -> String {
    "-----BEGIN \(label)-----\n\(base64(text))\n-----END \(label)-----\n"
  }
}
