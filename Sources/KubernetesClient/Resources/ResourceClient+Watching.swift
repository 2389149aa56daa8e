public import KubernetesCore

extension ResourceClient: ListerWatcher {
  /// Group, version and resource.
  public var watchedResource: GroupVersionResource? { resource }

  /// The namespace.
  public var watchedNamespace: String? { namespace }

  /// Opens a watch and gives its events in batches, as they arrive.
  ///
  /// Returns once the server has accepted the watch. Nothing is read ahead of the consumer beyond the transport's
  /// buffer. The stream ends when the server ends it cleanly, and throws ``KubernetesError`` for an `ERROR` event, for a
  /// broken connection and for an end inside a frame. Dropping it closes the request at once.
  public func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Object>, any Error> {
    let source = try await watchSource(options)
    return AsyncThrowingStream { try await source.next() }
  }

  /// Opens a watch and gives its events one by one: for loops in applications.
  ///
  /// One request, with one ending; an informer is what restarts it. An event whose object cannot be read ends the
  /// stream with an error.
  public func events(
    _ options: ListOptions = ListOptions()
  ) async throws -> AsyncThrowingStream<
    WatchEvent<Object>, any Error
  > {
    let source = try await watchSource(options)
    return AsyncThrowingStream { try await source.nextEvent() }
  }

  private func watchSource(_ options: ListOptions) async throws -> WatchSource<Object> {
    var request = RESTRequest(try .watch(path(), options), accept: watchAccept)
    if let seconds = options.timeoutSeconds {
      // The server ends the watch itself; silence well beyond that is a dead connection.
      request.idleTimeout = .seconds(seconds) + .seconds(30)
    }
    let answer = try await client.stream(request)
    guard answer.status == 200 else {
      throw KubernetesError(.decoding, "a watch was answered with status \(answer.status)")
    }
    let format = try Encoding.format(of: answer.headers)
    return WatchSource(
      body: answer.body, format: format, options: decoding, frameLimit: client.configuration.maximumWatchFrameBytes)
  }
}
