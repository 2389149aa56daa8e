import Crypto
import SwiftASN1
import X509

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The certificate authority of one server.
struct ClusterAuthority: Sendable {
  /// A certificate and its key, as PEM.
  struct Identity: Sendable {
    var certificate: String
    var key: String
  }

  private let key: Certificate.PrivateKey
  private let name: DistinguishedName
  /// The authority's certificate, as PEM.
  let certificate: String

  init() throws {
    key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    name = try DistinguishedName { CommonName("embedded-kubernetes") }
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey, notValidBefore: .now - 3600,
      notValidAfter: .now + 30 * 86400, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      }, issuerPrivateKey: key)
    self.certificate = try certificate.serializeAsPEM().pemString
  }

  /// The identity of a server on this machine that listens at `host`.
  func server(at host: String) throws -> Identity {
    var names: [GeneralName] = [
      .dnsName("localhost"), .dnsName("kubernetes"), .dnsName("kubernetes.default.svc"),
      .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
      .ipAddress(ASN1OctetString(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
    ]
    let given: GeneralName =
      Self.address(host).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host)
    if !names.contains(given) { names.append(given) }
    return try issue(
      try DistinguishedName { CommonName("kube-apiserver") }, [.serverAuth], SubjectAlternativeNames(names))
  }

  /// The bytes of an address; nil for a name.
  private static func address(_ host: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      // The function writes as many bytes as an address of the family has.
      if bytes.withUnsafeMutableBytes({ inet_pton(family, host, $0.baseAddress) }) == 1 { return bytes }
    }
    return nil
  }

  /// The identity of a user and the groups it is in.
  func client(_ user: UserInfo) throws -> Identity {
    let subject = try DistinguishedName {
      for group in user.groups where !group.hasPrefix("system:authenticated") { OrganizationName(group) }
      CommonName(user.name)
    }
    return try issue(subject, [.clientAuth], nil)
  }

  private func issue(
    _ subject: DistinguishedName, _ usages: [ExtendedKeyUsage.Usage], _ names: SubjectAlternativeNames?
  ) throws -> Identity {
    let leafKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let leaf = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: leafKey.publicKey, notValidBefore: .now - 3600,
      notValidAfter: .now + 30 * 86400, issuer: name, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage(usages)
        if let names { names }
      }, issuerPrivateKey: key)
    return Identity(
      certificate: try leaf.serializeAsPEM().pemString, key: try leafKey.serializeAsPEM().pemString)
  }

  /// The user that a client certificate names.
  static func user(ofDER bytes: [UInt8]) -> UserInfo? {
    guard let certificate = try? Certificate(derEncoded: bytes) else { return nil }
    var user = UserInfo(name: "")
    for attribute in certificate.subject.flatMap({ $0 }) {
      if attribute.type == .RDNAttributeType.commonName { user.name = "\(attribute.value)" }
      if attribute.type == .RDNAttributeType.organizationName { user.groups.append("\(attribute.value)") }
    }
    return user.name.isEmpty ? nil : user
  }
}
