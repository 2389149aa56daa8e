import KubernetesCore
import KubernetesModels
import Testing

@Suite("Items of a list of JSON that are decoded without looking for their end")
struct ItemsInPlaceTests {
  private let pods = (0..<30).map { number in
    CoreV1.Pod(
      metadata: MetaV1.ObjectMeta(name: "pod-\(number)", labels: ["a": String(repeating: "]}\"", count: number)]))
  }

  private func pieces(_ size: Int) throws -> [Bytes] {
    let body = try CoreV1.PodList(items: pods).encoded(format: .json)
    return stride(from: 0, to: body.count, by: size).map { body[$0..<min($0 + size, body.count)] }
  }

  @Test func allOfThemWhereTheBodyIsOnePiece() throws {
    let decoded = try DecodedItems(pieces(1 << 20))
    #expect(decoded.pods == pods)
    #expect(decoded.failure == nil)
    // The last one may be taken for one that ends in another piece.
    #expect(decoded.inPlace >= pods.count - 1)
  }

  @Test(arguments: [1, 7, 64, 200, 500, 1_000])
  func theSameHoweverTheBodyIsCut(_ size: Int) throws {
    let decoded = try DecodedItems(pieces(size))
    #expect(decoded.pods == pods)
    #expect(decoded.failure == nil)
  }

  @Test(arguments: [
    "null", "3", "{\"metadata\":", "{\"metadata\":{\"name\":1}}", "{\"kind\":\"Node\"}", "[]", "", "{}}",
  ])
  func nothingIsTakenOfWhatIsNoPod(_ text: String) {
    let found = CoreV1.Pod.leading(Bytes(text), context: DecodingContext())
    #expect(found?.count == (text == "{}}" ? 2 : nil))
  }

  @Test func nothingIsTakenThatEndsBehindTheWindow() {
    let text = Bytes(#"{"metadata":{"name":"a"}}"#)
    for end in 0..<text.count { #expect(CoreV1.Pod.leading(text[0..<end], context: DecodingContext()) == nil) }
    #expect(CoreV1.Pod.leading(text, context: DecodingContext())?.count == text.count)
  }
}
