internal import KubernetesCore

/// Changes kubeconfig files: each entry in the file that it came from.
///
/// Works as `kubectl config` does. Entries that a change leaves alone are not touched, and neither are the fields of
/// other programs; comments are lost in files that are written. A new entry goes to the loader's
/// ``KubeconfigLoader/defaultPath``. Files are replaced as a whole, readable by their owner alone.
///
/// While it works, a lock file stands beside every file that may change (`config.lock`), as `kubectl` makes one. Where
/// one stands already, nothing is changed.
public struct KubeconfigEditor: Sendable {
  /// Which files there are.
  public var loader: KubeconfigLoader

  /// An editor of the files that a loader finds.
  public init(_ loader: KubeconfigLoader = KubeconfigLoader()) { self.loader = loader }

  /// Loads the files, lets a closure change the result, and writes what it has changed.
  ///
  /// - Parameter change: Changes the merged configuration. When it throws, nothing is written.
  /// - Returns: The configuration as it is now.
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`, or what `change` throws. Files are
  ///   written one after the other; when one fails, those before it are written.
  @discardableResult
  public func modify(_ change: (inout Kubeconfig) throws -> Void) throws -> Kubeconfig {
    let paths = loader.paths
    guard let defaultPath = loader.defaultPath else {
      throw ConfigurationError(
        .notWritable, "there is no file to write to", remedy: "give a path, or set KUBECONFIG or HOME"
      ).kubernetesError
    }
    return try withLocks(paths.filter { $0 == defaultPath || loader.environment.files.isFile($0) }) {
      // A file that is to be written for the first time need not exist.
      let isNew = loader.explicitPath != nil && !loader.environment.files.isFile(defaultPath)
      var before = isNew ? Kubeconfig() : try loader.load()
      before.notices = []
      var after = before
      try change(&after)
      guard after != before else { return after }
      var edits = Edits(defaultPath: defaultPath)
      edits.compare(before.clusters, after.clusters, \.clusters) { $0.resolvePaths(in: $1) }
      edits.compare(before.users, after.users, \.users) { $0.resolvePaths(in: $1) }
      edits.compare(before.contexts, after.contexts, \.contexts) { _, _ in }
      edits.compareContexts(before, after)
      edits.compareTopLevel(before, after)
      for (path, changes) in edits.changes.sorted(by: { $0.key < $1.key }) {
        try write(path, changes: changes)
      }
      return after
    }
  }

  private func write(_ path: String, changes: [@Sendable (inout Kubeconfig) -> Void]) throws {
    do {
      var optional = loader
      optional.explicitPath = nil
      var file = try optional.read(path) ?? Kubeconfig()
      for change in changes { change(&file) }
      let bytes = Array(try file.text().utf8)
      do {
        try loader.environment.files.replace(path, with: bytes)
      } catch {
        throw ConfigurationError(
          .notWritable, error.reason, file: path, remedy: "make the file and its folder writable for this user")
      }
    } catch let error as ConfigurationError {
      throw error.kubernetesError
    }
  }

  private func withLocks<Value>(_ paths: [String], _ body: () throws -> Value) throws -> Value {
    let files = loader.environment.files
    var locked: [String] = []
    defer { for path in locked.reversed() { try? files.remove(path) } }
    // In one order everywhere, so that two editors of the same files do not stop each other half-way.
    for path in paths.sorted() {
      let lock = "\(path).lock"
      do {
        try files.createExclusively(lock)
        locked.append(lock)
      } catch {
        let isTaken = error.code == .alreadyExists
        throw ConfigurationError(
          .notWritable, isTaken ? "another program is changing the file" : error.reason, file: isTaken ? path : lock,
          remedy: isTaken
            ? "try again; if no other program runs, remove \(lock)" : "make the folder writable for this user"
        ).kubernetesError
      }
    }
    return try body()
  }
}
