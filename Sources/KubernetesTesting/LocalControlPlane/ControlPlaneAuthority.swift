internal import Crypto
internal import SwiftASN1
internal import X509

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A certificate authority that lives as long as one control plane.
struct ControlPlaneAuthority: Sendable {
  /// A certificate and its key, as PEM.
  struct Identity: Sendable {
    let certificate: String
    let key: String
  }

  /// The authority's own certificate, as PEM.
  let certificate: String
  private let name: DistinguishedName
  private let key: P256.Signing.PrivateKey
  private let validity: ClosedRange<Date>

  /// Makes a key and a certificate signed with it.
  ///
  /// - Parameter days: How long everything is valid; it begins an hour ago, for clocks that disagree.
  init(name: String, days: Int = 7, now: Date = Date()) throws(ControlPlaneError) {
    key = P256.Signing.PrivateKey()
    validity = now.addingTimeInterval(-3600)...now.addingTimeInterval(Double(days) * 86_400)
    do {
      self.name = try DistinguishedName { CommonName(name) }
      certificate = try Self.sign(
        subject: self.name, key: key.publicKey, issuer: self.name, issuerKey: key, validity: validity,
        extensions: Certificate.Extensions {
          Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
          Critical(KeyUsage(digitalSignature: true, keyCertSign: true, cRLSign: true))
        })
    } catch {
      throw ControlPlaneError(.certificates, "the authority \(name): \(error)")
    }
  }

  /// An identity of a server on this machine.
  func server(_ commonName: String, names: [String]) throws(ControlPlaneError) -> Identity {
    try identity(commonName) {
      try DistinguishedName { CommonName(commonName) }
    } extensions: {
      try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(
          names.map(GeneralName.dnsName) + [.ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))])
      }
    }
  }

  /// An identity of a user: the common name is the user's, the organisations are the groups.
  func client(_ user: String, groups: [String] = []) throws(ControlPlaneError) -> Identity {
    try identity(user) {
      try DistinguishedName {
        for group in groups { OrganizationName(group) }
        CommonName(user)
      }
    } extensions: {
      try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.clientAuth])
      }
    }
  }

  /// A key pair that signs service account tokens.
  static func tokenKey() -> (privateKey: String, publicKey: String) {
    let key = P256.Signing.PrivateKey()
    return (key.pemRepresentation, key.publicKey.pemRepresentation)
  }

  private func identity(
    _ what: String, subject: () throws -> DistinguishedName, extensions: () throws -> Certificate.Extensions
  ) throws(ControlPlaneError) -> Identity {
    do {
      let own = P256.Signing.PrivateKey()
      let certificate = try Self.sign(
        subject: subject(), key: own.publicKey, issuer: name, issuerKey: key, validity: validity,
        extensions: extensions())
      return Identity(certificate: certificate, key: own.pemRepresentation)
    } catch {
      throw ControlPlaneError(.certificates, "the certificate of \(what): \(error)")
    }
  }

  private static func sign(
    subject: DistinguishedName, key: P256.Signing.PublicKey, issuer: DistinguishedName,
    issuerKey: P256.Signing.PrivateKey, validity: ClosedRange<Date>, extensions: Certificate.Extensions
  ) throws -> String {
    try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key),
      notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound, issuer: issuer, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
      issuerPrivateKey: Certificate.PrivateKey(issuerKey)
    ).serializeAsPEM().pemString
  }
}
