import Foundation
import Measure

/// One of the two programs.
struct Side: Sendable {
  let program: String

  /// Runs it and returns its samples. A run that fails gets a second try: what is measured is speed, and a full run is
  /// too long to be lost to one broken connection; a fault that stays stops the suite.
  func run(_ words: [String]) throws -> [Sample] {
    do { return try runOnce(words) } catch {
      Note.say("\(error); once more")
      return try runOnce(words)
    }
  }

  private func runOnce(_ words: [String]) throws -> [Sample] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.standardOutput = output
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw SuiteError(
        description: "\(program) \(words.joined(separator: " ")) failed with \(process.terminationStatus): "
          + String(decoding: text.suffix(500), as: UTF8.self))
    }
    let decoder = JSONDecoder()
    let samples = try text.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Sample.self, from: Data($0)) }
    // Times, bytes and rates are positive; anything else was measured wrongly.
    if let wrong = samples.first(where: { !($0.value > 0 && $0.value.isFinite) }) {
      throw SuiteError(description: "\(program) \(words.joined(separator: " ")): \(wrong.name) is \(wrong.value)")
    }
    return samples
  }
}

/// Why the suite stopped.
struct SuiteError: Error, CustomStringConvertible {
  let description: String
}
