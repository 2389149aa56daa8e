internal import CKubernetesCurl
internal import KubernetesCore

extension CurlEngine {
  /// Lets libcurl make a connection.
  func connect(_ start: CurlConnection.Start) {
    isDirty = true
    do {
      let handle = try makeHandle()
      handle.set(CURLOPT_URL, origin.url + "/")
      handle.set(CURLOPT_CONNECT_ONLY, 1)
      handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
      // A plain connection through an HTTP proxy needs a tunnel, too.
      handle.set(CURLOPT_HTTPPROXYTUNNEL, 1)
      // See `prepare`: libcurl must not take this for what the server speaks.
      handle.set(CURLOPT_ADDRESS_SCOPE, 1)
      let code = curl_multi_add_handle(multi, handle.easy)
      guard code == CURLM_OK else { throw TransportError(.other, String(cString: curl_multi_strerror(code))) }
      connections[start.id] = CurlConnection(start, handle)
      opening[handle.easy] = start.id
    } catch {
      start.pipe.finish(throwing: error)
      start.continuation.resume(throwing: error)
    }
  }

  /// libcurl has made the connection of a handle, or has failed to; false when the handle is an exchange's.
  func opened(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) -> Bool {
    guard let id = opening.removeValue(forKey: easy) else { return false }
    guard let connection = connections[id] else { return true }
    var socket: Int32 = -1
    _ = kc_info_socket(easy, &socket)
    guard code == CURLE_OK, socket >= 0 else {
      close(connection, failure(code, connection))
      return true
    }
    connection.opened(socket)
    progress(connection)
    return true
  }

  func send(_ send: CurlConnection.Send) {
    guard let connection = connections[send.id] else {
      send.continuation?.resume(throwing: TransportError(.closed, "the connection is closed"))
      return
    }
    connection.enqueue(send)
    progress(connection)
  }

  /// Goes on with the connections whose sockets are ready, and with those that had more than one turn's worth.
  func progress(ready sockets: [Int32]) {
    for id in busy.take() {
      if let connection = connections[id] { progress(connection) }
    }
    guard !sockets.isEmpty else { return }
    for connection in Array(connections.values) where sockets.contains(connection.socket) { progress(connection) }
  }

  /// Moves bytes, and waits for the socket where there are none to be had.
  func progress(_ connection: CurlConnection) {
    guard connection.isOpen else { return }
    do {
      if try connection.receive() {
        busy.insert(connection.id)
        isDirty = true
      }
      try connection.transmit()
    } catch {
      close(connection, failure(error.code, connection))
      return
    }
    let (reads, writes) = (connection.wantsToRead, connection.wantsToWrite)
    // A socket that nobody wants anything of could only tell, again and again, that its peer has gone.
    if reads || writes {
      poller?.watch(connection.socket, reading: reads, writing: writes)
    } else {
      poller?.forget(connection.socket)
    }
  }

  /// Ends a connection: leaving the multi is what closes it.
  func close(_ connection: CurlConnection, _ error: any Error) {
    connections[connection.id] = nil
    opening[connection.handle.easy] = nil
    busy.remove(connection.id)
    isDirty = true
    if connection.isOpen { poller?.forget(connection.socket) }
    connection.handle.set(CURLOPT_FORBID_REUSE, 1)
    curl_multi_remove_handle(multi, connection.handle.easy)
    connection.fail(error)
  }

  private func failure(_ code: CURLcode, _ connection: CurlConnection) -> TransportError {
    TransportError(code, connection.handle, isBeforeResponse: !connection.isOpen, of: configuration)
  }
}

extension Set {
  /// Hands over the members and leaves none.
  fileprivate mutating func take() -> Set {
    let members = self
    self = []
    return members
  }
}
