import Foundation
import Measure

/// One of the two programs.
struct Side: Sendable {
  let program: String

  /// Runs it once and adds its samples.
  func run(_ words: [String], into samples: inout [String: [Double]]) throws {
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
        description: "\(program) \(words.joined(separator: " ")) failed with \(process.terminationStatus)")
    }
    let decoder = JSONDecoder()
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let sample = try decoder.decode(Sample.self, from: Data(line))
      samples[sample.name, default: []].append(sample.value)
    }
  }
}

/// Why the suite stopped.
struct SuiteError: Error, CustomStringConvertible {
  let description: String
}
