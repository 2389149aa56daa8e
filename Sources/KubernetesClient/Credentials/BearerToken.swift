internal import KubernetesCore

enum BearerToken {
  /// The token without surrounding white space.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `credentials` when it is empty or would not fit into a
  ///   header field.
  static func validating(_ token: SensitiveString, source: String) throws(KubernetesError) -> SensitiveString {
    let bytes = token.reveal().utf8.trimming { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard !bytes.isEmpty else { throw KubernetesError(.credentials, "\(source) is empty") }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw KubernetesError(
        .credentials, "\(source) has blanks, line breaks or characters outside of ASCII in it, so it is no bearer token"
      )
    }
    return SensitiveString(String(decoding: bytes, as: UTF8.self))
  }
}

extension BidirectionalCollection where SubSequence == Self.SubSequence {
  fileprivate func trimming(_ isBlank: (Element) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }
}
