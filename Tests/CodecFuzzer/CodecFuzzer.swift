import Foundation
import KubernetesModels
import KubernetesTestSupport

@testable import KubernetesCore

/// What libFuzzer calls with every input. Built by `.ci/fuzz` alone: a program without a main function of its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count >= FuzzInput.headSize else { return 0 }
  let input = FuzzInput(UnsafeBufferPointer(start: start, count: count))
  switch input.subject {
  case .value: CodecFuzzer.value(input)
  case .list: CodecFuzzer.list(input)
  case .frames: CodecFuzzer.frames(input)
  case .json: CodecFuzzer.json(input)
  }
  return 0
}

/// What libFuzzer calls before anything else: with `CODEC_FUZZER_SEEDS=FOLDER` inputs to begin with are written there,
/// two of every type and format, and the program ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeRawPointer, _: UnsafeRawPointer) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["CODEC_FUZZER_SEEDS"] else { return 0 }
  do {
    try CodecFuzzer.writeSeeds(to: URL(filePath: folder, directoryHint: .isDirectory))
  } catch {
    fatalError("no seeds: \(error)")
  }
  exit(0)
}

/// What must hold of any bytes: they are refused with an error, or what is read of them can be used in every way, and
/// means the same however it was read.
enum CodecFuzzer {
  private static func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError(message()) }
  }

  // MARK: Values

  static func value(_ input: FuzzInput) {
    let type = AllModels.types[input.number % AllModels.types.count]
    value(type, input)
  }

  private static func value<T: Model>(_ type: T.Type, _ input: FuzzInput) {
    let format = input.format
    guard let shared = try? T(wire: input.bytes, format: format, context: DecodingContext()) else {
      expect(
        (try? T(wire: input.bytes, format: format, context: DecodingContext(sharing: .none))) == nil,
        "\(T.self): refused with sharing, and not without")
      return
    }
    guard let alone = try? T(wire: input.bytes, format: format, context: DecodingContext(sharing: .none)) else {
      fatalError("\(T.self): refused without sharing, and not with it")
    }
    // A number that is no number is equal to nothing.
    guard alone == alone else { return }
    expect(alone == shared, "\(T.self): sharing makes a difference")
    expect(alone.hashValue == shared.hashValue, "\(T.self): equal values, other hashes")
    for written in WireFormat.allCases {
      guard let bytes = try? shared.encoded(format: written) else { continue }
      guard let again = try? T(wire: bytes, format: written, context: DecodingContext()) else {
        fatalError("\(T.self): what was written as \(written) cannot be read")
      }
      // Unknown fields stay in the format they came in, and times lose what JSON has no place for.
      if written == format {
        expect((try? again.encoded(format: written)) == bytes, "\(T.self): written differently the second time")
      }
    }
  }

  // MARK: Lists and frames

  /// The parts of a list do not depend on where pieces end.
  static func list(_ input: FuzzInput) {
    expect(
      ListOutcome(input.format, [input.bytes]) == ListOutcome(input.format, input.pieces),
      "a list depends on how it is cut")
  }

  private struct Outcome<Part: Equatable>: Equatable {
    var parts: [Part] = []
    var failure: WireError.Code?
  }

  /// The frames of a watch do not depend on where pieces end.
  static func frames(_ input: FuzzInput) {
    expect(
      frames(input.format, [input.bytes]) == frames(input.format, input.pieces), "frames depend on how they are cut")
  }

  private static func frames(_ format: WireFormat, _ pieces: [Bytes]) -> Outcome<Bytes> {
    var splitter = FrameSplitter(format)
    var outcome = Outcome<Bytes>()
    do {
      for piece in pieces {
        splitter.feed(piece)
        while let frame = try splitter.next() { outcome.parts.append(frame) }
      }
      try splitter.finish()
    } catch {
      outcome.failure = (error as? WireError)?.code ?? .unsupported
    }
    return outcome
  }

  // MARK: Any JSON

  static func json(_ input: FuzzInput) {
    guard let value = try? JSONValue(json: input.bytes) else {
      expect((try? RawJSON(checking: input.bytes.array)) == nil || !isReadable(input.bytes), "raw JSON is laxer")
      return
    }
    expect((try? RawJSON(checking: input.bytes.array)) != nil, "raw JSON is stricter")
    guard value == value, let written = try? value.jsonBytes() else { return }
    guard let again = try? JSONValue(json: Bytes(written)) else { fatalError("what was written cannot be read") }
    expect(again == value, "written and read, and another value")
    _ = try? Unstructured(wire: input.bytes, format: .json, context: DecodingContext())
    _ = try? UnstructuredList(wire: input.bytes, format: .json, context: DecodingContext())
  }

  /// Numbers out of range are valid JSON that cannot be read as a value.
  private static func isReadable(_ bytes: Bytes) -> Bool {
    do {
      _ = try JSONValue(json: bytes)
      return true
    } catch {
      return error.code != .outOfRange
    }
  }

  // MARK: Seeds

  /// What libFuzzer is told not to exceed.
  private static let longestSeed = 65_536 - FuzzInput.headSize

  static func writeSeeds(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, type) in AllModels.types.enumerated() {
      for seed in 0..<2 { try writeSeeds(type, index, UInt64(seed), folder) }
    }
  }

  private static func writeSeeds<T: Model>(_ type: T.Type, _ index: Int, _ seed: UInt64, _ folder: URL) throws {
    var random = RandomModel(seed: seed)
    let text = Bytes(try random.json(T.fieldTable).jsonBytes())
    let value = try T(wire: text, format: .json, context: DecodingContext())
    for format in WireFormat.allCases where format == .json || T.wireFormats.contains(.protobuf) {
      let head = FuzzInput.head(.value, format, number: index)
      let document = try value.encoded(format: format).array
      if document.count > longestSeed { continue }
      try Data(head + document).write(to: folder.appending(path: "\(T.self)-\(seed).\(format)"))
    }
  }
}
