import KubernetesCore
import KubernetesModels
import Testing

@Suite("Parts that decoded objects share")
struct SharedPartTests {
  /// Its bytes lie so that the table of parts meets the words in the middle as a whole; see `SubtreeTableTests`.
  private func request(_ letter: Character) -> [UInt8] {
    let eraser: [UInt8] = [
      0xE3, 0xC6, 0x88, 0x9C, 0xF0, 0x6A, 0xBC, 0x8E, 0xDB, 0x28, 0xB4, 0xA0, 0xD1, 0x7E, 0x03, 0xE7,
    ]
    return Array(String(repeating: letter, count: 15).utf8) + eraser + Array("the end is the same".utf8)
  }

  @Test("bytes that somebody has chosen are not taken for others", arguments: WireFormat.allCases)
  func chosenBytes(_ format: WireFormat) throws {
    let context = DecodingContext()
    for letter: Character in ["A", "B", "A"] {
      let signing = CertificatesV1.CertificateSigningRequest(
        metadata: MetaV1.ObjectMeta(name: "csr"),
        spec: CertificatesV1.CertificateSigningRequestSpec(request: request(letter), signerName: "example.com/signer"))
      let read = try CertificatesV1.CertificateSigningRequest(
        wire: signing.encoded(format: format), format: format, context: context)
      #expect(read.spec?.request == request(letter))
    }
  }
}
