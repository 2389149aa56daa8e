#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// One measured value: what every benchmark process prints, one JSON line each.
public struct Sample: Codable, Sendable {
  /// The case, as in the catalog of rows.
  public let name: String
  /// The unit of `value`.
  public let unit: String
  /// What was measured.
  public let value: Double

  /// A sample.
  public init(name: String, unit: String, value: Double) {
    self.name = name
    self.unit = unit
    self.value = value
  }

  /// Prints the sample as one line.
  public func emit() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}

/// Prints one sample.
public func emit(_ name: String, _ unit: String, _ value: Double) throws {
  try Sample(name: name, unit: unit, value: value).emit()
}
