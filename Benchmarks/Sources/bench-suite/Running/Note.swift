import Foundation

/// Progress, on the standard error.
enum Note {
  static func say(_ text: String) { FileHandle.standardError.write(Data("bench: \(text)\n".utf8)) }
}
