internal import Foundation
internal import KubernetesCore

extension YAMLValue {
  /// Reads every document of a file.
  ///
  /// UTF-8 is expected; a byte order mark may say otherwise. What is read is bounded in depth and size, aliases
  /// included.
  static func documents(in bytes: [UInt8], file: String?) throws(ConfigurationError) -> [YAMLValue] {
    let text = try decodeText(bytes, file: file)
    do {
      var documents = try YAMLDocuments(text)
      var values: [YAMLValue] = []
      while let value = try documents.next() { values.append(value) }
      return values
    } catch {
      throw ConfigurationError(.invalidSyntax, error.message, file: file, remedy: "correct the file")
    }
  }

  private static func decodeText(_ bytes: [UInt8], file: String?) throws(ConfigurationError) -> String {
    let text: String? =
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        String(validating: bytes.dropFirst(3), as: UTF8.self)
      } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        String(data: Data(bytes), encoding: .utf16)
      } else {
        String(validating: bytes, as: UTF8.self)
      }
    guard let text else {
      throw ConfigurationError(
        .invalidSyntax, "the file is not valid UTF-8 text", file: file, remedy: "save it as UTF-8")
    }
    return text
  }
}
