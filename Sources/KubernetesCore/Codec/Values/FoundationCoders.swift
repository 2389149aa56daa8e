#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JSONEncoder {
  /// An encoder that writes what API servers read: dates as texts of RFC 3339, and members in a fixed order.
  static var ofAPI: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      let time = MicroTime(date)
      // A fraction only where there is one: it is not allowed everywhere.
      let text = time.nanoseconds == 0 ? time.time.description : time.description
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
    return encoder
  }
}

extension JSONDecoder {
  /// A decoder for what API servers write: dates are texts of RFC 3339.
  static var ofAPI: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let text = try decoder.singleValueContainer().decode(String.self)
      guard let time = try? Time(parsing: text) else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "expected a time of RFC 3339"))
      }
      return time.date
    }
    return decoder
  }
}
