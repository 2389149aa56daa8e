import KubernetesCore

/// One command in a container of ``InMemoryContainers``.
struct InMemoryCommand: Sendable {
  let containers: InMemoryContainers
  let container: ScriptedKubelet.Container
  let streams: ScriptedKubelet.Streams

  /// Runs a command; returns its exit code.
  func run(_ words: [String]) async throws -> Int {
    let arguments = Array(words.dropFirst())
    switch words.first {
    case "true": return 0
    case "false": return 1
    case "exit": return Int(arguments.first ?? "0") ?? 2
    case "echo": return try await print(arguments.joined(separator: " "))
    case "hostname": return try await print(container.pod)
    case "env": return try await print("HOSTNAME=\(container.pod)")
    case "cat": return try await cat(arguments)
    case "tee": return try await tee(arguments)
    case "ls": return try await list(arguments.last ?? "/")
    case "rm": return try await remove(arguments)
    case "test": return test(arguments)
    case "tar": return try await tar(arguments)
    case "sh", "/bin/sh": return try await shell(arguments)
    default:
      return try await fail(127, "\(words.first ?? ""): not found")
    }
  }

  private func print(_ text: String) async throws -> Int {
    try await streams.writeStdout(Bytes(text + "\n"))
    return 0
  }

  private func fail(_ code: Int, _ text: String) async throws -> Int {
    try await streams.writeStderr(Bytes(text + "\n"))
    return code
  }

  /// An absolute path without empty parts and dots.
  static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private func wholeInput() async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try await streams.readStdin() { bytes += piece.array }
    return bytes
  }

  private func cat(_ paths: [String]) async throws -> Int {
    if paths.isEmpty {
      while let bytes = try await streams.readStdin() { try await streams.writeStdout(bytes) }
      return 0
    }
    for path in paths {
      guard let contents = containers.files(of: container)[Self.absolute(path)] else {
        return try await fail(1, "cat: \(path): No such file or directory")
      }
      try await streams.writeStdout(Bytes(contents))
    }
    return 0
  }

  private func tee(_ paths: [String]) async throws -> Int {
    let bytes = try await wholeInput()
    containers.change(container) { files in
      for path in paths { files[Self.absolute(path)] = bytes }
    }
    try await streams.writeStdout(Bytes(bytes))
    return 0
  }

  /// The files below a folder, or a file itself.
  private func paths(below path: String) -> [String] {
    let path = Self.absolute(path)
    let folder = path == "/" ? path : path + "/"
    return containers.files(of: container).keys.filter { $0 == path || $0.hasPrefix(folder) }.sorted()
  }

  private func list(_ path: String) async throws -> Int {
    let folder = Self.absolute(path) == "/" ? "/" : Self.absolute(path) + "/"
    let found = paths(below: path)
    if found.isEmpty, folder != "/" { return try await fail(2, "ls: \(path): No such file or directory") }
    var names: [String] = []
    for file in found {
      let name = file.hasPrefix(folder) ? String(file.dropFirst(folder.count).prefix { $0 != "/" }) : path
      if names.last != name { names.append(name) }
    }
    return names.isEmpty ? 0 : try await print(names.joined(separator: "\n"))
  }

  private func remove(_ paths: [String]) async throws -> Int {
    for path in paths where !path.hasPrefix("-") {
      let found = self.paths(below: path)
      if found.isEmpty, !paths.contains(where: { $0.hasPrefix("-") && $0.contains("f") }) {
        return try await fail(1, "rm: \(path): No such file or directory")
      }
      containers.change(container) { files in
        for file in found { files[file] = nil }
      }
    }
    return 0
  }

  private func test(_ arguments: [String]) -> Int {
    guard arguments.count == 2 else { return 2 }
    let path = Self.absolute(arguments[1])
    let found = paths(below: path)
    switch arguments[0] {
    // Every container has these folders.
    case "-d": return path == "/" || path == "/tmp" || found.contains { $0 != path } ? 0 : 1
    case "-f", "-e": return found.contains(path) ? 0 : 1
    default: return 2
    }
  }

  /// `tar cf - PATH…` and `tar -xmf - [-C FOLDER]`.
  private func tar(_ arguments: [String]) async throws -> Int {
    var rest = arguments.filter { !$0.hasPrefix("--") }
    let mode = rest.isEmpty ? "" : rest.removeFirst()
    var folder = "/"
    if let at = rest.firstIndex(of: "-C"), at + 1 < rest.count {
      folder = rest[at + 1]
      rest.removeSubrange(at...(at + 1))
    }
    rest.removeAll { $0 == "-" }
    do throws(TarArchive.Malformed) {
      if mode.contains("x") {
        let entries = try TarArchive.entries(try await input())
        containers.change(container) { files in
          for entry in entries { files[Self.absolute(folder + "/" + entry.path)] = entry.contents }
        }
        return 0
      }
      let files = containers.files(of: container)
      let found = rest.flatMap { paths(below: $0) }
      guard !found.isEmpty else {
        throw TarArchive.Malformed(message: "\(rest.first ?? ""): No such file or directory")
      }
      let archive = try TarArchive.archive(found.map { .init(path: String($0.dropFirst()), contents: files[$0] ?? []) })
      try await output(archive)
      return 0
    } catch {
      return try await fail(2, "tar: \(error.message)")
    }
  }

  private func input() async throws(TarArchive.Malformed) -> [UInt8] {
    do { return try await wholeInput() } catch { throw TarArchive.Malformed(message: "the input has broken off") }
  }

  private func output(_ bytes: [UInt8]) async throws(TarArchive.Malformed) {
    do {
      // Messages have a bound.
      for start in stride(from: 0, to: bytes.count, by: 1 << 15) {
        try await streams.writeStdout(Bytes(bytes[start..<min(bytes.count, start + 1 << 15)]))
      }
    } catch {
      throw TarArchive.Malformed(message: "the output has broken off")
    }
  }

  /// `sh -c 'COMMAND; COMMAND'`, without quotes, variables and pipes.
  private func shell(_ arguments: [String]) async throws -> Int {
    guard arguments.first == "-c", let text = arguments.dropFirst().first else {
      return try await fail(2, "sh: only sh -c is known")
    }
    var code = 0
    for command in text.split(separator: ";") {
      let words = command.split(separator: " ").map(String.init)
      if words.isEmpty { continue }
      code = try await run(words)
      if words[0] == "exit" { break }
    }
    return code
  }
}
