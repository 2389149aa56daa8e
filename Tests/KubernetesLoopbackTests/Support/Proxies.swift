import KubernetesLocks

/// Proxies that send every connection to one port, whatever they are asked for, and remember what that was.
enum Proxies {
  /// `CONNECT host:port HTTP/1.1`; `refusal` answers in place of a tunnel.
  static func connect(
    to port: Int, at host: String = "127.0.0.1", refusal: String? = nil, log: EventLog<String>
  ) -> RawServer.Script {
    { client in
      guard let head = try await client.readHead() else { return }
      log.append(head)
      if let refusal { return try await client.write(refusal) }
      let upstream = try await RawConnection.connect(host: host, port: port)
      try await client.write("HTTP/1.1 200 Connection established\r\n\r\n")
      try await RawConnection.splice(client, upstream)
    }
  }

  /// Passes everything on, until the gate opens: from then on the first connection takes bytes and passes none.
  static func stalling(to port: Int, when stalls: Gate) -> RawServer.Script {
    { client in
      let upstream = try await RawConnection.connect(port: port)
      try await RawConnection.splice(client, upstream) { !stalls.isOpen || client.number > 1 }
    }
  }

  /// SOCKS 5 without authentication: RFC 1928.
  static func socks5(to port: Int, log: EventLog<String>) -> RawServer.Script {
    { client in
      let greeting = try await client.read(exactly: 2)
      guard greeting.count == 2, greeting[0] == 5 else { return }
      _ = try await client.read(exactly: Int(greeting[1]))
      try await client.write([5, 0])
      let request = try await client.read(exactly: 4)
      guard request.count == 4, request[1] == 1 else { return }
      let host: String
      switch request[3] {
      case 1: host = try await client.read(exactly: 4).map(String.init).joined(separator: ".")
      case 3:
        let length = try await client.read(exactly: 1)
        host = String(decoding: try await client.read(exactly: Int(length.first ?? 0)), as: UTF8.self)
      default: host = "\(try await client.read(exactly: 16))"
      }
      let asked = try await client.read(exactly: 2)
      log.append("\(host):\(Int(asked[0]) << 8 | Int(asked[1]))")
      let upstream = try await RawConnection.connect(port: port)
      try await client.write([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
      try await RawConnection.splice(client, upstream)
    }
  }
}
