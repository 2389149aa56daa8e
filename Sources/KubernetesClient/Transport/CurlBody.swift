internal import KubernetesCore
internal import KubernetesLocks

/// The consumer's end of a streamed exchange. Releasing it ends the exchange.
final class CurlBody: BodySource {
  private let id: UInt64
  private let pipe: ResponsePipe
  private let transport: CurlTransport
  private let inflater = Lock<Inflater?>(nil)

  init(id: UInt64, pipe: ResponsePipe, transport: CurlTransport) {
    self.id = id
    self.pipe = pipe
    self.transport = transport
  }

  deinit { transport.loop.cancel(id) }

  /// From here on the bytes are taken for gzip.
  func decompress() { inflater.withLock { $0 = Inflater() } }

  func head() async throws -> [UInt8] {
    while true {
      if let head = try pipe.takeHead() { return head }
      try await wait()
    }
  }

  func next() async throws -> Bytes? {
    while true {
      if let piece = try inflater.withLock({ try $0?.next() }) { return piece }
      switch try pipe.take() {
      case .bytes(let bytes, let resumes):
        if resumes { transport.loop.resume(id) }
        let isCompressed = inflater.withLock { inflater in
          inflater?.feed(bytes)
          return inflater != nil
        }
        if !isCompressed { return bytes }
      case .end:
        try inflater.withLock { try $0?.finish() }
        return nil
      case .empty:
        try await wait()
      }
    }
  }

  func cancel() {
    pipe.finish(throwing: CancellationError())
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
