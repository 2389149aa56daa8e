#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif
#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The files of this machine.
public struct LocalFiles: ConfigurationFiles {
  /// The files of this machine.
  public init() {}

  /// Reads a whole file.
  public func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8] {
    try Self.mapping(path) {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
      return try file.closeAfter {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
          let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
          if count == 0 { return bytes }
          bytes.append(contentsOf: chunk[..<count])
          guard bytes.count <= limit else { throw FileAccessError(.tooLarge, path: path) }
        }
      }
    }
  }

  /// Writes a file beside the old one and renames it.
  public func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError) {
    let target = Self.resolvingLinks(path)
    try Self.createFolder(of: target)
    let temporary = "\(target).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    do {
      try Self.mapping(path) {
        let file = try FileDescriptor.open(
          FilePath(temporary), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
          permissions: .ownerReadWrite)
        _ = try file.closeAfter {
          try file.writeAll(bytes)
          guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        guard rename(temporary, target) == 0 else { throw Errno(rawValue: errno) }
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Makes an empty file, which must not exist.
  public func createExclusively(_ path: String) throws(FileAccessError) {
    try Self.createFolder(of: path)
    try Self.mapping(path) {
      try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite
      ).close()
    }
  }

  /// Removes a file.
  public func remove(_ path: String) throws(FileAccessError) {
    try Self.mapping(path) {
      guard unlink(path) == 0 else { throw Errno(rawValue: errno) }
    }
  }

  /// True when there is a file that this process may execute.
  public func isExecutable(_ path: String) -> Bool { isFile(path) && access(path, X_OK) == 0 }

  /// True when there is a file.
  public func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }
}

extension LocalFiles {
  private static func mapping<Value>(_ path: String, _ body: () throws -> Value) throws(FileAccessError) -> Value {
    do {
      return try body()
    } catch let error as FileAccessError {
      throw error
    } catch let error as Errno {
      let code: FileAccessError.Code =
        switch error {
        case .noSuchFileOrDirectory, .notDirectory: .notFound
        case .permissionDenied, .notPermitted: .permissionDenied
        case .isDirectory: .isDirectory
        case .fileExists: .alreadyExists
        default: .other
        }
      throw FileAccessError(code, path: path, reason: error.description)
    } catch {
      throw FileAccessError(.other, path: path, reason: "\(error)")
    }
  }

  /// The file that a chain of symbolic links ends in, so that replacing it leaves the links alone.
  private static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func createFolder(of path: String) throws(FileAccessError) {
    var missing: [FilePath] = []
    var folder = FilePath(path).removingLastComponent()
    while !folder.isEmpty, access(folder.string, F_OK) != 0, folder.lastComponent != nil {
      missing.append(folder)
      folder = folder.removingLastComponent()
    }
    try mapping(path) {
      for folder in missing.reversed() where mkdir(folder.string, 0o755) != 0 && errno != EEXIST {
        throw Errno(rawValue: errno)
      }
    }
  }
}
