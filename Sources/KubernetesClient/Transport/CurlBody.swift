internal import KubernetesCore
internal import KubernetesLocks

/// The consumer's end of a streamed exchange. Releasing it ends the exchange.
final class CurlBody: BodySource {
  private struct Reading: ~Copyable {
    var inflater: Inflater?
    var isReading = false
    var isCancelled = false

    /// The next decompressed piece of what was fed.
    mutating func next() throws -> Bytes? {
      if isCancelled { throw CancellationError() }
      return try inflater?.next()
    }

    /// The bytes themselves when they are not compressed.
    mutating func feed(_ bytes: Bytes) throws -> Bytes? {
      if isCancelled { throw CancellationError() }
      if inflater == nil { return bytes }
      inflater?.feed(bytes)
      return nil
    }
  }

  private let id: UInt64
  private let pipe: ResponsePipe
  private let transport: CurlTransport
  private let reading = Lock(Reading())

  init(id: UInt64, pipe: ResponsePipe, transport: CurlTransport) {
    self.id = id
    self.pipe = pipe
    self.transport = transport
  }

  deinit {
    if !pipe.isFinished { transport.loop.cancel(id) }
  }

  /// From here on the bytes are taken for gzip.
  func decompress() { reading.withLock { $0.inflater = Inflater() } }

  func head() async throws -> [UInt8] {
    while true {
      if let head = try pipe.takeHead() { return head }
      try await wait()
    }
  }

  func next() async throws -> Bytes? {
    try reading.withLock { reading in
      if reading.isReading { throw TransportError(.invalidRequest, "the body is being read by another task") }
      reading.isReading = true
    }
    defer { reading.withLock { $0.isReading = false } }
    while true {
      if let piece = try reading.withLock({ try $0.next() }) { return piece }
      switch try pipe.take() {
      case .bytes(let bytes, let resumes):
        if resumes { transport.loop.resume(id) }
        if let plain = try reading.withLock({ try $0.feed(bytes) }) { return plain }
      case .end:
        try reading.withLock { try $0.inflater?.finish() }
        return nil
      case .empty:
        try await wait()
      }
    }
  }

  func cancel() {
    pipe.cancel()
    // Nothing that was read but not handed out comes after this.
    reading.withLock { $0.isCancelled = true }
    transport.loop.cancel(id)
  }

  private func wait() async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { pipe.park($0) }
    } onCancel: {
      cancel()
    }
    try Task.checkCancellation()
  }
}
