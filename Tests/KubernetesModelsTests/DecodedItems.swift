import KubernetesCore
import KubernetesModels

/// The pods of a list in JSON that comes in pieces, decoded where they are if they can be.
struct DecodedItems {
  /// The pods; nil for an item that is none.
  private(set) var pods: [CoreV1.Pod?] = []
  private(set) var failure: WireError?
  /// How many of them nobody had to look for.
  private(set) var inPlace = 0

  init(_ pieces: [Bytes]) {
    var splitter = ListSplitter(.json)
    let context = DecodingContext()
    do throws(WireError) {
      for piece in pieces {
        splitter.feed(piece)
        while let part = try nextPart(&splitter, context) {
          if case .item(let item, _) = part { pods.append(Self.pod(item)) }
        }
      }
      try splitter.finish()
    } catch {
      failure = error
    }
  }

  private mutating func nextPart(
    _ splitter: inout ListSplitter, _ context: DecodingContext
  ) throws(WireError) -> ListSplitter.Part? {
    try splitter.next { bytes in
      guard let (pod, count) = CoreV1.Pod.leading(bytes, context: context) else { return nil }
      pods.append(pod)
      inPlace += 1
      return count
    }
  }

  static func pod(_ item: Bytes) -> CoreV1.Pod? {
    try? CoreV1.Pod(wire: item, format: .json, context: DecodingContext())
  }
}
