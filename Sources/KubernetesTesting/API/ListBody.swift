import HTTPTypes
import KubernetesCore
import KubernetesLocks

/// The body of a long list, written piece by piece as it is pulled.
final class ListBody: BodySource {
  private struct State {
    var head: Bytes?
    var rest: ArraySlice<StoredObject>
    var isFirst = true
    var isDone = false
  }
  /// About this much goes into one piece.
  private static let piece = 256 << 10
  private let state: Lock<State>
  private let item: @Sendable (StoredObject) -> Bytes

  private init(head: Bytes, objects: [StoredObject], item: @escaping @Sendable (StoredObject) -> Bytes) {
    state = Lock(State(head: head, rest: objects[...]))
    self.item = item
  }

  /// A whole body for a short list, a stream for a long one.
  static func response(
    head: Bytes, objects: [StoredObject], item: @escaping @Sendable (StoredObject) -> Bytes
  ) -> APIResponse {
    let body = ListBody(head: head, objects: objects, item: item)
    if objects.reduce(0, { $0 + $1.json.count }) < piece { return APIResponse(200, body.chunk() ?? .empty) }
    return APIResponse(stream: BodyStream(body))
  }

  private func chunk() -> Bytes? {
    state.withLock { state in
      if state.isDone { return nil }
      var builder = BytesBuilder(capacity: Self.piece)
      if let head = state.head {
        builder.append(head)
        state.head = nil
      }
      while builder.count < Self.piece, let object = state.rest.popFirst() {
        if !state.isFirst { builder.append(contentsOf: [UInt8(ascii: ",")]) }
        state.isFirst = false
        builder.append(item(object))
      }
      if state.rest.isEmpty {
        builder.append(contentsOf: "]}\n".utf8)
        state.isDone = true
      }
      return builder.finish()
    }
  }

  func next() async throws -> Bytes? {
    try Task.checkCancellation()
    return chunk()
  }

  func cancel() {
    state.withLock { state in
      state.isDone = true
      state.rest = []
    }
  }
}
