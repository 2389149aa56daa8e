internal import CKubernetesCurl
internal import KubernetesCore

/// An easy handle and what it points to. Belongs to the loop's thread; released only when it is in no multi.
final class CurlHandle {
  let easy: UnsafeMutableRawPointer
  /// Which certificates it carries: those of the engine's generation, or older ones.
  let generation: Int
  /// Where libcurl writes the reason for a failure. Allocated in `init`, freed in `deinit`.
  private let errorText: UnsafeMutablePointer<CChar>
  private let connectTo: CurlList?
  /// libcurl uses their bytes and does not copy them.
  private let blobs: CurlBlobs
  private var headers: CurlList?

  init(generation: Int, connectTo: CurlList?, blobs: CurlBlobs) throws {
    guard let easy = curl_easy_init() else { throw TransportError(.other, "out of handles") }
    self.easy = easy
    self.generation = generation
    self.blobs = blobs
    self.connectTo = connectTo
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    _ = kc_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    _ = kc_set_list(easy, CURLOPT_CONNECT_TO, connectTo?.start)
  }

  deinit {
    curl_easy_cleanup(easy)
    errorText.deallocate()
  }

  func setHeaders(_ list: CurlList?) {
    _ = kc_set_list(easy, CURLOPT_HTTPHEADER, list?.start)
    headers = list
    errorText[0] = 0
  }

  /// What libcurl says about its last failure; empty when it says nothing.
  var failureText: String { String(cString: errorText) }

  /// What the proxy answered to CONNECT; 0 without one.
  var connectStatus: Int {
    var status = 0
    _ = kc_info_long(easy, CURLINFO_HTTP_CONNECTCODE, &status)
    return status
  }

  func set(_ option: CURLoption, _ value: Int) { _ = kc_set_long(easy, option, value) }
  func set(_ option: CURLoption, _ value: String?) { _ = kc_set_string(easy, option, value) }

  /// One of the handle's blobs; nil leaves the option unset.
  func set(_ option: CURLoption, _ member: KeyPath<CurlBlobs, CurlBlob?>) {
    guard let blob = blobs[keyPath: member] else { return }
    _ = kc_set_blob(easy, option, blob.bytes.baseAddress, blob.bytes.count)
  }
}
