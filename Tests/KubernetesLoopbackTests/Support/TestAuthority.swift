import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate authority of one test.
struct TestAuthority: Sendable {
  /// A certificate and its key, as PEM.
  struct Identity: Sendable {
    var certificate: [UInt8]
    var key: [UInt8]
  }

  private let key: Certificate.PrivateKey
  private let name: DistinguishedName
  let certificate: [UInt8]

  init(_ commonName: String = "loopback test authority") throws {
    key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    name = try DistinguishedName { CommonName(commonName) }
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
      notValidBefore: .now - 3600, notValidAfter: .now + 86400, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      }, issuerPrivateKey: key)
    self.certificate = Array(try certificate.serializeAsPEM().pemString.utf8)
  }

  /// A server's identity for DNS names and, unless told otherwise, 127.0.0.1.
  func server(names: [String] = ["localhost"], addresses: [[UInt8]] = [[127, 0, 0, 1]]) throws -> Identity {
    let alternatives =
      names.map { GeneralName.dnsName($0) }
      + addresses.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) }
    return try issue(names.first ?? "server", usage: .serverAuth) { SubjectAlternativeNames(alternatives) }
  }

  /// A client's identity.
  func client(_ commonName: String) throws -> Identity {
    try issue(commonName, usage: .clientAuth) { SubjectAlternativeNames([.dnsName("client.test")]) }
  }

  private func issue(
    _ commonName: String, usage: ExtendedKeyUsage.Usage, _ names: () -> SubjectAlternativeNames
  ) throws -> Identity {
    let leafKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let leaf = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: leafKey.publicKey,
      notValidBefore: .now - 3600, notValidAfter: .now + 86400, issuer: name,
      subject: try DistinguishedName { CommonName(commonName) }, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([usage])
        names()
      }, issuerPrivateKey: key)
    return Identity(
      certificate: Array(try leaf.serializeAsPEM().pemString.utf8),
      key: Array(try leafKey.serializeAsPEM().pemString.utf8))
  }
}
