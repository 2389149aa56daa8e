/// The files that configuration and credentials are read from and written to.
///
/// ``LocalFiles`` is the real thing; tests give their own. Calls are synchronous: they touch a few small files, and on
/// a hung network file system they hang with it.
public protocol ConfigurationFiles: Sendable {
  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: An absolute path.
  ///   - limit: The most bytes to read; a larger file is ``FileAccessError/Code/tooLarge``.
  func read(_ path: String, limit: Int) throws(FileAccessError) -> [UInt8]

  /// Puts a file in the place of whatever is there, atomically, readable and writable by its owner alone (0600).
  /// Missing folders on the way are made. A symbolic link stays one: what it points to is replaced.
  func replace(_ path: String, with bytes: [UInt8]) throws(FileAccessError)

  /// Makes an empty file, which must not exist.
  func createExclusively(_ path: String) throws(FileAccessError)

  /// Removes a file.
  func remove(_ path: String) throws(FileAccessError)

  /// True when there is a file (not a folder) that this process may execute.
  func isExecutable(_ path: String) -> Bool

  /// True when there is a file (not a folder).
  func isFile(_ path: String) -> Bool
}
