@testable import KubernetesCore

/// An input of the fuzzer: three bytes that say what it is for, and a document.
struct FuzzInput {
  /// What is tried.
  enum Subject: UInt8, CaseIterable {
    /// A value of some type.
    case value
    /// A list, item by item.
    case list
    /// A watch, frame by frame.
    case frames
    /// Any JSON.
    case json
  }

  static let headSize = 3

  let subject: Subject
  let format: WireFormat
  /// The type, or how long pieces are.
  let number: Int
  let bytes: Bytes

  init(_ input: UnsafeBufferPointer<UInt8>) {
    // Two bits have four values, and there are four cases.
    subject = Subject(rawValue: input[0] & 3)!
    format = input[0] & 4 == 0 ? .json : .protobuf
    number = Int(input[1]) | Int(input[2]) << 8
    bytes = Bytes(input.dropFirst(Self.headSize))
  }

  /// The document in pieces of one length.
  var pieces: [Bytes] {
    let size = number % 64 + 1
    return stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
  }

  static func head(_ subject: Subject, _ format: WireFormat, number: Int) -> [UInt8] {
    [subject.rawValue | (format == .json ? 0 : 4), UInt8(truncatingIfNeeded: number), UInt8(number >> 8)]
  }
}
