internal import CKubernetesCurl
internal import KubernetesCore

/// A list of texts in libcurl's form. libcurl keeps a pointer to it, so whoever hands it over keeps the object, too.
final class CurlList {
  private(set) var start: UnsafeMutablePointer<curl_slist>?

  deinit { curl_slist_free_all(start) }

  func append(_ text: String) throws {
    guard let longer = curl_slist_append(start, text) else { throw TransportError(.other, "out of memory") }
    start = longer
  }
}
