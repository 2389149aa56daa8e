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
    return certificate.range(of: part) != nil
  }

  /// Bytes that are in every certificate of the key: the public key as DER, which a certificate holds as it is, or an RSA
  /// key's modulus.
  private static func publicPart(_ label: String, _ key: Data) -> Data? {
    switch label {
    case "EC PRIVATE KEY", "PRIVATE KEY": ellipticCurve(key) ?? modulus(Array(key)[...])
    case "RSA PRIVATE KEY": modulus(Array(key)[...])
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
    guard var (number, rest) = behindVersion(key) else { return nil }
    if number.tag == 0x30 {
      // PKCS #8: the algorithm, then the key in an octet string.
      guard let inner = element(&rest), inner.tag == 0x04, let nested = behindVersion(inner.contents) else {
        return nil
      }
      number = nested.next
    }
    // Shorter numbers are no RSA modulus, and might be found anywhere.
    return number.tag == 0x02 && number.contents.count >= 64 ? Data(number.contents) : nil
  }

  private typealias Element = (tag: UInt8, contents: ArraySlice<UInt8>)

  /// What follows the version in a sequence, and the rest.
  private static func behindVersion(_ key: ArraySlice<UInt8>) -> (next: Element, rest: ArraySlice<UInt8>)? {
    var key = key
    guard let sequence = element(&key), sequence.tag == 0x30 else { return nil }
    var rest = sequence.contents
    guard let version = element(&rest), version.tag == 0x02, let next = element(&rest) else { return nil }
    return (next, rest)
  }

  /// Takes the first element of DER (X.690) off; nil when it is not whole.
  private static func element(_ bytes: inout ArraySlice<UInt8>) -> Element? {
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
