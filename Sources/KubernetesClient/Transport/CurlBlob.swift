/// Bytes that stay where they are, for libcurl to read whenever it likes. Belongs to the loop's thread.
final class CurlBlob {
  /// Allocated in `init`, freed in `deinit`; never empty.
  let bytes: UnsafeMutableRawBufferPointer

  /// Nil for no bytes.
  init?(_ array: [UInt8]?) {
    guard let array, !array.isEmpty else { return nil }
    bytes = .allocate(byteCount: array.count, alignment: 1)
    bytes.copyBytes(from: array)
  }

  deinit {
    // It may have been a key.
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    bytes.deallocate()
  }
}

/// The certificates and the key of one generation of handles.
struct CurlBlobs {
  let certificateAuthority: CurlBlob?
  let certificate: CurlBlob?
  let privateKey: CurlBlob?

  init(_ tls: TLSMaterial) {
    certificateAuthority = CurlBlob(tls.certificateAuthority)
    certificate = CurlBlob(tls.certificate)
    privateKey = CurlBlob(tls.privateKey)
  }
}
