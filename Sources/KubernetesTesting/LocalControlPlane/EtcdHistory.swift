internal import HTTPTypes
internal import KubernetesCore

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// etcd's revisions, over the JSON gateway of its v3 API.
struct EtcdHistory: Sendable {
  let transport: any Transport

  private struct Answer: Decodable {
    struct Header: Decodable {
      let revision: String
    }
    let header: Header
  }

  /// The current revision.
  func revision() async throws -> Int64 {
    // The key is one zero byte: the first there can be. Only the answer's header matters.
    let body = try await post("/v3/kv/range", #"{"key":"AA==","limit":1}"#)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)),
      let revision = Int64(answer.header.revision)
    else { throw ControlPlaneError(.etcd, "an answer without a revision") }
    return revision
  }

  /// Forgets what was before the revision; returns when it is gone from the storage.
  func compact(upTo revision: Int64) async throws {
    _ = try await post("/v3/kv/compaction", #"{"revision":"\#(revision)","physical":true}"#)
  }

  private func post(_ target: String, _ body: String) async throws -> [UInt8] {
    let response = try await transport.send(
      TransportRequest(
        method: .post, target: target, body: Bytes(Array(body.utf8)), timeout: .seconds(30),
        maximumResponseBytes: 1 << 20))
    let answer = response.body.array
    guard response.status == 200 else {
      throw ControlPlaneError(
        .etcd, "POST \(target) answers \(response.status): \(String(decoding: answer.prefix(300), as: UTF8.self))")
    }
    return answer
  }
}
