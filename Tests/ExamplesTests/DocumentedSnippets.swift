import Foundation

/// The pages of the documentation, and the sources of the tests.
enum DocumentedSnippets {
  /// The root of the checkout.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The README and every page of the documentation.
  static let pages: [String] = {
    let folder = "Documentation.docc"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
  }()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The blocks of code in a language that a page has, as lines.
  static func blocks(_ language: String, of page: String) throws -> [[String]] {
    var blocks: [[String]] = []
    var open: [String]?
    for line in try text(page).components(separatedBy: "\n") {
      if line == "```", let block = open {
        blocks.append(block)
        open = nil
      } else if line == "```\(language)" {
        open = []
      } else {
        open?.append(line)
      }
    }
    return blocks
  }

  /// The sources in folders beside this file, by name, as lines.
  static func sources(_ folders: [String]) throws -> [String: [String]] {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    var sources: [String: [String]] = [:]
    for folder in folders {
      let folder = here.appendingPathComponent(folder)
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      where file.pathExtension == "swift" {
        sources[file.lastPathComponent] = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      }
    }
    return sources
  }

  /// True if the lines stand in the source one after the other, all of them indented alike; imports stand at its top.
  static func stands(_ block: [String], in source: [String]) -> Bool {
    let imports = block.filter { $0.hasPrefix("import ") }
    let body = Array(block.drop { $0.hasPrefix("import ") || $0.isEmpty })
    guard let first = body.first, imports.allSatisfy(source.contains), source.count >= body.count else { return false }
    return (0...(source.count - body.count)).contains { start in
      guard source[start].hasSuffix(first) else { return false }
      let indentation = source[start].dropLast(first.count)
      guard indentation.allSatisfy({ $0 == " " }) else { return false }
      return zip(body, source[start...]).allSatisfy { line, found in
        found == (line.isEmpty ? "" : indentation + line)
      }
    }
  }
}
