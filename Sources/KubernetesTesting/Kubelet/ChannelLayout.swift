import KubernetesCore

/// How the streams of one WebSocket are told apart: the first byte of each binary message is a channel.
struct ChannelLayout: Sendable, Equatable {
  static let stdin: UInt8 = 0
  static let stdout: UInt8 = 1
  static let stderr: UInt8 = 2
  static let error: UInt8 = 3
  static let resize: UInt8 = 4
  /// In the fifth version: the channel that the second byte names is at its end.
  static let close: UInt8 = 255

  /// The channels that the client writes, apart from sizes.
  var inputs: Set<UInt8>
  /// The channels that the server writes, apart from errors.
  var outputs: Set<UInt8>
  var isTerminal = false
  /// Whether the client can close a channel.
  var canClose: Bool
  /// Whether messages are pieces of one stream of bytes, the first channel, instead of pieces of channels.
  var isRaw = false

  /// The protocols that are spoken, as WebSocket subprotocols.
  static let v5 = "v5.channel.k8s.io"
  static let v4 = "v4.channel.k8s.io"

  /// The first of the offered protocols that is spoken; nil for none.
  static func chosen(of offered: [String]) -> String? { offered.first { $0 == v5 || $0 == v4 } }

  /// The streams of a command.
  init(_ request: ScriptedKubelet.ExecRequest, protocolName: String) {
    inputs = request.hasStdin ? [Self.stdin] : []
    outputs = []
    if request.hasStdout { outputs.insert(Self.stdout) }
    if request.hasStderr, !request.isTerminal { outputs.insert(Self.stderr) }
    isTerminal = request.isTerminal
    canClose = protocolName == Self.v5
  }

  /// One stream of bytes in each direction.
  static var raw: ChannelLayout {
    var layout = ChannelLayout(ports: [0])
    layout.isRaw = true
    return layout
  }

  /// Two channels a port: data, and errors.
  init(ports: [Int]) {
    inputs = Set(ports.indices.map { UInt8(truncatingIfNeeded: $0 * 2) })
    outputs = inputs.union(inputs.map { $0 + 1 })
    canClose = false
  }
}

/// What a message of the client says.
enum ChannelMessage: Sendable, Equatable {
  case data(UInt8, Bytes)
  case end(UInt8)
  case size(ScriptedKubelet.TerminalSize)
  /// Nothing that means anything.
  case ignored

  init(_ bytes: Bytes, _ layout: ChannelLayout) {
    self = .ignored
    guard bytes.count > 0 else { return }
    if layout.isRaw {
      self = .data(0, bytes)
      return
    }
    let channel = bytes.withUnsafeBytes { $0[0] }
    let rest = bytes[1..<bytes.count]
    if channel == ChannelLayout.close, layout.canClose {
      if rest.count == 1 { self = .end(rest.withUnsafeBytes { $0[0] }) }
    } else if layout.inputs.contains(channel) {
      self = .data(channel, rest)
    } else if channel == ChannelLayout.resize, layout.isTerminal {
      guard let size = try? JSONParser.parse(rest), let width = size["Width"]?.int, let height = size["Height"]?.int,
        0...65_535 ~= width, 0...65_535 ~= height
      else { return }
      self = .size(.init(width: Int(width), height: Int(height)))
    }
  }
}
