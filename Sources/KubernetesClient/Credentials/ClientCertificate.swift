/// A client's certificate and its key, which prove to the server who the client is.
public struct ClientCertificate: Sendable, Hashable {
  /// The certificate, and those between it and its authority, as PEM.
  public var chain: [UInt8]
  /// The certificate's key, as PEM.
  public var key: SensitiveBytes

  /// Joins the parts, unchecked.
  public init(chain: [UInt8], key: SensitiveBytes) {
    self.chain = chain
    self.key = key
  }
}

extension ClientCertificate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Sizes only.
  public var description: String { "ClientCertificate(chain: \(chain.count) bytes, key: \(key))" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
