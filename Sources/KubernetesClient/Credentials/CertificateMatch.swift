internal import Crypto
internal import Foundation

/// Tells a certificate and a key that do not belong together.
enum CertificateMatch {
  /// False only when the key's public part could be worked out and is not in the first certificate; true where the key
  /// is of another kind, encrypted, or no key at all: TLS will say so.
  static func mayBelongTogether(chain: [UInt8], key: [UInt8]) -> Bool {
    guard let certificate = PEM.blocks(in: chain).first(where: { $0.label == "CERTIFICATE" })?.contents,
      let key = PEM.blocks(in: key).first(where: { $0.label.hasSuffix("PRIVATE KEY") }),
      let part = publicPart(key.label, key.contents)
    else { return true }
    return Data(certificate).range(of: part) != nil
  }

  /// Bytes that are in every certificate of the key: the public key as DER, which a certificate holds as it is, or an RSA
  /// key's modulus.
  private static func publicPart(_ label: String, _ key: [UInt8]) -> Data? {
    switch label {
    case "EC PRIVATE KEY", "PRIVATE KEY": ellipticCurve(Data(key)) ?? modulus(key[...])
    case "RSA PRIVATE KEY": modulus(key[...])
    default: nil
    }
  }

  private static func ellipticCurve(_ key: Data) -> Data? {
    if let key = try? P256.Signing.PrivateKey(derRepresentation: key) { return key.publicKey.derRepresentation }
    if let key = try? P384.Signing.PrivateKey(derRepresentation: key) { return key.publicKey.derRepresentation }
    return (try? P521.Signing.PrivateKey(derRepresentation: key))?.publicKey.derRepresentation
  }

  /// The modulus of an RSA key (RFC 8017, A.1.2), also inside of PKCS #8 (RFC 5958): the second number, or the first
  /// octet string's.
  private static func modulus(_ key: ArraySlice<UInt8>) -> Data? {
    var rest = key
    guard let sequence = element(&rest), sequence.tag == 0x30 else { return nil }
    rest = sequence.contents
    guard let version = element(&rest), version.tag == 0x02, let second = element(&rest) else { return nil }
    // Shorter numbers are no RSA modulus, and might be found anywhere.
    if second.tag == 0x02 { return second.contents.count >= 64 ? Data(second.contents) : nil }
    guard second.tag == 0x30, let inner = element(&rest), inner.tag == 0x04 else { return nil }
    var nested = inner.contents
    guard let key = element(&nested), key.tag == 0x30 else { return nil }
    nested = key.contents
    guard let version = element(&nested), version.tag == 0x02, let number = element(&nested), number.tag == 0x02,
      number.contents.count >= 64
    else { return nil }
    return Data(number.contents)
  }

  /// Takes the first element of DER (X.690) off; nil when it is not whole.
  private static func element(_ bytes: inout ArraySlice<UInt8>) -> (tag: UInt8, contents: ArraySlice<UInt8>)? {
    guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
    var length = Int(first)
    if first & 0x80 != 0 {
      guard first & 0x7F <= 4, bytes.count >= first & 0x7F else { return nil }
      length = bytes.prefix(Int(first & 0x7F)).reduce(0) { $0 << 8 | Int($1) }
      bytes = bytes.dropFirst(Int(first & 0x7F))
    }
    guard length <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return (tag, bytes.prefix(length))
  }
}
